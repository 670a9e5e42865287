"""What happened in a week or a month: what was done, what is due, what changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.follow_up import FollowUp, FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.goal import Period
from netui.domain.plan.periods import Span, span_before, span_of
from netui.domain.time.dates import full_day
from netui.domain.week.agenda import RowKind, when_words
from netui.services.people.people import name_of
from netui.services.people.people_met import first_meetings
from netui.services.plan.goals import GoalProgress, GoalService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService

_THANKS_WITHIN = timedelta(hours=24)
_MOST_DUE = 8
_MOST_LABELS = 8


class Figures(Struct, frozen=True):
    """What was done in some days, in numbers."""

    talks: int = 0
    logged: int = 0
    thanked: int = 0
    in_time: int = 0
    kept: int = 0
    late: int = 0
    met: int = 0
    added: int = 0


class Review(Struct, frozen=True, kw_only=True):
    """A week or a month looked back on; `before` are the figures of the previous one.

    `met` are the people met for the first time, `added` those who were written down without having been met
    in these days. `due` and `goals` are given for the present week or month alone. `changed` counts what
    history holds.
    """

    span: Span
    figures: Figures
    before: Figures
    interviews: tuple[tuple[date, str], ...] = ()
    kinds: tuple[tuple[InteractionKind, int], ...] = ()
    met: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    due: tuple[tuple[date, str], ...] = ()
    due_more: int = 0
    goals: tuple[GoalProgress, ...] = ()
    changed: tuple[tuple[str, int], ...] = ()


class ReviewService:
    """Looks back on weeks and months; writes nothing."""

    def __init__(self, store: Store, present: Present, goals: GoalService, agenda: AgendaService) -> None:
        self._store = store
        self._present = present
        self._goals = goals
        self._agenda = agenda

    def spans(self, period: Period, most: int) -> Sequence[Span]:
        """Return the present week or month and the previous ones, the newest first."""
        found = [span_of(period, self._present.today(), self._present.week_start)]
        while len(found) < most:
            found.append(span_before(found[-1], self._present.week_start))
        return found

    def review(self, span: Span) -> Review:
        """Look back on a week or a month."""
        today = self._present.today()
        present = today in span
        met = self._met(span)
        interviews = sorted(self._held_interviews(span), key=lambda one: one[0])
        kinds = Counter(one.kind for one in self._store.interactions.between(span.first, span.last))
        due, more = self._due(span) if present else ((), 0)
        return Review(
            span=span,
            figures=self._figures(span),
            before=self._figures(span_before(span, self._present.week_start)),
            interviews=tuple((day, self._who(interview)) for day, interview in interviews),
            kinds=tuple(kinds.most_common()),
            met=tuple(self._names(met)),
            added=tuple(self._names(self._added(span, met))),
            broken=tuple(one.text for one in self._closed(span, FollowUpState.DROPPED)),
            due=due,
            due_more=more,
            goals=tuple(self._goals.progress_of_all()) if present else (),
            changed=tuple(self._changed(span)),
        )

    def _figures(self, span: Span) -> Figures:
        interviews = [interview for _, interview in self._held_interviews(span)]
        thanked = [interview for interview in interviews if interview.thanked_at is not None]
        kept = self._closed(span, FollowUpState.DONE)
        met = self._met(span)
        return Figures(
            talks=len(interviews),
            logged=len(self._store.interactions.between(span.first, span.last)),
            thanked=len(thanked),
            in_time=sum(1 for interview in thanked if _in_time(interview)),
            kept=len(kept),
            late=sum(1 for one in kept if self._day(one.closed_at) > one.due_on),
            met=len(met),
            added=len(self._added(span, met)),
        )

    def _held_interviews(self, span: Span) -> Iterator[tuple[date, Interview]]:
        for interview in self._store.interviews.all():
            ended = interview.ended_at or interview.ends_at
            if interview.status is InterviewStatus.DONE and ended is not None and self._day(ended) in span:
                yield self._day(ended), interview

    def _closed(self, span: Span, state: FollowUpState) -> list[FollowUp]:
        return [
            one
            for one in self._store.follow_ups.all()
            if one.state is state and one.closed_at is not None and self._day(one.closed_at) in span
        ]

    def _met(self, span: Span) -> Sequence[int]:
        entries = self._store.interactions.between(span.first, span.last)
        logged = {contact_id for one in entries if one.real for contact_id in one.contact_ids}
        found = first_meetings(self._store, span.first, span.last, logged)
        return sorted(found, key=lambda contact_id: (found[contact_id], contact_id))

    def _added(self, span: Span, met: Sequence[int]) -> Sequence[int]:
        """Return who was written down in some days and not met in them."""
        known = set(met)
        added = self._store.contacts.added_at()
        return sorted(
            contact_id for contact_id, at in added if contact_id not in known and self._day(at) in span
        )

    def _names(self, contact_ids: Sequence[int]) -> Iterator[str]:
        rows = map(self._store.contacts.row, contact_ids)
        return (row.name for row in rows if row is not None)

    def _due(self, span: Span) -> tuple[tuple[tuple[date, str], ...], int]:
        now, today = self._present.now(), self._present.today()
        rows = [row for row in self._agenda.until(span.last).rows if row.due_on <= span.last]
        found = []
        for row in rows[:_MOST_DUE]:
            words = " ".join(part for part in (row.kind.value, row.who) if part)
            what = f"{words}: {row.text}" if row.text and row.kind is not RowKind.CHECK_IN else words
            when = when_words(row, now, today) if row.due_on <= today else ""
            found.append((row.due_on, f"{what} ({when})" if when else what))
        return tuple(found), max(0, len(rows) - _MOST_DUE)

    def _changed(self, span: Span) -> Sequence[tuple[str, int]]:
        counted: Counter[str] = Counter()
        for entry in self._store.entries():
            day = self._day(entry.at)
            if day < span.first:
                break
            if day in span and not entry.undone and entry.undoes is None and not entry.erases:
                counted[action_of(entry.label)] += 1
        return counted.most_common(_MOST_LABELS)

    def _who(self, interview: Interview) -> str:
        name = name_of(self._store, interview.contact_id, interview.contact_name)
        return ", ".join(part for part in (name, interview.company) if part)

    def _day(self, at: datetime | None) -> date:
        return date.max if at is None else self._present.local(at).date()


_PLAIN_WORD = re.compile(r"[a-z][a-z-]*")
_LINKS = frozenset({"with", "of", "for", "to", "from", "as", "the", "a", "until", "by", "on", "in", "and"})


def action_of(label: str) -> str:
    """Return what was done, without the person: "Log coffee with Ann Lee" is "Log coffee"."""
    head = label.partition(":")[0].split()
    kept = head[:1]
    for word in head[1:]:
        if not _PLAIN_WORD.fullmatch(word) or word in _LINKS:
            break
        kept.append(word)
    return " ".join(kept)


def review_text(review: Review, today: date) -> str:
    """Return a review as plain text, to be read on a screen, copied or sent."""
    figures, before = review.figures, review.before
    span = review.span
    year = f" {span.first.year}" if span.period is Period.WEEK and span.first.year != today.year else ""
    lines = [f"{span.label[:1].upper()}{span.label[1:]}{year}", ""]
    lines += ["What was done"]
    rows = [
        ("talks held", figures.talks, before.talks, ""),
        ("logged", figures.logged, before.logged, _kinds(review)),
        ("thank-yous", figures.thanked, before.thanked, _in_time_words(figures)),
        ("promises kept", figures.kept, before.kept, f"{figures.late} late" if figures.late else ""),
        ("people met", figures.met, before.met, _met_words(review)),
    ]
    for label, now, earlier, note in rows:
        lines.append(f"  {label:<15}{now:>4}  (before {earlier}){f'  {note}' if note else ''}")
    lines += [f"  {day:%a} {day.day:>2} {day:%b}  talk with {who}" for day, who in review.interviews]
    if review.broken:
        lines.append(f"  let go: {_some(review.broken)}")
    if review.goals:
        lines += ["", "Goals"]
        lines += [f"  {one.goal.title}: {one.so_far}" for one in review.goals]
    if today in review.span:
        lines += ["", "What is due"]
        lines += [f"  {day:%a} {day.day:>2} {day:%b}  {what}" for day, what in review.due]
        lines += [f"  and {review.due_more:,} more"] if review.due_more else []
        lines += [] if review.due else ["  nothing up to " + full_day(review.span.last)]
    if review.changed:
        lines += ["", "What changed"]
        lines += [f"  {count:>4}  {what}" for what, count in review.changed]
    return "\n".join(lines) + "\n"


def _kinds(review: Review) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in review.kinds)


def _in_time_words(figures: Figures) -> str:
    return f"{figures.in_time} of {figures.talks} within 24 hours" if figures.talks else ""


def _met_words(review: Review) -> str:
    added = f"added {len(review.added):,}: {_some(review.added)}" if review.added else ""
    return "; ".join(filter(None, (_some(review.met), added)))


def _some(names: Sequence[str], most: int = 4) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _in_time(interview: Interview) -> bool:
    ended = interview.ended_at or interview.ends_at
    return (
        interview.thanked_at is not None
        and ended is not None
        and interview.thanked_at - ended <= _THANKS_WITHIN
    )
