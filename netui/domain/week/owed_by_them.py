"""What someone else promised, and whether what happened kept it: "got the deck from Tom"."""

import re

from netui.domain.text import fold
from netui.domain.week.promises import is_owed_by_them
from netui.domain.week.quick_follow_up import is_awaited

_END = (
    r"(?=\s(?:about|on|of|for|from|to|by|with|in|at|via|but|as|that|which"
    r"|and(?!\s+(?:the|an?|his|her|their|my)\s))\b|[,;:.!?(]|$)"
)
_CAME = re.compile(
    rf"\b(?:got|received|was\s+sent|was\s+given)\s(?P<got>.*?){_END}"
    r"|\b(?:sent|gave|forwarded|shared|lent|returned|brought|showed|passed|submitted|reviewed|wrote"
    rf"|emailed|mailed|recommended|made|told|invited|booked)\s(?P<given>.*?){_END}"
    r"|\b(?:introduced|referred|connected)\s(?P<known>.*)"
    r"|(?P<here>[^,;:.!?]*?)\s(?:arrived|came|landed|is\s+here)\b"
)
"""What came, of "got the deck from Tom", "Tom sent me the deck", "the deck arrived"."""
_MINE = re.compile(
    r"(?:^|\b(?:i|we)\s+)(?:sent|gave|forwarded|shared|lent|returned|brought|introduced)\b(?!\s+(?:me|us)\b)"
)
_NOT = re.compile(
    r"\b(?:not|never|still|no|without|promised|will|(?:is|was|did|do|does|has|have|had|wo|ca|could)nt)\b"
)
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        a an the my our your his her their its some this that these those me us him them i we he she
        they it and or to of for from with on in at by about as over if so has have had is are was
        be been just still going im ill hell hed shell shed theyll theyd promised promise promises
        offered agreed volunteered will would can could said owes wants needs expects plans waiting
        wait expecting expect send sent share shared forward forwarded give gave given get got pass
        lend lent email emailed mail mailed bring brought show showed return returned received back
        copy link let know
        """,
    )
)
"""Words that do not tell one promise from another."""
_IN_TOUCH = frozenset(("call", "phone", "ring", "reply", "answe", "write", "messa", "text", "meet", "ping"))
_LETTERS = 5
"""How many letters of a word are compared: “introduced” is “introduction”."""


def kept_for_sure(text: str, promised: str, name: str, *, from_them: bool = False) -> bool:
    """Whether what happened with someone, whose `name` it is, says that all they promised came."""
    words = _words(promised) - _words(name)
    may_be = may_be_kept(text, promised, name, from_them=from_them)
    return may_be and bool(words) and words <= _words(text)


def may_be_kept(text: str, promised: str, name: str, *, from_them: bool = False) -> bool:
    """Whether what happened with someone may be what they promised: it is about it, or they were in touch.

    Where all of it came `from_them`, “sent the deck” is what they did, and not I.
    """
    if not (is_owed_by_them(promised) or is_awaited(promised)):
        return False
    words, folded = _words(promised) - _words(name), fold(" ".join(text.split()))
    if words <= _IN_TOUCH:
        return True
    if _NOT.search(folded) or (not from_them and _MINE.search(folded)):
        return False
    came = " ".join(part for found in _CAME.finditer(folded) for part in found.groups() if part)
    return bool(words & _words(came))


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", fold(text))
    return frozenset(word.removesuffix("s")[:_LETTERS] for word in words if word not in _EMPTY)
