"""The pages of `netui help TOPIC`: made from what netui itself goes by, where it can be."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import partial
from textwrap import wrap

_TODAY = date(2026, 11, 20)
_NINE = time(9)
_DAYS = (
    *("today", "tomorrow", "yesterday", "fri", "next fri", "last fri", "weekend", "next week"),
    *("end of month", "in 3 days", "2 weeks ago", "3 working days from now", "12 mar", "12 mar 2027"),
    *("2026-12-24", "24.12.", "the 15th", "first monday of january", "monday week"),
)
_TIMES = ("mon 14:00", "tomorrow 9am", "fri at 3pm", "noon", "in 2 hours", "2026-11-23T14:00")
_ZONES = ("ET", "PT", "CET", "New York time", "UTC+5:30", "Europe/Zurich")
_LENGTHS = ("30", "45 min", "1h30", "half an hour", "14:00 - 15:00", "2-3pm")
_PROMISES = (
    ("once I talked to Mei", "due two days after you log a conversation with Mei, in no list until then"),
    ("after talking to Mei", "the same; a call, an interview or an answer from Mei counts too"),
    ("by fri, or once I met Mei", "the same, and due on Friday in any case"),
    ("every friday", "due again each week; also every 2 weeks, every month on the 31st"),
)
_LEFT, _WIDTH = 26, 100


def dates() -> Iterable[str]:
    """Show how days, times, zones and lengths are written, each with what it is read as."""
    from netui.domain.time.date_grammar import Reading
    from netui.domain.time.dates import full_day, parse_date, parse_when
    from netui.domain.time.lengths import read_length
    from netui.domain.time.zones import read_zone

    yield "How to write a day or a time. The right column is what netui reads on"
    yield f"{full_day(_TODAY)} at {_NINE:%H:%M}, for something to come."
    yield from _table("Days", ((text, full_day(parse_date(text, Reading(_TODAY)))) for text in _DAYS))
    now = datetime.combine(_TODAY, _NINE)
    moments = ((text, parse_when(text, now, Reading(_TODAY))) for text in _TIMES)
    yield from _table("Times", ((text, f"{full_day(when)} {when:%H:%M}") for text, when in moments))
    yield from _table(
        'Zones, after a time ("mon 14:00 ET")', ((one, read_zone(one, _TODAY).key) for one in _ZONES)
    )
    yield from _table("Lengths", ((text, f"{read_length(text)} minutes") for text in _LENGTHS))
    yield from _table("At the end of a promise, instead of a day or with one", _PROMISES)
    yield ""
    yield "In the log the past comes first: fri is the last Friday. 3/12 can be March or December: netui"
    yield "asks, unless date_order is in the settings."


def search() -> Iterable[str]:
    """Show the words of a search, and how they combine."""
    from netui.domain.search.terms import TERM_HELP

    yield "How to search, in `netui list`, `netui find`, `netui export` and the list of contacts."
    examples = (
        ("stripe compiler", "both words, anywhere in what you know of a person"),
        ('"distributed systems"', "these words together"),
        ("-recruiter", "not this word"),
        ("tag:alumni,mentor", "one or the other"),
        ("-tag:recruiter", "not this"),
        ("tag:alumni or in:berlin", "one group of words or the other"),
    )
    yield from _table("Together", examples)
    yield from _table("Words", ((f"{name}:", words) for name, words in TERM_HELP.items()))


def fields() -> Iterable[str]:
    """Show the fields of a person, and how each is written."""
    from netui.domain.people.fields import ADD_FIELDS, CONTACT_FIELDS

    yield "The fields of a person, for `netui edit NAME --set FIELD=VALUE`. FIELD+=VALUE adds to a list and"
    yield "FIELD-=VALUE removes from it."
    helps = {row.name: option.help for row, option in ADD_FIELDS}
    rows = (
        (row.name, row.hint or ", ".join(row.choices) or helps.get(row.name) or row.label)
        for row in CONTACT_FIELDS
    )
    yield from _table("Fields", (*rows, ("custom.ANYTHING", "a field of your own")))


def calendar() -> Iterable[str]:
    """Show what goes into a calendar, and how other programs get it."""
    from netui.domain.journal.calendar import CANCELLED_FOR, DAYS_AHEAD

    yield "netui writes a calendar for others: netui export ics. It opens no connection."
    yield from _table(
        "What is in it (--only KINDS, with commas, chooses)",
        (
            ("interviews, events", "past ones too; ring an hour before, or at 9:00"),
            ("birthdays", "of all but the archived; ring at 9:00"),
            (
                "follow-ups, check-ins",
                f"due within {DAYS_AHEAD} days (--days N); late: on today",
            ),
            ("milestones", "what to congratulate people on"),
            ("preparation", "what is still open on the checklists of interviews"),
            ("plan", "actions, goals, groups, mentoring, next steps"),
        ),
    )
    yield ""
    yield f"Interviews and events that were cancelled or deleted stay for {CANCELLED_FOR} days, marked."
    yield "What hasn't changed has the same bytes each time. --no-alarms: nothing rings."
    for head, lines in _CALENDAR_RECIPES:
        yield ""
        yield f"{head}:"
        yield from (f"  {line}".rstrip() for line in lines)
    yield ""
    yield "netui writes to the folder and never reads it: change things in netui. Only"
    yield "changed files are written; what another program changed stays, and is named."
    yield "Use a folder for netui alone, and one for each choice of kinds. netui collect"
    yield "knows netui's own entries, and never proposes them for the log."
    yield ""
    yield "Tried: khal 0.10 and 0.14, calcurse 4.7, vdirsyncer 0.21 with the server"
    yield "Radicale 3.9. No phone was tried."


_CALENDAR_RECIPES = (
    (
        "One file, written every hour by cron (crontab -e), to read or to subscribe to",
        ("7 * * * *  netui export ics -o ~/public/netui.ics",),
    ),
    (
        "A folder with a file for each entry (a vdir; mind the slash at the end)",
        ("mkdir -p ~/.calendars/netui", "netui export ics -o ~/.calendars/netui/"),
    ),
    (
        "khal, in ~/.config/khal/config; then khal list",
        ("[calendars]", "[[netui]]", "path = ~/.calendars/netui", "readonly = True"),
    ),
    (
        "calcurse, which keeps a copy: here one of its own, made again each time",
        (
            "netui export ics -o ~/netui.ics",
            "rm -f ~/.calcurse-netui/apts; calcurse -D ~/.calcurse-netui -i ~/netui.ics",
        ),
    ),
    (
        "vdirsyncer, to a server: ~/.config/vdirsyncer/config, as here",
        (
            *("[general]", 'status_path = "~/.local/share/vdirsyncer/status/"', "[pair netui]"),
            *('a = "here"', 'b = "server"', 'collections = ["netui"]', 'conflict_resolution = "a wins"'),
            *("[storage here]", 'type = "filesystem"', 'path = "~/.calendars/"', 'fileext = ".ics"'),
            *("[storage server]", 'type = "caldav"', 'url = "https://SERVER/"', 'username = "YOU"'),
            *(
                'password = "..."',
                "",
                "vdirsyncer discover      once",
                "vdirsyncer sync          after each export",
            ),
        ),
    ),
)


def plan() -> Iterable[str]:
    """Show the sections of the plan: what can be set in each, and what done means there."""
    from typing import get_type_hints

    from netui.cli.plan_section import spoken_field
    from netui.cli.plan_sections import SECTIONS

    yield "The sections of the plan, for `netui plan list|show|add|set|done|delete SECTION NAME`."
    yield "--set FIELD=VALUE gives a field a value; FIELD+=VALUE and FIELD-=VALUE change a list of people."
    for section in SECTIONS.values():
        hints = get_type_hints(section.entity)
        rows = [(spoken_field(name), _plan_value(name, hints[name])) for name in section.fields]
        rows += [(f"{prefix}.NAME", _NAMED_VALUES[prefix]) for prefix in section.named]
        yield from _table(section.name, (*rows, ("netui plan done", section.done_means)))


def _plan_value(name: str, hint: object) -> str:
    """Return how a field of the plan is written."""
    from enum import StrEnum
    from types import UnionType
    from typing import get_args

    if isinstance(hint, UnionType):  # what may be absent
        hint = get_args(hint)[0]
    if name == "on" or name.endswith("_on"):
        return "a day"
    if hint is bool or hint is int:
        return _PLAN_VALUES.get(name) or ("yes or no" if hint is bool else "a number")
    is_choice = isinstance(hint, type) and issubclass(hint, StrEnum)
    return _PLAN_VALUES.get(name) or (", ".join(hint) if is_choice else "text")  # type: ignore[arg-type]


_NAMED_VALUES = {
    "field": "the text of a field of the bio: field.About=...",
    "limit": "how many characters the platform takes in it; nothing for no limit",
    "part": "the text of a part: part.situation=... of a STAR",
}
_PLAN_VALUES = {
    "direction": "gave, received; of the log both too",
    "contact_id": "a person",
    "contact_ids": "people, with commas between them",
    "goal_id": "a goal",
    "strategy_id": "a strategy",
    "group_id": "a group",
    "level": "a number from 1 to 5",
    "wanted": "the level you want, from 1 to 5",
    "interview_id": "an interview of netui interview list",
    "event_id": "an event",
    "link": "a web address",
    "until": "a day, for a goal for once",
    "query": "which people count, such as tag:compilers",
    "repeats": 'again and again: "every month"',
    **dict.fromkeys(("confidence", "visibility"), "a number from 1 to 5"),
    "rhythm": 'how often you meet: "2 weeks"',
    "agenda": "what to talk about next time; semicolons between points",
}


def _page(name: str) -> Iterable[str]:
    """Return the lines of a page that has a file of its own."""
    from importlib.resources import files

    return (files("netui.data") / "help" / f"{name}.md").read_text(encoding="utf-8").splitlines()


PAGES: dict[str, Callable[[], Iterable[str]]] = {
    "dates": dates,
    "search": search,
    "fields": fields,
    "plan": plan,
    **{name: partial(_page, name) for name in ("mail", "hooks", "recipes", "phone")},
    "calendar": calendar,
}


def _table(head: str, rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    yield ""
    yield f"{head}:"
    for left, right in rows:
        yield from wrap(
            right, _WIDTH, initial_indent=f"  {left:{_LEFT}}", subsequent_indent=" " * (_LEFT + 2)
        )
