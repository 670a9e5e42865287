"""The key of a LinkedIn profile address, by which a person is known again."""

import unicodedata
from urllib.parse import quote, unquote

from netui.domain.text import clean

_HOST = "linkedin.com"
_LONGEST = 200


def profile_key(address: str) -> str:
    """Return the key of a profile address: percent-decoded, lower case, without host, query and slash.

    Country hosts, a missing scheme and old `/pub/` addresses are understood; anything else gives "".
    """
    path = address.strip().partition("?")[0].partition("#")[0]
    lowered = path.lower()
    if _HOST not in lowered:
        return ""
    host, _, rest = lowered.partition("://")[2 if "://" in lowered else 0].partition("/")
    if host != _HOST and not host.endswith("." + _HOST):
        return ""
    kind, _, tail = rest.partition("/")
    if kind not in {"in", "pub"}:
        return ""
    key = unquote(tail.partition("/")[0], errors="replace").strip().lower()
    return clean(unicodedata.normalize("NFC", key))[:_LONGEST]


def profile_link(key: str) -> str:
    """Return the address of a profile by its key, fit to open and to paste."""
    return f"https://www.{_HOST}/in/{quote(key, safe='')}"
