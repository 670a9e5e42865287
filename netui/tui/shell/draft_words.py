"""Describes drafts by their keys, and shows them as plain text."""

import json

_LONGEST = 40
_WORDS = {
    "note": "a note",
    "notes": "notes on a person",
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


def words_of(key: str) -> str:
    """Name the text with this key; "" for a part of another one, such as the subject of a note."""
    kind, _, rest = key.partition(":")
    if kind == "ask":
        subject, _, title = rest.partition(":")
        return f"“{title if subject.replace(',', '').isdecimal() and title else rest}”"
    if key == "contact-form:0":
        return "a new person"
    if kind == "note":
        _, template, *part = (*rest.split(":"), "")[:3]
        return "" if any(part) else f"a note ({template})" if template else "a note"
    return _WORDS.get(kind, "a text")


def whole_text(text: str) -> str:
    """Return the text of a draft; of a form one value a line."""
    try:
        fields = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        return text
    return "\n".join(value for value in fields.values() if isinstance(value, str) and value)


def excerpt(text: str) -> str:
    """Return the beginning of a draft on one line."""
    line = " ".join(whole_text(text[:2_000]).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
