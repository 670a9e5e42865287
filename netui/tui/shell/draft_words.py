"""Describes the drafts left by a session that ended."""

from collections.abc import Sequence

_MOST_NAMED = 4
_WORDS = {
    "note": "a note",
    "notes": "notes on a person (E)",
    "contact-form": "changes of a person",
    "contact": "a new talk",
    "interview": "notes of a talk",
    "rehearsal": "notes on a rehearsal",
    "reflection": "a reflection",
    "event": "an event",
    "group": "notes on a group",
    "company": "a note on a company",
    "pitch": "a pitch",
    "bio": "a bio",
    "evidence": "evidence",
}


def describe_drafts(keys: Sequence[str]) -> str:
    """Name the drafts with these keys, and say how to get to them; "" if there are none."""
    words = list(dict.fromkeys(filter(None, map(_words, keys))))
    if not words:
        return ""
    named = ", ".join(words[:_MOST_NAMED])
    more = f" and {len(words) - _MOST_NAMED} more" if len(words) > _MOST_NAMED else ""
    return f"Half-typed from before: {named}{more}. Go where you typed it, and it is there."


def _words(key: str) -> str:
    kind, _, rest = key.partition(":")
    if kind == "ask":
        subject, _, title = rest.partition(":")
        return f"“{title if subject.replace(',', '').isdecimal() and title else rest}”"
    if key == "contact-form:0":
        return "a new person"
    if kind == "note":
        template = rest.split(":")[1] if ":" in rest else ""
        return f"a note ({template})" if template else "a note"
    return _WORDS.get(kind, "a text")
