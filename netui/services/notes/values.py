"""The values of a note's fields, from what the store knows; what is not known is left empty."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, tzinfo

from msgspec import Struct

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, Medium
from netui.domain.interviews.rules import both_clocks
from netui.domain.notes.own_notes import OwnNote, heard_at_event, with_own_notes
from netui.domain.people.contact import Contact, first_name
from netui.domain.people.fields import TEMPLATE_FIELDS
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Interaction, InteractionKind
from netui.domain.people.person_name import parse_name
from netui.domain.plan.event import promised_after
from netui.domain.plan.favour import FavourEntry, FavourKind, FavourSource
from netui.domain.text import clean
from netui.domain.week.debrief import action_text, lead, thing_to_send
from netui.services.present import Present

_TOPIC_LENGTH = 160
_AT_HOUR = re.compile(r"at \d{1,2}(?::\d\d| ?[ap]m)(?:: |$)", re.IGNORECASE)
"""When it was, as a quick line keeps it before what was talked about."""
_WEEK_DAYS = 7
_MEDIA = {
    Medium.VIDEO: "by video",
    Medium.PHONE: "by phone",
    Medium.IN_PERSON: "in person",
    Medium.CHAT: "by chat",
}
_GIFTS = {
    FavourKind.INTRODUCTION: "your introduction",
    FavourKind.ARTICLE: "what you sent me",
    FavourKind.REVIEW: "your review",
    FavourKind.REFERRAL: "your referral",
    FavourKind.TIME: "the time you took for me",
    FavourKind.HELP: "your help",
}
_SOCIAL = {InteractionKind.SOCIAL: "a post"}


class MetAt(Struct, frozen=True, kw_only=True):
    """An event that a person was met at: its name, what they said, and whether it was the first time."""

    title: str = ""
    topic: str = ""
    first: bool = False


class Subjects(Struct, frozen=True, kw_only=True):
    """The person and the things a note is about.

    `log` has the newest entry first; `last` is the one the note refers to. `news` is what there is to
    congratulate on, in words; `favour` is what the person gave; `met_at` is where they were met.
    """

    contact: Contact
    interview: Interview | None = None
    introducer: Contact | None = None
    about: Contact | None = None
    follow_up: FollowUp | None = None
    log: Sequence[Interaction] = ()
    last: Interaction | None = None
    news: str = ""
    favour: FavourEntry | None = None
    met_at: MetAt | None = None


def field_values(
    subjects: Subjects, config: Config, present: Present, names: Callable[[], Iterable[str]] = tuple
) -> dict[str, object]:
    """Return the values of netui.domain.notes.fields, nested by group.

    The user's own notes that speak of a person, such as one of `names()`, are marked as `OwnNote`.
    """
    today = present.today()
    interview = subjects.interview
    elsewhere = interview is not None and interview.contact_id != subjects.contact.id
    values: dict[str, object] = {
        "contact": _contact(subjects, today),
        "interview": _interview(interview, subjects, present),
        "last": _last(subjects.last, today),
        "event": _event(subjects, present),
        "introducer": _person(subjects.introducer),
        "about": _person(subjects.about),
        "milestone": {"text": subjects.news},
        "favour": {"what": _gift(subjects.favour)},
        "follow_up": {"text": _promised(subjects, present)},
        "me": {
            "name": config.name,
            "first_name": first_name(config.name),
            "headline": config.headline,
        },
        "today": spoken_date(today, today),
    }
    return with_own_notes(values, names, heard_from_someone_else=elsewhere)


def spoken_date(day: date | None, today: date) -> str:
    """Return "Tuesday 3 March", with the year where it is another one, or nothing."""
    if day is None:
        return ""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def zone_name(zone: tzinfo | str, at_name: str = "") -> str:
    """Return "New York time" for America/New_York, else what the zone calls itself."""
    key = zone if isinstance(zone, str) else getattr(zone, "key", None)
    if not key or "/" not in key:
        return key or at_name
    return f"{key.rpartition('/')[2].replace('_', ' ')} time"


def heard_in(interview: Interview) -> tuple[str, ...]:
    """Return every specific point that is written down of an interview."""
    answers = tuple(question.answer for question in interview.questions if question.answer.strip())
    return (*interview.insights, *interview.trends, *answers)


def _contact(subjects: Subjects, today: date) -> dict[str, object]:
    contact = subjects.contact
    birthday = contact.birthday.in_year(today.year) if contact.birthday else None
    return {
        **_person(contact),
        **{row.name: _plain(row.value(contact), today) for row in TEMPLATE_FIELDS},
        "interest": contact.interests[0] if contact.interests else "",
        "last_topic": _last_topic(subjects.log),
        "last_contact_on": spoken_date(contact.last_contact_on, today),
        "birthday": f"{birthday.day} {birthday:%B}" if birthday else "",
    }


def _promised(subjects: Subjects, present: Present) -> str:
    """Return what was promised in words for the person: "the slides" for "send her the slides by wed"."""
    follow_up = subjects.follow_up
    if follow_up is None:
        return ""
    if (promised := _promised_there(subjects, present)) is not None:
        return promised
    text = action_text(follow_up.text, present.reading())
    return thing_to_send(text, subjects.contact.name) if follow_up.kind is FollowUpKind.SEND else text


def _promised_there(subjects: Subjects, present: Present) -> str | None:
    """Return what was promised at the event, or None for a follow-up that isn't about it."""
    if subjects.follow_up is None or subjects.met_at is None:
        return None
    text = action_text(subjects.follow_up.text, present.reading())
    promised = promised_after(subjects.met_at.title, text)
    return thing_to_send(promised, subjects.contact.name) if promised else promised


def _event(subjects: Subjects, present: Present) -> dict[str, object]:
    met_at = subjects.met_at
    if met_at is None:
        return {}
    return {
        "name": met_at.title,
        "topic": heard_at_event(met_at.topic),
        "promised": _promised_there(subjects, present) or "",
        "first_met": met_at.first or "",
    }


def _gift(favour: FavourEntry | None) -> str:
    """Return what someone gave, as in "what helped me was your review"; "" for an interview."""
    if favour is None:
        return ""
    if favour.source is FavourSource.INTRODUCTION:
        return f"your introduction {favour.text}"
    if favour.source is FavourSource.LOG and favour.kind is FavourKind.TIME:
        return ""
    return OwnNote(favour.text) if favour.text else _GIFTS.get(favour.kind, "")


def _plain(value: object, today: date) -> object:
    if isinstance(value, date):
        return spoken_date(value, today)
    return list(value) if isinstance(value, tuple) else value or ""


def _person(person: Contact | None) -> dict[str, object]:
    if person is None:
        return {}
    return {
        "name": person.name,
        "first_name": parse_name(person.name).greeting,
        "title": person.title,
        "company": person.company,
    }


def _last_topic(log: Sequence[Interaction]) -> str:
    """Return the first line of what was last talked about: no note the user sent, and no news of them."""
    for entry in log:
        text = _AT_HOUR.sub("", entry.text.strip())
        if text and entry.template is None and not entry.is_news:
            return clean(text.splitlines()[0], limit=_TOPIC_LENGTH).rstrip(" .")
    return ""


def _last(entry: Interaction | None, today: date) -> dict[str, object]:
    if entry is None:
        return {}
    return {
        "kind": _SOCIAL.get(entry.kind, entry.kind.value),
        "on": spoken_date(entry.on, today),
        "text": entry.text,
    }


def _interview(interview: Interview | None, subjects: Subjects, present: Present) -> dict[str, object]:
    if interview is None:
        return {}
    # "Send the article by fri" is for me: to them it is what I will do, not by which of my days.
    actions = [action_text(line, present.reading()) for line in interview.actions]
    advice = [q.answer for q in interview.questions if "advice" in q.theme.casefold() and q.answer.strip()]
    return {
        **_clocks(interview, subjects, present),
        "minutes": interview.minutes,
        "medium": _MEDIA[interview.medium],
        "place": interview.place,
        "goal": interview.goal,
        "insight": next(iter(interview.insights), ""),
        "insights": list(interview.insights),
        "trend": next(iter(interview.trends), ""),
        "trends": list(interview.trends),
        "advice": next(iter(advice), ""),
        "action": next(iter(actions), ""),
        "actions": actions,
        "influence": interview.influence,
        "ask_next": [named.name if (named := lead(line)) else line for line in interview.ask_next],
    }


def _when(day: date, today: date) -> str:
    """Return a day as one speaks of it in a sentence."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    days = (day - today).days
    if days in near:
        return near[days]
    return f"on {day:%A}" if abs(days) < _WEEK_DAYS else f"on {spoken_date(day, today)}"


def _clocks(interview: Interview, subjects: Subjects, present: Present) -> dict[str, object]:
    if interview.at is None:
        return {}
    today = present.today()
    person = (
        subjects.about if subjects.about and subjects.about.id == interview.contact_id else subjects.contact
    )
    their_zone = person.time_zone or interview.zone
    try:
        clocks = both_clocks(interview.at, present.zone, their_zone)
    except InvalidValueError:
        clocks, their_zone = both_clocks(interview.at, present.zone, ""), ""
    mine, theirs = clocks.mine, clocks.theirs
    values: dict[str, object] = {
        "date": spoken_date(mine.date(), today),
        "weekday": f"{mine:%A}",
        "when": _when(mine.date(), today),
        "time": f"{mine:%H:%M}",
        "zone": zone_name(present.zone, mine.tzname() or ""),
    }
    if theirs is not None:
        values["their_date"] = spoken_date(theirs.date(), today)
        values["their_time"] = f"{theirs:%H:%M}"
        values["their_zone"] = values["zone"] if clocks.same else zone_name(their_zone)
    return values
