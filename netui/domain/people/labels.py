"""What an email, a phone or a page is: "work", "mobile", or the user's own words for it."""

import re
from collections.abc import Mapping

from netui.domain.text import clean

_LABELLED = re.compile(r"(?s)^(?P<value>.*\S)\s+\((?P<label>[^()\d][^()]*)\)$")
_BESIDE = re.compile(r"[\s(),;]+")
"""What a label can't hold, because lists are typed with it."""
_LONGEST = 40


def label_words(text: str) -> str:
    """Return a label as it is kept: a few words on one line."""
    return clean(_BESIDE.sub(" ", text)).strip()[:_LONGEST].rstrip()


def with_label(value: str, labels: Mapping[str, str]) -> str:
    """Return a value with what it is: "+41 44 555 01 01 (work)"."""
    label = labels.get(value, "")
    return f"{value} ({label})" if label else value


def split_label(text: str) -> tuple[str, str]:
    """Part a typed value from its label, which may be empty; "(0)" and the like belong to the number."""
    match = _LABELLED.match(text.strip())
    return (match["value"], label_words(match["label"])) if match else (text.strip(), "")
