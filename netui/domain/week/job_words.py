"""A job in a typed line: "SRE at Fastly", "works for Arm as a designer", "@ Threema"."""

import re
from typing import NamedTuple

from netui.domain.week.title_words import is_sentence, is_title_text, may_be_title

_ARTICLE = r"(?:(?:an?|the)\s+)?"
_COMPANY = rf"(?P<company>\S.*?)(?:,?\s+as\s+{_ARTICLE}(?P<role>\S.*))?"
_WHO = re.compile(r"(?:and\s+)?(?:who|she|he|they)(?:\s+|(?=['’]s\s))", re.IGNORECASE)
_NOW = re.compile(
    r"^(?:(?:is\s+)?(?:now|currently)\s+(?!as\s|an?\s|the\s)|in\s+(?=(?-i:[a-z])))", re.IGNORECASE
)
_WORKS = re.compile(
    rf"(?:works?|working)\s+(?:as\s+{_ARTICLE}(?P<title>\S.*?)\s+)?(?:(?:at|for)\s+|@\s*){_COMPANY}",
    re.IGNORECASE,
)
_AS = re.compile(
    rf"(?:(?:works?|working|now)\s+)?as\s+{_ARTICLE}|(?:['’]s|is|now|currently|is\s+now)\s+(?:an?|the)\s+",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?P<title>(?:.*\s)?(?:c[etfoi]o|(?:co-?)?founder|owner|president|chair|partner))\s+of\s+"
    r"(?P<company>(?-i:[^\W_a-z]).*)",
    re.IGNORECASE,
)
_AT = re.compile(rf"{_ARTICLE}(?P<title>|\S.*?\s)(?:at\s+|@\s*){_COMPANY}", re.IGNORECASE)


class Job(NamedTuple):
    """What someone does, and where; one of them may be empty."""

    title: str
    company: str


def read_job(words: str) -> Job | None:
    """Return the job that words name; None where they name none, or tell something else.

    "Keynote at KubeCon" and "told me about their work at Arm" are none.
    """
    words = _NOW.sub("", words.strip(" ,"), count=1)
    if who := _WHO.match(words):
        words = words[who.end() :]
    if works := _WORKS.fullmatch(words):
        return Job(works["title"] or works["role"] or "", works["company"])
    is_one = _AS.match(words)
    if is_one:
        words = words[is_one.end() :]
    if of := _OF.fullmatch(words):
        return Job(of["title"], of["company"])
    if at := _AT.fullmatch(words):
        if not may_be_title(at["title"]) or is_sentence(at["company"]):
            return None
        return Job(at["title"].strip(" ,") or at["role"] or "", at["company"])
    if is_title_text(words) or (is_one and words and not is_sentence(words)):
        return Job(words, "")
    return None
