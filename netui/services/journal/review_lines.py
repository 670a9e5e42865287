"""A review as lines: each says what was done, is due or changed, and leads to what it is about."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.goal import Period
from netui.domain.plan.periods import Span
from netui.domain.time.dates import full_day
from netui.domain.week.agenda import AgendaRow, Lead, RowKind, ToArea, ToScreen
from netui.services.journal.review import Due, Figures, Person, Review

_KIND_WORDS = {InteractionKind.SOCIAL: "post"}
"""What entries of a kind are called in a count, where that isn't the kind itself."""


class ReviewLine(Struct, frozen=True):
    """One line; `leads` is where it leads, or a row of the agenda, which knows that itself."""

    text: str
    leads: Lead | AgendaRow | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it names what follows."""
        return bool(self.text) and not self.text.startswith(" ")


def review_text(review: Review, today: date) -> str:
    """Return a review as plain text, to be read on a screen, copied or sent."""
    lines = [span_title(review.span, today), "", *(line.text for line in review_lines(review, today))]
    return "\n".join(lines) + "\n"


def span_title(span: Span, today: date) -> str:
    """Return the name of a week or a month: "Week of 16 Nov"."""
    year = f" {span.first.year}" if span.period is Period.WEEK and span.first.year != today.year else ""
    return f"{span.label[:1].upper()}{span.label[1:]}{year}"


def review_lines(review: Review, today: date) -> Iterator[ReviewLine]:
    """Yield the lines below the title."""
    yield ReviewLine("What was done")
    yield from _done(review)
    if review.goals:
        yield from (ReviewLine(""), ReviewLine("Goals, each over its own time"))
        for goal in review.goals:
            yield ReviewLine(f"  {goal.goal.title}: {goal.so_far}", ToArea("plan", f"goals:{goal.goal.id}"))
    if today in review.span:
        yield from (ReviewLine(""), ReviewLine("What is due"))
        for due in review.due:
            day = due.row.due_on
            yield ReviewLine(f"  {day:%a} {day.day:>2} {day:%b}  {due_words(due)}", due.row)
        if review.due_more:
            yield ReviewLine(f"  and {review.due_more:,} more", ToArea("week"))
        if not review.due:
            yield ReviewLine(f"  nothing up to {full_day(review.span.last)}", ToArea("week"))
    if review.waiting:
        yield from (ReviewLine(""), ReviewLine("What waits"))
        for one in review.waiting:
            yield ReviewLine(f"  {one.words}", ToScreen("contact", one.follow_up.contact_id or 0))
    if review.changed:
        yield from (ReviewLine(""), ReviewLine("What changed"))
        for what, count in review.changed:
            yield ReviewLine(f"  {count:>4}  {what}", ToScreen("history", 0))


def due_words(due: Due) -> str:
    """Return what is due: "send Ann Lee: the article (2 days late)"."""
    row = due.row
    words = " ".join(part for part in (row.kind.word, row.who) if part)
    what = f"{words}: {row.text}" if row.text and row.kind is not RowKind.CHECK_IN else words
    return f"{what} ({due.when})" if due.when else what


def _done(review: Review) -> Iterator[ReviewLine]:
    now, before = review.figures, review.before

    def figure(label: str, now: int, before: int, note: str, leads: Lead | None) -> ReviewLine:
        words = f"({review.span.period} before: {before}){f'  {note}' if note else ''}"
        return ReviewLine(f"  {label:<20}{now:>4}  {words}", leads)

    interviews = ToArea("interviews")
    yield figure("interviews held", now.talks, before.talks, "", interviews)
    for held in review.interviews:
        lead = ToArea("interviews", str(held.interview_id))
        yield ReviewLine(f"  {held.day:%a} {held.day.day:>2} {held.day:%b}  interview with {held.who}", lead)
    kinds = ", ".join(counted(count, _KIND_WORDS.get(kind, kind)) for kind, count in review.kinds)
    yield figure("logged", now.logged, before.logged, kinds, _people(review.logged))
    yield figure("thank-yous", now.thanked, before.thanked, _in_time_words(now), interviews)
    late = f"{now.late} late" if now.late else ""
    yield figure("promises kept", now.kept, before.kept, late, _people(review.kept))
    introductions = ToArea("plan", "introductions")
    yield figure("introductions asked", now.asked, before.asked, "", introductions)
    yield figure("introductions made", now.introduced, before.introduced, "", introductions)
    yield figure("people met", now.met, before.met, _some(review.met), _people(review.met))
    yield figure("people added", now.added, before.added, _some(review.added), _people(review.added))
    for one in review.broken:
        yield ReviewLine(f"  dropped: {one.text}", _people((one,)))


def _people(about: Sequence[Person | FollowUp]) -> Lead | None:
    """Lead to the page of the one person that all is about, or to a list of several."""
    ids = tuple(dict.fromkeys(one.contact_id for one in about if one.contact_id is not None))
    if not ids:
        return None
    return ToScreen("contact", ids[0]) if len(ids) == 1 else ToScreen("go-through", ids)


def _in_time_words(figures: Figures) -> str:
    return f"{figures.in_time} of {figures.talks} within 24 hours" if figures.talks else ""


def _some(people: Sequence[Person], most: int = 4) -> str:
    more = f" and {len(people) - most:,} more" if len(people) > most else ""
    return ", ".join(one.name for one in people[:most]) + more
