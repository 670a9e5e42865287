"""The JSON shapes of the command line: ids as text, dates ISO 8601, what is absent null, enums as slugs."""

from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from netui.domain.time.calendar_ends import on_clock

if TYPE_CHECKING:
    from netui.domain.interviews.interview import Interview
    from netui.domain.people.contact import Contact, Position
    from netui.domain.people.follow_up import FollowUp
    from netui.domain.people.importing import LedgerRow
    from netui.domain.people.interaction import Interaction
    from netui.domain.plan.goal import Goal
    from netui.domain.plan.introduction import Introduction
    from netui.domain.week.agenda import AgendaRow
    from netui.services.plan.introduction_views import Received
    from netui.services.ports import HistoryEntry
    from netui.services.services import Services

Shape = dict[str, Any]


class Shapes:
    """Makes shapes; people are named by looking them up."""

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._zone: tzinfo = services.present.zone

    def person(self, contact_id: int | None) -> Shape | None:
        """`{id, name}`, or None once that person is gone."""
        row = self._services.contacts.row(contact_id) if contact_id is not None else None
        return {"id": str(row.id), "name": row.name} if row else None

    def contact(self, contact: "Contact") -> Shape:
        """One person, without their history; an empty text is None."""
        from netui.domain.people.fields import JSON_NAMES

        shape = {
            name: (value or None) if type(value) is str else self._plain(value)
            for name in JSON_NAMES
            for value in (getattr(contact, name),)
        }
        shape["id"] = str(contact.id)
        shape["introduced_by"] = self.person(contact.introduced_by)
        shape["next_due_on"] = _day(self._services.search.due_on(contact))
        return shape

    def _plain(self, value: Any) -> Any:
        """A value as JSON has it."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, tuple):
            return [shape for one in value if (shape := self._part(one)) is not None]
        if isinstance(value, dict):
            return dict(value)
        if isinstance(value, datetime):
            return self.instant(value)
        return value.isoformat() if isinstance(value, date) else str(value)

    def _part(self, value: Any) -> "Shape | str | None":
        """One value of a list; None for a relation to someone who is gone."""
        if isinstance(value, str):
            return str(value)
        from netui.domain.people.relation import Relation

        if isinstance(value, Relation):
            person = self.person(value.contact_id)
            return {"kind": value.kind.value, **person} if person else None
        return _position(value)

    def contact_page(self, contact: "Contact") -> Shape:
        """One person with timeline, follow-ups, interviews and introductions."""
        services = self._services
        return {
            **self.contact(contact),
            "timeline": [self.interaction(one) for one in services.log.for_contact(contact.id)],
            "follow_ups": [self.follow_up(one) for one in services.follow_ups.around(contact.id)],
            "interviews": [self.interview(one) for one in services.interviews.for_contact(contact.id)],
            "introductions": [
                self.introduction(one)
                for one in (
                    *services.introduction_views.asked_about(contact.id),
                    *services.introduction_views.with_contact(contact.id),
                )
            ],
        }

    def interaction(self, interaction: "Interaction") -> Shape:
        """One entry of the log."""
        people = [self.person(contact_id) for contact_id in interaction.contact_ids]
        return {
            "id": str(interaction.id),
            "contacts": [person for person in people if person],
            "contact": next((person for person in people if person), None),
            "gone": list(interaction.gone),
            "kind": interaction.kind.value,
            "on": _day(interaction.on),
            "at": self.instant(interaction.at),
            "direction": interaction.direction.value,
            "text": interaction.text or None,
            "interview": str(interaction.interview_id) if interaction.interview_id else None,
            "template": interaction.template,
            "source": interaction.source,
        }

    def follow_up(self, follow_up: "FollowUp") -> Shape:
        """One follow-up."""
        return {
            "id": str(follow_up.id),
            "kind": follow_up.kind.value,
            "contact": self.person(follow_up.contact_id),
            "about": self.person(follow_up.about_id),
            "company": follow_up.company or None,
            "text": follow_up.text,
            "due_on": None if follow_up.waits else _day(follow_up.due_on),
            "due_at": self.instant(follow_up.due_at),
            "after": self.person(follow_up.after_id),
            "after_on": _day(follow_up.after_on),
            "state": follow_up.state.value,
            "repeats": str(follow_up.repeats) if follow_up.repeats else None,
            "snoozed_until": _day(follow_up.snoozed_until),
            "interview": str(follow_up.interview_id) if follow_up.interview_id else None,
            "closed_at": self.instant(follow_up.closed_at),
        }

    def introduction(self, introduction: "Introduction", received: "Received | None" = None) -> Shape:
        """One introduction, with what is still promised for it."""
        follow_ups = [received.thank, received.tell] if received is not None else []
        if introduction.step_id is not None:
            follow_ups.append(self._services.follow_ups.get(introduction.step_id))
        return {
            "id": str(introduction.id),
            "way": introduction.way.value,
            "introducer": self.person(introduction.by_id),
            "contact": self.person(introduction.contact_id),
            "other": self.person(introduction.other_id),
            "state": introduction.state.value,
            "on": _day(introduction.on),
            "asked_on": _day(introduction.asked_on),
            "other_asked_on": _day(introduction.other_asked_on),
            "named_on": _day(introduction.named_on),
            "reminded_on": _day(introduction.reminded_on),
            "text": introduction.text or None,
            "thanked_on": _day(received.thanked_on) if received is not None else None,
            "told_on": _day(received.told_on) if received is not None else None,
            "follow_ups": [self.follow_up(one) for one in follow_ups if one is not None],
        }

    def interview(self, interview: "Interview") -> Shape:
        """One interview, without its checklist and questions."""
        return {
            "id": str(interview.id),
            "contact": self.person(interview.contact_id),
            "status": interview.status.value,
            "at": self.instant(interview.at),
            "zone": interview.zone or None,
            "minutes": interview.minutes,
            "medium": interview.medium.value,
            "place": interview.place or None,
            "goal": interview.goal or None,
            "prep_done": interview.prep_done,
            "prep_total": interview.prep_total,
            "asked_on": _day(interview.asked_on),
            "thanked_at": self.instant(interview.thanked_at),
        }

    def interview_page(self, interview: "Interview") -> Shape:
        """One talk with everything."""
        return {
            **self.interview(interview),
            "items": [
                {
                    "id": str(item.id),
                    "text": item.text,
                    "due_on": _day(item.due_on),
                    "state": item.state.value,
                }
                for item in interview.items
            ],
            "questions": [
                {
                    "id": str(question.id),
                    "text": question.text,
                    "theme": question.theme or None,
                    "asked": question.asked,
                    "answer": question.answer or None,
                }
                for question in interview.questions
            ],
            "talk_notes": interview.talk_notes or None,
            "rehearsed_at": self.instant(interview.rehearsed_at),
            "ended_at": self.instant(interview.ended_at),
            "insights": list(interview.insights),
            "trends": list(interview.trends),
            "actions": list(interview.actions),
            "influence": interview.influence or None,
            "ask_next": list(interview.ask_next),
        }

    def agenda_row(self, row: "AgendaRow", why: str) -> Shape:
        """One row of the agenda."""
        return {
            "id": row.id,
            "kind": row.kind.value,
            "contact": self.person(row.contact_id),
            "text": _about_no_one(row) or row.text or None,
            "due_on": _day(row.due_on),
            "due_at": self.instant(row.due_at),
            "state": row.state.value,
            "why": why or None,
            "items": [
                {"id": item.id, "text": item.text, "due_on": _day(item.due_on), "state": item.state.value}
                for item in row.items
            ],
        }

    def goal(self, goal: "Goal") -> Shape:
        """One goal with its progress in the present period."""
        progress = self._services.goals.progress(goal)
        return {
            "id": str(goal.id),
            "title": goal.title,
            "measure": goal.measure.value,
            "target": goal.target,
            "period": goal.period.value,
            "progress": progress.done,
        }

    def history_entry(self, entry: "HistoryEntry") -> Shape:
        """One change."""
        return {
            "seq": entry.seq,
            "at": self.instant(entry.at),
            "session": entry.session,
            "label": entry.label,
            "undone": entry.undone,
        }

    def ledger_row(self, row: "LedgerRow") -> Shape:
        """One row of an import."""
        return {
            "file": row.file,
            "line": row.line,
            "action": row.action.value,
            "name": row.name or None,
            "reason": row.reason or None,
        }

    def instant(self, at: datetime | None) -> str | None:
        """An instant on the user's clock, to the second."""
        return on_clock(at, self._zone).isoformat(timespec="seconds") if at else None


def _position(position: "Position") -> Shape:
    return {
        "title": position.title or None,
        "company": position.company or None,
        "since": position.since,
        "until": position.until,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _about_no_one(row: "AgendaRow") -> str:
    """Return the words of a row about a goal, an event or a bio, named nowhere else; else nothing."""
    if row.contact_id is not None or row.follow_up_id is not None:
        return ""
    return ": ".join(part for part in (row.who, row.text) if part)
