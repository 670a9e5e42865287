"""What a follow-up may wait for: a conversation with someone, as in “once I talked to Mei”."""

import re

from netui.domain.errors import InvalidValueError
from netui.domain.time.date_grammar import Reading
from netui.domain.week.line_parts import LONGEST_LINE, MARKERS, day_at_end, day_reader, plain, words_of

_DONE = (
    r"(?:talked|talk|spoken|spoke|speak|chatted|chat)\s+(?:to|with)"
    r"|(?:met|meet|seen|saw|see|called|call|phoned|phone|interviewed|interview|visited|visit)"
    r"(?:\s+(?:up\s+)?with)?"
    r"|(?:heard|hear)\s+(?:back\s+)?from"
)
_DOING = (
    r"(?:talking|speaking|chatting)\s+(?:to|with)"
    r"|(?:meeting|seeing|calling|phoning|interviewing|visiting)(?:\s+(?:up\s+)?with)?"
    r"|hearing\s+(?:back\s+)?from"
)
_MEETING = (
    r"(?:(?:the|my|our|a|an)\s+)?"
    r"(?:talk|call|chat|coffee|tea|lunch|dinner|drinks|meeting|conversation|interview|catch-?up)"
    r"\s+(?:with|to)"
)
_FIRST = r"(?:once|as\s+soon\s+as|after)"
_TALK = (
    rf"{_FIRST}\s+(?:i|we)(?:['’]ve|\s+have)?\s+(?:finally\s+)?(?:{_DONE})|after\s+(?:{_DOING}|{_MEETING})"
)
_ANSWER = r"(?:has\s+)?(?:answered|answers|replied|replies|(?:got|gets|wrote|writes|called|calls)\s+back)"
_ME = r"(?:\s+(?:to\s+)?(?:me|us))?"
_WHO = r"\S+(?:\s+\S+){0,4}?"
_AT_END = re.compile(
    rf"(?P<rest>.*)(?<!\S)(?:(?:{_TALK})\s+(?P<name>{_WHO})|{_FIRST}\s+(?P<other>{_WHO})\s+{_ANSWER}{_ME})[\s.,;!]*",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = r"[\s,;:–—-]"
_JOINED = re.compile(
    rf"(?:(?:^|{_BETWEEN}+)(?:but|and|or|only|right|just|soon|shortly))*{_BETWEEN}*$", re.IGNORECASE
)
"""What joins a text and the conversation it waits for: ", but only"."""


def split_off_conversation(text: str, reading: Reading) -> tuple[str, str]:
    """Return a text without the conversation it waits for at its end, and the name of who that is with.

    The name is "" where it waits for none. The last day it is due may come after it, as in "by fri"; any
    other day there raises InvalidValueError: it may be that of the conversation.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_LINE:
        return text, ""
    late = day_at_end(words_of(text), day_reader(reading))
    found = _AT_END.fullmatch(plain(late.before, quoted=True)) if late is not None else None
    if late is None or found is None:
        found = _AT_END.fullmatch(text)
        return (_rest(found), _name(found)) if found is not None else (text, "")
    name, phrase = _name(found), late.phrase
    if phrase.split()[0].casefold() not in MARKERS:
        day = re.sub(r"^on\s+", "", phrase, flags=re.IGNORECASE)
        raise InvalidValueError(
            f"is it due on {day}, or {awaited_words(name)}? "
            f"Write “by {day}” for the day it is due in any case"
        )
    return f"{_rest(found)} {phrase}".strip(), name


def conversation_with(text: str, reading: Reading) -> str:
    """Return the name in words for the conversation alone: "talking to Mei", "I met Mei", "Mei"."""
    for whole in (text, f"after {text}"):
        rest, name = split_off_conversation(whole, reading)
        if name and not rest:
            return name
    return re.sub(rf"^{_FIRST}\s+", "", text.strip(), flags=re.IGNORECASE)


def awaited_words(name: str) -> str:
    """Return when something is due that waits for a conversation."""
    return f"once you talk to {name}"


def _rest(found: re.Match[str]) -> str:
    return _JOINED.sub("", found["rest"], count=1)


def _name(found: re.Match[str]) -> str:
    return (found["name"] or found["other"]).strip('"“”.,;!')
