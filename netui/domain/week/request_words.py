"""What an entry of the log says was asked for: an interview, or an introduction."""

import re

_INTERVIEW = (
    r"(?:(?:informational\s+)?interview(?!\s+(?:questions?|tips?|advice|prep|practice|feedback|experience))"
    r"|informational(?:\s+(?:chat|call|talk|coffee|meeting|conversation))?)\b"
)
_ONE = r"(?:(?:an?|another|short|quick|brief|first|\d+[ -]?min(?:ute)?s?)\s+)*"
_WHO = r"(?:\s+(?!me\b|for\b|about\b|how\b)[^\W\d_][\w'’.-]*){0,3}?"
_ASKS = re.compile(
    rf"\bask(?:ed|ing){_WHO}\s+for\s+{_ONE}{_INTERVIEW}"
    rf"|\bask(?:ed|ing){_WHO}\s+(?:if|whether|to)\s(?:\S+\s+){{0,5}}?{_ONE}{_INTERVIEW}"
    rf"|\brequest(?:ed|ing)\s+{_ONE}{_INTERVIEW}"
    r"|\b(?:sent|wrote|emailed|mailed)\b[^,;.]*?\binterview\s+request\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|didn['’]?t|haven['’]?t|job\s+interview)\b", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"(?:.*[,;.:]\s+)?(?:and\s+)?(?:i\s+)?ask(?:ed|ing)\s+(?P<who>[^,;.:]{0,60}?)\s*"
    r"(?P<rest>\b(?:for\s+(?:an?\s+)?intro|(?:to|if|whether)\s[^,;.]*?\b(?:introduce|connect)\s+me\s).+)",
    re.IGNORECASE,
)
THEM = "Theirs"
"""Stands in the line for the person that the entry is with."""
_THEM = frozenset(("", "him", "her", "them"))


def asks_for_interview(text: str) -> bool:
    """Whether something I wrote or said asked for an informational interview."""
    return _ASKS.search(text) is not None and _NOT.search(text) is None


def introduction_line(text: str) -> str:
    """Return “asked Theirs to introduce me to Sara” for “asked him to introduce me to Sara”; else ""."""
    found = _INTRODUCTION.fullmatch(" ".join(text.split()))
    if found is None:
        return ""
    who = THEM if found["who"].casefold() in _THEM else found["who"]
    return f"asked {who} {found['rest']}"
