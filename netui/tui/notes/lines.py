"""What the note screen says about a note: who it goes to, what is missing, what sending it did."""

import textwrap
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.rules import hours_left, thank_you_due
from netui.domain.notes.note import Moment, Note, NoteTemplate
from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction
from netui.domain.plan.favour import FAVOUR_WORDS, FavourEntry, FavourSource
from netui.domain.text import shortened
from netui.domain.time.dates import short_day
from netui.services.notes.service import NoteCheck
from netui.services.present import Present
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len

LABEL = 9
_PRESSING_HOURS = 8
_APART = "   "


def recipient_lines(
    contact: Contact,
    note: Note,
    interview: Interview | None,
    template: NoteTemplate | None,
    present: Present,
    *,
    wide: bool,
    others: Sequence[str] = (),
) -> list[Line]:
    """Say who gets a note and where, which interview it speaks of, and how long the thanks still count."""
    left = [Span(contact.name, "strong")]
    if contact.company:
        left += [Span(" "), Span(contact.company, "dim")]
    state: list[Span] = []
    if interview is not None and interview.at is not None:
        day = present.local(interview.at)
        held = interview.status is InterviewStatus.DONE
        about = (
            f" with {interview.contact_name}"
            if interview.contact_id != contact.id and interview.contact_name
            else ""
        )
        left.append(Span(f"{_APART}talk{about} {'of' if held else 'on'} {day.day} {day:%b}"))
        if template is not None and Moment.TALK_DONE in template.fits:
            state = _thanks(interview, present)
    if state and wide:
        left += [Span(_APART), *state]
        state = []
    where = [Span(note.address) if note.address else Span("not known", "dim")]
    where += [Span(f"{_APART}also {', '.join(others)}", "dim")] if others else []
    return [Line(left, state), Line([Span(f"{'Address':<{LABEL}}", "dim"), *where])]


def gift_line(favour: FavourEntry, today: date) -> Line:
    """Say what someone gave, and when: what news to them is about."""
    kind = FAVOUR_WORDS[favour.kind]
    text = shortened(favour.text)
    joint = " " if favour.source is FavourSource.INTRODUCTION else ": "
    day = f"{_APART}{short_day(favour.on, today)}" if favour.on is not None else ""
    words = f"{kind}{joint}{text}" if text else kind
    return Line([Span(f"{'For you':<{LABEL}}", "dim"), Span(words), Span(day, "dim")])


def _thanks(interview: Interview, present: Present) -> list[Span]:
    due_at = thank_you_due(interview)
    if interview.status is not InterviewStatus.DONE or due_at is None:
        return []
    if interview.thanked_at is not None:
        return [Span("thanked already", "dim")]
    left = hours_left(due_at, present.now())
    if left < 0:
        late = -left if left > -48 else -left // 24
        return [Span(f"thanks {late} {'h' if left > -48 else 'days'} late", "error")]
    return [Span(f"{left} h left of 24", "error" if left <= _PRESSING_HOURS else "accent")]


def still_open(check: NoteCheck) -> str:
    """Say what is still to be written: "1 gap left: your news. 2 lines come from your own notes: ..."."""
    return ". ".join(filter(None, ("".join(_gaps_left(check)), check.own_notes)))


def _gaps_left(check: NoteCheck) -> tuple[str, str]:
    labels = [gap.label for gap in check.gaps if not gap.text]
    return (f"{counted(len(labels), 'gap')} left", f": {', '.join(labels)}") if labels else ("", "")


def check_lines(check: NoteCheck, glyphs: Glyphs, width: int) -> list[Line]:
    """Say what keeps a note from being sent, on one line if it fits, else on several."""
    count, labels = _gaps_left(check)
    if count:
        gaps = [Span(count, "accent strong"), Span(labels)]
    else:
        gaps = [] if check.own_notes else [Span(f"{glyphs.tick} no gaps left", "success")]
    quotes: list[Span] = []
    if check.own_notes:
        quotes = [Span(check.own_notes, "accent strong")]
    elif check.quotes_something:
        quotes = [Span(f"{glyphs.tick} quotes something they said", "success")]
    elif check.advice:
        quotes = [Span(f"{glyphs.overdue} {check.advice}", "accent")]
    if not quotes:
        return [Line(gaps)]
    one = [*gaps, Span(_APART), *quotes] if gaps else quotes
    if sum(cell_len(span.text) for span in one) <= width:
        return [Line(one)]
    tone = quotes[0].tone
    wrapped = textwrap.wrap(quotes[0].text, max(width, 20), subsequent_indent="  ")
    return [*([Line(gaps)] if gaps else []), *(Line([Span(part, tone)]) for part in wrapped)]


def size_words(check: NoteCheck, glyphs: Glyphs) -> str:
    """Return the length of a note in its frame."""
    words = counted(check.words, "word")
    if check.limit is None:
        return f"{words} {glyphs.dot} {counted(check.characters, 'character')}"
    over = f" {glyphs.dot} {check.over:,} too many" if check.over else ""
    return f"{words} {glyphs.dot} {check.characters:,} of {check.limit:,} characters{over}"


class NoteStanding(Struct, frozen=True, kw_only=True):
    """What is open with a person before or after a note: follow-ups, and thanks for the interview."""

    follow_ups: int
    thanked: bool


def sent_words(done: str, sent: Interaction, before: NoteStanding, after: NoteStanding) -> str:
    """Say what marking a note as sent did: `done`, how it is logged, and what is settled by it."""
    also = [
        *(["the follow-up is done"] if after.follow_ups < before.follow_ups else []),
        *(["the interview is thanked for"] if after.thanked and not before.thanked else []),
    ]
    reported = f"; {' and '.join(also)}" if also else ""
    return f"{done}, logged as {sent.kind}{reported}. u undo"
