"""Entities for tests: valid by default, any field by keyword, ids counted up so that none is used twice."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.contact import Contact, Position
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.plan.event import Event
from netui.domain.plan.goal import Goal
from netui.domain.plan.group import Group
from tests.fakes import NOON

TODAY = date(2026, 11, 20)
_ids = count(1)


def _identity(over: dict[str, Any]) -> dict[str, Any]:
    entity_id = over.get("id") or next(_ids)
    return {"id": entity_id, "uid": f"00000000-0000-4000-8000-{entity_id % 10**12:012d}"}


def make_contact(**over: Any) -> Contact:
    """Make a contact; `company` and `title` are short for one present position."""
    values: dict[str, Any] = {**_identity(over), "name": "Priya Raman", "created_at": NOON}
    company, title = over.pop("company", ""), over.pop("title", "")
    if company or title:
        values["positions"] = (Position(title=title, company=company),)
    return Contact(**{**values, **over})


def make_interaction(**over: Any) -> Interaction:
    """Make an interaction: a coffee today with contact 1, unless told otherwise."""
    values: dict[str, Any] = {
        **_identity(over),
        "contact_ids": (1,),
        "kind": InteractionKind.COFFEE,
        "on": TODAY,
        "created_at": NOON,
    }
    return Interaction(**{**values, **over})


def make_follow_up(**over: Any) -> FollowUp:
    """Make an open follow-up that is due today."""
    values: dict[str, Any] = {
        **_identity(over),
        "kind": FollowUpKind.SEND,
        "text": "Send the eBPF article",
        "due_on": TODAY,
        "created_at": NOON,
    }
    return FollowUp(**{**values, **over})


def make_interview(**over: Any) -> Interview:
    """Make an interview that is scheduled in three days."""
    at: datetime = NOON + timedelta(days=3)
    values: dict[str, Any] = {
        **_identity(over),
        "contact_id": 1,
        "status": InterviewStatus.SCHEDULED,
        "at": at,
        "zone": "Europe/Berlin",
        "created_at": NOON,
    }
    return Interview(**{**values, **over})


def make_goal(**over: Any) -> Goal:
    """Make a goal of one interview a month."""
    values: dict[str, Any] = {**_identity(over), "title": "One talk a month", "created_at": NOON}
    return Goal(**{**values, **over})


def make_group(**over: Any) -> Group:
    """Make a community the user is a member of."""
    values: dict[str, Any] = {**_identity(over), "name": "Rust Zürich", "created_at": NOON}
    return Group(**{**values, **over})


def make_event(**over: Any) -> Event:
    """Make a planned event of today."""
    values: dict[str, Any] = {**_identity(over), "title": "RustFest", "on": TODAY, "created_at": NOON}
    return Event(**{**values, **over})


HOSTILE: dict[str, str] = {
    "closing markup": "[/b]",
    "action markup": "[@click=app.quit]x",
    "link markup": "[link=",
    "bracketed name": "[Acme] Ann",
    "clear screen": "Ann\x1b[2J\x1b[HEve",
    "colour": "\x1b[31mred\x1b[0m",
    "clipboard write": "\x1b]52;c;c3RvbGVu\x07Ann",
    "title write": "\x1b]0;owned\x1b\\Ann",
    "c1 controls": "Ann\x9b31mred\x9d52;c;eA==\x9c",
    "nul and bell": "An\x00n\x07\x08\x7f",
    "line breaks": "Ann\r\nEve\u2028Bob\x0b\x0c\x85",
    "bidi override": "Ann \u202egnp.exe\u202c \u2067x\u2069",
    "tag characters": "Ann\U000e0041\U000e0042\U000e007f",
    "combining pile": "A" + "\u0301\u0316\u0334" * 40 + "nn",
    "zero width": "A\u200bn\u200d\u2060n\ufeff",
    "lone surrogate stand-in": "Ann \ufffd\uffff",
    "very long": "Ann" + "x" * 5000,
    "long without end": "Maximiliana-" * 300,
    "emoji": "👩🏽\u200d💻 Ann 👨\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈",
    "wide": "山田太郎 김철수 王小明",
    "right to left": "שרה كوهين",
    "template": "{{ 7 * 7 }} {% raw %} $HOME `id`",
    "formula": '=HYPERLINK("https://example.org","x")',
    "html": "<script>alert(1)</script>&amp;\"'",
    "path": "../../etc/passwd",
}
"""Text as strangers write it, by what is wrong with it."""

HOSTILE_TEXT = " ".join(HOSTILE.values())


def hostile_contact(**over: Any) -> Contact:
    """Make a contact with hostile text in every field that takes text."""
    values: dict[str, Any] = {
        "name": HOSTILE["closing markup"] + HOSTILE["clipboard write"] + HOSTILE["bidi override"],
        "pronouns": HOSTILE["colour"],
        "pronunciation": HOSTILE["c1 controls"],
        "positions": (
            Position(title=HOSTILE["action markup"], company=HOSTILE["bracketed name"]),
            Position(title=HOSTILE["wide"], company=HOSTILE["emoji"], since="2020", until="2021-03"),
        ),
        "emails": (HOSTILE["nul and bell"] + "@example.org",),
        "phones": (HOSTILE["colour"],),
        "links": ("javascript:alert(1)", "https://example.org/" + HOSTILE["link markup"]),
        "location": HOSTILE["tag characters"],
        "function": HOSTILE["colour"],
        "industry": HOSTILE["right to left"],
        "seniority": HOSTILE["clear screen"],
        "tags": (HOSTILE["link markup"], HOSTILE["combining pile"], HOSTILE["clear screen"]),
        "met": HOSTILE["line breaks"],
        "why": HOSTILE["title write"],
        "interests": (HOSTILE["html"], HOSTILE["template"]),
        "avoid": (HOSTILE["right to left"],),
        "notes": HOSTILE_TEXT,
        "custom": {HOSTILE["action markup"]: HOSTILE["very long"]},
    }
    return make_contact(**{**values, **over})
