"""Mentoring, both ways: the pipeline, the next meetings with their agenda, and those that were held."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from netui.domain.people.cadence import Cadence
from netui.domain.plan.mentoring import (
    Mentoring,
    MentoringMeeting,
    MentoringSide,
    MentoringStage,
    check_cadence,
    next_meeting,
)
from netui.domain.text import choose
from netui.domain.time.dates import describe_day, short_day
from netui.domain.values import replace
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal
from netui.tui.sections.mentoring_forms import ask_met, ask_next
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.line_list import Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import facts, labelled

_LABEL = 14
_STAGE_WIDTH = 9
_HEADINGS = {MentoringSide.MENTOR: "MENTORS", MentoringSide.MENTEE: "MENTEES"}
_FIRST_STAGES = (
    MentoringStage.WANTED,
    MentoringStage.ASKED,
    MentoringStage.TRYING,
    MentoringStage.ACTIVE,
)


class MentoringSection(Section):
    """Mentors and mentees; J and K take one a stage on or back, space logs a meeting."""

    name: ClassVar[str] = "mentoring"
    title: ClassVar[str] = "Mentoring"
    empty: ClassVar[str] = "No one yet. Press a to name a mentor you want, or someone you mentor."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "edit": "edit",
        "done": "log a meeting",
        "down": "one stage on",
        "up": "one stage back",
        "open": "open",
        "delete": "delete",
    }

    def rows(self) -> Sequence[Any]:
        """Return mentors, then mentees."""
        by_side = groupby(self._services.mentoring.list(), key=lambda one: one.side)
        return grouped((Heading(_HEADINGS[side]), list(group)) for side, group in by_side)

    def count(self) -> int:
        """Return how many have not ended."""
        return sum(1 for one in self._services.mentoring.list() if one.stage is not MentoringStage.ENDED)

    def contacts(self, row: Mentoring) -> Sequence[int]:
        """Return the other person."""
        known = row.contact_id is not None and self._services.contacts.row(row.contact_id) is not None
        return (row.contact_id,) if known and row.contact_id is not None else ()

    def paint(self, row: Mentoring, width: int) -> Line:  # noqa: ARG002
        """Paint who it is, the stage, and the day of the next meeting."""
        glyphs, today = self.host.glyphs, self._services.present.today()
        ended = row.stage is MentoringStage.ENDED
        contact = self._services.contacts.row(row.contact_id) if row.contact_id else None
        about = f"  {contact.company}" if contact is not None and contact.company else ""
        sign = {
            MentoringStage.WANTED: Span(glyphs.todo, "dim"),
            MentoringStage.ASKED: Span(glyphs.waiting, "accent"),
            MentoringStage.ENDED: Span(glyphs.skipped, "dim"),
        }.get(row.stage, Span(glyphs.disc, "success"))
        left = (
            Span(f"{row.stage:<{_STAGE_WIDTH}}", "dim"),
            Span(self._services.mentoring.who(row), "dim" if ended else ""),
            Span(about, "dim"),
        )
        return Line(left, self._when(row, today), sign)

    def detail(self, row: Mentoring, width: int) -> list[Line]:
        """Return the next agenda, what is to be done, the goals, and the meetings that were held."""
        today = self._services.present.today()
        days = (("asked", row.asked_on), ("began", row.began_on), ("ended", row.ended_on))
        message = {
            "goals": row.goals,
            "rhythm": f"every {row.rhythm}",
            "since": ", ".join(f"{word} {short_day(day, today)}" for word, day in days if day is not None),
        }
        lines: list[Line] = []
        for index, point in enumerate(row.agenda):
            lines += labelled("next time" if index == 0 else "", point, width, label_width=_LABEL)
        for index, owed in enumerate(self._services.mentoring.open_actions(row)):
            head = Span(f"{'to do' if index == 0 else '':<{_LABEL}}", "dim")
            when = Span(describe_day(owed.due_on, today), "error" if owed.due_on < today else "dim")
            lines.append(Line((head, Span(owed.text)), (when,)))
        lines += facts(message.items(), width, label_width=_LABEL)
        for meeting in reversed(row.meetings):
            day = short_day(meeting.on, today)
            lines += labelled(day, _meeting_words(meeting), width, label_width=_LABEL)
            for action in meeting.actions:
                lines += labelled("", f"{self.host.glyphs.arrow} {action}", width, label_width=_LABEL)
        return lines

    def more(self, row: Mentoring | None) -> Sequence[Verb]:
        """Offer the agenda of the next meeting, and to end it."""
        if row is None:
            return ()
        plan = partial(ask_next, self._services, self.host, row)
        verbs = [Verb("p", "plan the next meeting", plan, "its day and agenda")]
        if row.stage is not MentoringStage.ENDED:
            verbs.append(Verb("J", "one stage on", lambda: self.down(row), "J does so at once"))
            verbs.append(Verb("x", "end it", lambda: self._end(row)))
        if row.stage is not MentoringStage.WANTED:
            verbs.append(Verb("K", "one stage back", lambda: self.up(row), "K does so at once"))
        return verbs

    def add(self) -> None:
        """Ask for a mentor or a mentee."""

        def saved(values: dict[str, str]) -> None:
            draft = Mentoring(
                id=0,
                uid="",
                contact_id=self._answers.person(values["who"]).id,
                side=choose(MentoringSide, values["side"], "side"),
                stage=choose(MentoringStage, values["stage"], "stage"),
                rhythm=Cadence.parse(values["rhythm"]),
                goals=values["goals"],
            )
            self.host.say(f"Mentoring: {self._services.mentoring.who(self._services.mentoring.add(draft))}")

        asks = [
            Ask(
                "who", "Who", check=self._answers.check_person, required=True, placeholder="a contact's name"
            ),
            Ask(
                "side",
                "They are",
                MentoringSide.MENTOR.value,
                choices=[
                    (MentoringSide.MENTOR.value, "my mentor"),
                    (MentoringSide.MENTEE.value, "my mentee"),
                ],
            ),
            Ask(
                "stage",
                "Stage",
                MentoringStage.WANTED.value,
                choices=[(one.value, one.value) for one in _FIRST_STAGES],
            ),
            *self._common(Mentoring(id=0, uid="", contact_id=None)),
        ]
        self.host.ask(FormModal("Mentoring", asks, about=()), saved)

    def edit(self, row: Mentoring) -> None:
        """Ask for cadence and goals."""

        def saved(values: dict[str, str]) -> None:
            cadence = Cadence.parse(values["rhythm"])
            self._services.mentoring.edit(replace(row, rhythm=cadence, goals=values["goals"]), row)

        title = f"Mentoring: {self._services.mentoring.who(row)}"
        self.host.ask(FormModal(title, self._common(row), about=row.id), saved)

    def refusal(self, verb: str, row: Mentoring) -> str:
        """Refuse a meeting with someone who isn't met yet, or any more."""
        return self._services.mentoring.why_no_meeting(row) if verb == "done" else ""

    def done(self, row: Mentoring) -> None:
        """Ask for the results of a meeting, and log it."""
        ask_met(self._services, self.host, self._services.mentoring.require_meeting(row.id))

    def down(self, row: Mentoring) -> None:
        """Take it one stage on."""
        self._say_stage(self._services.mentoring.move(row.id, 1))

    def up(self, row: Mentoring) -> None:
        """Take it one stage back."""
        self._say_stage(self._services.mentoring.move(row.id, -1))

    def open(self, row: Mentoring) -> None:
        """Open the person's page."""
        people = self.contacts(row)
        if people:
            self.host.post_message(Open("contact", people[0]))
        else:
            self.host.say(f"{self._services.mentoring.who(row)} is not among your contacts any more.")

    def delete(self, row: Mentoring) -> None:
        """Remove a relation; what was logged stays."""
        self._services.mentoring.remove(row.id)
        self.host.say(f"Removed from mentoring: {self._services.mentoring.who(row)}")

    def _when(self, row: Mentoring, today: date) -> list[Span]:
        due = next_meeting(row)
        if due is not None:
            late = due < today
            tone = "error" if late else "warning" if due == today else "dim"
            noted = [Span(f"{len(row.agenda)} to talk about  ", "dim")] if row.agenda else []
            return [*noted, Span("meeting ", "dim"), Span(describe_day(due, today), tone)]
        day = {MentoringStage.ASKED: row.asked_on, MentoringStage.ENDED: row.ended_on}.get(row.stage)
        return [Span(short_day(day, today), "dim")] if day is not None else []

    def _common(self, row: Mentoring) -> list[Ask]:
        return [
            Ask(
                "rhythm",
                "Meeting every",
                str(row.rhythm),
                check=_echo_cadence,
                required=True,
                placeholder="2 weeks, month",
            ),
            Ask("goals", "Goals", row.goals),
        ]

    def _end(self, row: Mentoring) -> None:
        self._say_stage(self._services.mentoring.set_stage(row.id, MentoringStage.ENDED))

    def _say_stage(self, row: Mentoring) -> None:
        self.host.say(f"{self._services.mentoring.who(row)}: {row.stage}")


def _meeting_words(meeting: MentoringMeeting) -> str:
    return meeting.text or "; ".join(meeting.agenda) or "met"


def _echo_cadence(text: str) -> str:
    return f"every {check_cadence(Cadence.parse(text))}"
