"""What a quick line will do, in words."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import at_zone, echo
from netui.domain.time.zones import in_zone
from netui.domain.week.promises import owed_to
from netui.domain.week.quick_line import Entry, QuickAdd

_INTRODUCTIONS = {
    Entry.INTRODUCED: "{0} introduced you to {1}",
    Entry.ASKED: "You asked {0} to introduce you to {1}",
    Entry.INTRODUCTION: "You introduced {0} to {1}",
}


def describe(quick_add: QuickAdd, own: tzinfo | None = None, *, done: bool = False) -> str:
    """Return in one line what a line will do, or leaves in doubt, or what it did where that is `done`.

    `own` is the person's own zone.
    """
    if quick_add.doubts:
        return quick_add.doubts[0]
    names, today = _listed(quick_add.names), quick_add.today
    parts: list[str] = []
    if quick_add.entry is Entry.LOG:
        kind = quick_add.kind.value if quick_add.kind else "entry"
        preposition = {Direction.GAVE: "to", Direction.RECEIVED: "from"}.get(quick_add.direction, "with")
        what = f"news of {names}" if quick_add.is_news else f"{kind} {preposition} {names}"
        parts.append(f"{'Logged' if done else 'Log'} {what}: {echo(quick_add.on or today, today)}")
    elif quick_add.entry is Entry.PERSON:
        return _person(quick_add, "Added" if done else "New:")
    elif quick_add.entry is Entry.INTERVIEW:
        details = [str(quick_add.minutes) + " min"] if quick_add.minutes else []
        details += [quick_add.medium.value] if quick_add.medium else []
        interview = "Added interview" if done else "Interview"
        parts += [f"{interview} with {names}: {_moment(quick_add, own)}", *details]
    elif quick_add.entry in _INTRODUCTIONS:
        words = _INTRODUCTIONS[quick_add.entry].format(*quick_add.names)
        parts.append(f"{words}: {echo(quick_add.on or today, today)}")
    else:
        parts.append(f"{'Added follow-up' if done else 'Follow up'} with {names}")
    if quick_add.introduced_by:
        parts.append(f"introduced by {quick_add.introduced_by}")
    if quick_add.text and quick_add.entry is not Entry.FOLLOW_UP:
        parts.append(f"“{quick_add.text}”")
    return " · ".join((*parts, *_owed(quick_add)))


def _owed(quick_add: QuickAdd) -> list[str]:
    is_one, names = quick_add.entry is Entry.FOLLOW_UP, quick_add.names
    several = quick_add.entry is Entry.LOG and len(names) > 1
    found = []
    for one in quick_add.follow_ups:
        who = f", for {_listed(tuple(names[at] for at in owed_to(one, names)))}" if several else ""
        found.append(f"{_kind(one.kind, is_one)}“{one.text}” {one.due_words(quick_add.today)}{who}")
    return found


def _kind(kind: FollowUpKind, is_one: bool) -> str:
    """Return what kind of follow-up it is, before its words; nothing where the line says so already."""
    if kind is FollowUpKind.OTHER:
        return "" if is_one else "follow-up: "
    return f"{kind.value}: "


def _person(quick_add: QuickAdd, begins: str) -> str:
    """Name each field of a new person; addresses, numbers, links and tags are plain by themselves."""
    met_on = f"on {echo(quick_add.met_on, quick_add.today)}" if quick_add.met_on else ""
    born = quick_add.birthday.words if quick_add.birthday else ""
    named = {
        "pronouns": quick_add.pronouns,
        "title": quick_add.title,
        "company": quick_add.company,
        "location": quick_add.location,
        "birthday": born,
        "introduced by": quick_add.introduced_by,
        "met": " ".join(filter(None, (quick_add.met, met_on))),
        "stage": quick_add.stage or "",
        "role": ", ".join(quick_add.roles),
        "every": str(quick_add.cadence or ""),
    }
    return " · ".join(
        (
            f"{begins} {quick_add.names[0]}",
            *(f"{name} {words}" for name, words in named.items() if words),
            *(f"#{tag}" for tag in quick_add.tags),
            *(*quick_add.emails, *quick_add.phones, *quick_add.links),
            *([f"kept as a note: “{quick_add.text}”"] if quick_add.text else []),
            *_owed(quick_add),
        )
    )


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _moment(quick_add: QuickAdd, own: tzinfo | None) -> str:
    when, today = quick_add.when, quick_add.today
    if when is None:
        return "no date yet"
    if not isinstance(when, datetime):
        return f"{echo(when, today)}, no time yet"
    there = ""
    if quick_add.zone and own is not None:
        there = f" ({when:%H:%M} {in_zone(quick_add.zone)})"
        when = on_clock(at_zone(when, ZoneInfo(quick_add.zone)), own)
    return f"{echo(when.date(), today)}, at {when:%H:%M}{there}"
