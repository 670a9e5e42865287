"""Something that happened in one typed line: "coffee with Priya yesterday, send eBPF article by fri"."""

import re
from datetime import date

from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import echo
from netui.domain.values import replace
from netui.domain.week.line_clauses import (
    about_after_names,
    bare_names,
    follow_ups_of,
    nothing_due,
    split_off_aside,
    split_off_follow_ups,
)
from netui.domain.week.line_names import settled_names
from netui.domain.week.line_parts import (
    ABOUT,
    ReadDay,
    day_after_names,
    day_at_beginning,
    past_reader,
    plain,
    who_when_what,
    words_of,
)
from netui.domain.week.log_words import KINDS
from netui.domain.week.person_clauses import split_off_introducer
from netui.domain.week.quick_line import Entry, QuickAdd

_WITH = frozenset(["with", "w/", "w"])
_SURE_PAST = re.compile(r"\b(?:yesterday|last|ago|\d{4})\b", re.IGNORECASE)
_HOUR = re.compile(r"(?:at\s+)?(?:\d{1,2}(?::\d\d|\s?[ap]m)\b|\d{1,2}$)", re.IGNORECASE)


_NAMED_HOUR = re.compile(r"\s+(at\s+\d{1,2}(?::\d\d|\s?[ap]m))\b", re.IGNORECASE)


def read_log(word: str, rest: str, found: QuickAdd, reading: Reading) -> QuickAdd:
    """Read what happened, after its first word; what is due by then is a follow-up."""
    rest, introducer = split_off_introducer(rest)
    main, clauses = split_off_follow_ups(rest, reading)
    found = replace(found, entry=Entry.LOG, kind=KINDS[word])
    link, _, tail = main.partition(" ")
    if link.casefold() in {*_WITH, "to", "from"}:
        main = tail
        if found.kind in {InteractionKind.EMAIL, InteractionKind.MESSAGE, InteractionKind.LETTER}:
            direction = {"to": Direction.GAVE, "from": Direction.RECEIVED}
            found = replace(found, direction=direction.get(link.casefold(), Direction.BOTH))
    first = day_at_beginning(words_of(main), past_reader(reading))
    if (
        first is not None and first.after[:1] and first.after[0].casefold() in _WITH
    ):  # coffee yesterday with Ana
        main = plain(first.after[1:], quoted=True)
    else:
        first = None
    read = past_reader(reading)

    def read_late(text: str) -> date | None:
        day = read(text)
        return day if day is not None and day <= found.today else None

    main, aside = split_off_aside(main)
    main, hour = _split_off_hour(main, read)
    names, on, text = who_when_what(about_after_names(main, read), read, read_late)
    doubts = [*nothing_due(main, reading)]
    on = first.day if on is None and first is not None else on
    late = hour or ((match := _HOUR.match(text)) and match[0])
    if late and (on is None or on < found.today) and not _SURE_PAST.search(main):
        doubts.append(
            f"is it still to come? The log has no hours: leave out “{late}”, or write “interview” before it"
        )
    names, place = bare_names(names)
    text = ": ".join(filter(None, (", ".join(filter(None, (hour, aside, place))), text)))
    names, odd = settled_names(names)
    doubts += odd
    if on is not None and on > found.today:
        who, day = names[0] if names else "Ana", f"{on.day} {on:%b}".casefold()
        doubts.append(
            f"{echo(on, found.today)}: the log is for what has been. Write “meet {who} {day}” "
            f"for a reminder, or “interview {who} {day} 10:00” to plan an interview"
        )
    follow_ups, unclear = follow_ups_of(clauses, reading)
    doubts += unclear
    return replace(
        found,
        names=names,
        on=on or found.today,
        text=text,
        introduced_by=introducer,
        follow_ups=follow_ups,
        doubts=tuple(doubts),
    )


def _split_off_hour(main: str, read: ReadDay[date]) -> tuple[str, str]:
    """Split the hour off that is between the people and the day: "Tom at 10am yesterday"."""
    found = _NAMED_HOUR.search(main)
    if found is None or ABOUT.search(main[: found.start()]):
        return main, ""
    if day_after_names(words_of(main[: found.start()]), read) is not None:
        return main, ""
    return main[: found.start()] + main[found.end() :], found[1]
