"""A person as lines: the short card next to the list, the full card on the contact page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, repeat

from msgspec import Struct

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Position
from netui.domain.people.contact_field import Block, ContactField
from netui.domain.people.field_values import position_words
from netui.domain.people.fields import ROWS, in_order
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.people.labels import with_label
from netui.domain.time.dates import describe_day, full_day, short_day
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len
from netui.tui.widgets.text_page import labelled, paragraph

_LABEL = 14
_NOTHING = Line(())
_MOST_OWED = 4
_NEXT = len("next  ")


class Sketch(Struct, frozen=True, kw_only=True):
    """A person with what is known around them.

    `cadence` is the one that counts now, `local` the present on their clock, `last` the newest interaction,
    `owed` my open follow-ups to them, `names` those of the people that its fields name, by their ids,
    `archived_on` the day on my own calendar.
    """

    contact: Contact
    today: date
    cadence: Cadence | None = None
    local: datetime | None = None
    last: Interaction | None = None
    owed: Sequence[FollowUp] = ()
    names: Mapping[int, str] = {}
    archived_on: date | None = None

    def name_of(self, contact_id: int) -> str:
        """Return the name of someone that a field of the contact names."""
        return self.names.get(contact_id, "")


def short_card(sketch: Sketch, width: int, glyphs: Glyphs) -> list[Line]:
    """Return who a person is and the state of the contact, in few lines."""
    contact = sketch.contact
    lines = _name_lines(contact, width)
    if about := about_words(contact, glyphs):
        lines += paragraph(about, width)
    if place := place_words(contact, sketch.local, sketch.today, glyphs):
        lines += paragraph(place, width, "dim")
    lines += [_NOTHING, *(_reach_line(email, contact) for email in contact.emails)]
    lines += [_reach_line(phone, contact) for phone in contact.phones[:2]]
    if contact.tags:
        lines += paragraph(" ".join(f"#{tag}" for tag in contact.tags), width, "dim")
    lines += [_NOTHING, *_state(sketch, width, glyphs)]
    if sketch.owed:
        lines += [_NOTHING, Line((Span("I OWE", "primary strong"),))]
        lines += [owed_line(one, sketch.today, glyphs) for one in sketch.owed[:_MOST_OWED]]
        if len(sketch.owed) > _MOST_OWED:
            lines.append(Line((Span(f"  and {len(sketch.owed) - _MOST_OWED:,} more", "dim"),)))
    if contact.why:
        lines += [_NOTHING, Line((Span("WHY", "primary strong"),)), *paragraph(contact.why, width)]
    return _without_doubled_blanks(lines)


def _reach_line(value: str, contact: Contact) -> Line:
    """Return an email or a phone with what it is."""
    label = contact.labels.get(value, "")
    return Line((Span(value), Span(f"  {label}", "dim")) if label else (Span(value),))


def _name_lines(contact: Contact, width: int) -> list[Line]:
    """Return the name, and what belongs next to it on the same line if it fits there."""
    *lines, last = paragraph(contact.name, width, "strong")
    more = paragraph(", ".join(next_to_name(contact)), width, "accent")
    words = more[0].left[0].text
    if not words:
        return [*lines, last]
    if len(more) == 1 and cell_len(f"{last.left[0].text}  {words}") <= width:
        return [*lines, Line((*last.left, Span(f"  {words}", "accent")))]
    return [*lines, last, *more]


def full_card(sketch: Sketch, width: int) -> list[Line]:
    """Return every field of a person that is filled in."""
    contact = sketch.contact
    lines: list[Line] = []
    for block in Block:
        filled = [
            labelled(label, value, width, label_width=_LABEL, tone="warning" if row.name == "avoid" else "")
            for row in in_order(row for row in ROWS if row.block is block)
            for label, value in _shown(row, sketch)
            if value
        ]
        lines += [*chain(*filled), _NOTHING] if filled else []
    if contact.notes:
        lines += [Line((Span("NOTES", "primary strong"),)), *paragraph(contact.notes, width)]
    return lines or [Line((Span("Nothing is known yet: e fills in what you know.", "dim"),))]


def without_card(contact: Contact, width: int, glyphs: Glyphs) -> list[Line]:
    """Return how to reach a person and how the notes begin, where there is no room for a card."""
    ways = (*contact.emails, *contact.phones) or contact.links
    lines = [Line((Span(f" {glyphs.dot} ".join(ways)),))] if ways else []
    return lines + (paragraph(" ".join(contact.notes.split()), width, "dim", most=2) if contact.notes else [])


def next_to_name(contact: Contact) -> list[str]:
    """Return what belongs next to a name, such as how people say it."""
    return [row.value(contact) for row in ROWS if row.next_to_name and row.value(contact)]


def about_words(contact: Contact, glyphs: Glyphs) -> str:
    """Return what a person does and where."""
    return f" {glyphs.dot} ".join(part for part in (contact.title, contact.company) if part)


def place_words(contact: Contact, local: datetime | None, today: date, glyphs: Glyphs) -> str:
    """Return where a person is, and what the time is there."""
    clock = f"{_time(local, today)} there" if local is not None else ""
    return f" {glyphs.dot} ".join(part for part in (contact.location, clock) if part)


def clock_words(contact: Contact, local: datetime | None, today: date) -> str:
    """Return the time on a person's clock and its zone."""
    return f"{_time(local, today)}, {contact.time_zone}" if local is not None else contact.time_zone


def cadence_spans(sketch: Sketch) -> list[Span]:
    """Return how often to be in touch and when the next check-in is, or why there is none."""
    contact, today = sketch.contact, sketch.today
    if sketch.archived_on is not None:
        return [Span(f"archived since {full_day(sketch.archived_on)}", "dim")]
    if contact.paused:
        return [Span("paused: no check-ins until you choose how often", "warning")]
    if sketch.cadence is None:
        return [Span("no check-ins", "dim")]
    default = "" if contact.cadence else " by default"
    spans = [Span(f"every {sketch.cadence}{default}")]
    if contact.next_due_on is not None:
        days = (contact.next_due_on - today).days
        tone = "error" if days < 0 else "warning" if days == 0 else ""
        spans += [Span(", check-in ", "dim"), Span(describe_day(contact.next_due_on, today), tone)]
        if contact.snoozed_until == contact.next_due_on:
            spans.append(Span(", snoozed", "dim"))
    return spans


def owed_line(follow_up: FollowUp, today: date, glyphs: Glyphs) -> Line:
    """Return one open follow-up with its day, or that it waits, at the right edge."""
    if follow_up.waits:
        return Line((Span(f"{glyphs.waiting} ", "dim"), Span(follow_up.text)), (Span("waits", "dim"),))
    days = (follow_up.shown_on - today).days
    tone = "error" if days < 0 else "warning" if days == 0 else "dim"
    sign = Span(f"{glyphs.overdue if days < 0 else glyphs.todo} ", tone)
    return Line((sign, Span(follow_up.text)), (Span(describe_day(follow_up.shown_on, today), tone),))


def topic_of(interaction: Interaction) -> str:
    """Return the first line of what an interaction was about."""
    lines = interaction.text.strip().splitlines()
    return lines[0].strip() if lines else ""


def _state(sketch: Sketch, width: int, glyphs: Glyphs) -> list[Line]:
    contact = sketch.contact
    words = f" {glyphs.dot} ".join((contact.stage.value, *contact.roles))
    lines = paragraph(words, width, "dim")
    if sketch.last is not None:
        topic = topic_of(sketch.last)
        lines += labelled(
            "last",
            f"{sketch.last.kind}, {short_day(sketch.last.on, sketch.today)}"
            + (f": {topic}" if topic else ""),
            width,
            label_width=_NEXT,
        )
    elif contact.last_contact_on is not None:
        lines += labelled("last", short_day(contact.last_contact_on, sketch.today), width, label_width=_NEXT)
    cadence = cadence_spans(sketch)
    if _NEXT + sum(cell_len(span.text) for span in cadence) <= width or len(cadence) == 1:
        return [*lines, Line((Span("next  ", "dim"), *cadence))]
    often, _, *on = cadence
    lines.append(Line((Span("next  ", "dim"), often)))
    return [*lines, Line((Span(" " * _NEXT), Span("check-in ", "dim"), *on))]


def _time(local: datetime | None, today: date) -> str:
    if local is None:
        return ""
    day = "" if local.date() == today else f"{local:%a} "
    return f"{day}{local:%H:%M}"


def _shown(row: ContactField, sketch: Sketch) -> Iterable[tuple[str, str]]:
    """Return the lines of a field, each with its label."""
    contact = sketch.contact
    if row.name == "custom":
        return contact.custom.items()
    if row.name == "time_zone":
        return [("Their clock", clock_words(contact, sketch.local, sketch.today))]
    if row.name == "tags":
        return [(row.title, " ".join(f"#{tag}" for tag in contact.tags))]
    if row.each:
        values = row.value(contact)
        texts = [
            position_words(one) if isinstance(one, Position) else with_label(one, contact.labels)
            for one in values
        ]
        return zip(chain([row.each], repeat("")), texts, strict=False)
    return [(row.title, row.spoken(contact, sketch))]


def _without_doubled_blanks(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if line.left or line.right or (kept and kept[-1].left):
            kept.append(line)
    return kept
