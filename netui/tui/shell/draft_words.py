"""Describes drafts by their keys, and shows them as plain text."""

from netui.tui.modals.draft_modal import read_fields

_LONGEST = 40
_WORDS = {
    "notes": ("notes on a person", "notes on {}"),
    "contact-form": ("changes of a person", "changes of {}"),
    "contact": ("a new interview", "a new interview with {}"),
    "interview": ("notes of an interview", "notes of the interview with {}"),
    "rehearsal": ("notes on a rehearsal", "notes on the rehearsal for {}"),
    "reflection": ("a reflection", ""),
    "event": ("an event", ""),
    "group": ("notes on a group", ""),
    "company": ("a note on a company", ""),
    "pitch": ("a pitch", ""),
    "bio": ("a bio", ""),
    "evidence": ("evidence", ""),
    "columns": ("what the columns of a file hold", ""),
}
"""By the kind of a draft what it is, and what it is where the name of the person is known."""


def words_of(key: str, name: str = "") -> str:
    """Name the text with this key and, where given, who it is about; "" for a part of another one."""
    kind, _, rest = key.partition(":")
    if kind == "ask":
        subject, _, title = rest.partition(":")
        return f"“{title if subject.replace(',', '').isdecimal() and title else rest}”"
    if key == "contact-form:0":
        return "a new person"
    if kind == "note":
        _, template, *part = (*rest.split(":"), "")[:3]
        note = f"a note to {name}" if name else "a note"
        return "" if any(part) else f"{note} ({template})" if template else note
    plain, named = _WORDS.get(kind, ("a text", ""))
    return named.format(name) if name and named else plain


def whole_text(text: str) -> str:
    """Return the text of a draft; of a form one value a line."""
    fields = read_fields(text)
    return "\n".join(filter(None, fields.values())) if fields else text


def excerpt(text: str) -> str:
    """Return the beginning of a draft on one line."""
    line = " ".join(whole_text(text[:2_000]).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
