"""Job titles as people write them, known again under another spelling."""

import re

from netui.domain.text import fold

_WORDS = re.compile(r"[^\W_]+")
_LONG_FORMS = {
    "sr": "senior",
    "jr": "junior",
    "eng": "engineer",
    "engr": "engineer",
    "mgr": "manager",
    "dir": "director",
    "vp": "vice president",
    "asst": "assistant",
    "assoc": "associate",
    "dev": "developer",
    "swe": "software engineer",
    "and": "",
}


def title_key(title: str) -> str:
    """Return a title without case, punctuation and short forms: "Sr. Engineer" is "senior engineer"."""
    words = (_LONG_FORMS.get(word, word) for word in _WORDS.findall(fold(title)))
    return " ".join(filter(None, words))
