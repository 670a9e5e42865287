"""A note as mail: the addresses it can go to, its Message-ID, its mailto link."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.text import clean, shown_value

EML, MAILTO = "{eml}", "{mailto}"
"""What a mail command may hold: a file with the whole message, and a link with all that goes into one."""
_PLACE = re.compile(r"\{\w*\}")
MAIL_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]\\]{1,64}@[^\s@<>(),;:\"\[\]\\]{1,190}")
_NO_DOMAIN = "netui.invalid"


class Letter(Struct, frozen=True, kw_only=True):
    """A note on its way to a mail program: every field but `body` is one line.

    `sender` is the address it is from, and `sender_name` who that is; both are empty where the settings do
    not say. `message_id` has its angle brackets.
    """

    name: str
    address: str
    subject: str
    body: str
    message_id: str
    sender: str = ""
    sender_name: str = ""


def mail_addresses(emails: Iterable[str]) -> list[str]:
    """Return those that mail can go to, each once, in order."""
    found = (clean(email.strip()) for email in emails)
    return list(dict.fromkeys(email for email in found if MAIL_ADDRESS.fullmatch(email)))


def message_id(parts: Iterable[str], sender: str) -> str:
    """Return the Message-ID of a note: the same for the same parts, and nothing can be read from it."""
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    domain = sender.rpartition("@")[2]
    home = domain if domain and domain.isascii() else _NO_DOMAIN
    return f"<{blake2b(whole, digest_size=16).hexdigest()}@{home}>"


def mailto_link(letter: Letter) -> str:
    """Return a link that opens a mail with everything filled in; line ends are those of mail."""
    from urllib.parse import quote

    body = letter.body.replace("\n", "\r\n")
    fields = (("subject", letter.subject), ("body", body))
    filled = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields if text)
    return f"mailto:{quote(letter.address, safe='@')}" + (f"?{filled}" if filled else "")


def mail_arguments(command: str) -> list[str]:
    """Return the words of a mail command, at least one of which has a place for the note.

    No shell reads them. Raises InvalidValueError for what isn't such a command.
    """
    import shlex

    try:
        words = shlex.split(command)
    except ValueError as error:
        raise InvalidValueError(
            f"mail_command is {shown_value(command)}, which isn't a command: {error}"
        ) from error
    places = [place for word in words for place in _PLACE.findall(word)]
    if unknown := next((place for place in places if place not in {EML, MAILTO}), ""):
        raise InvalidValueError(f"mail_command has {unknown}: only {EML} and {MAILTO} stand for something")
    if words and _PLACE.search(words[0]):
        raise InvalidValueError(f"mail_command begins with {words[0]}: begin with the name of a program")
    if not places:
        raise InvalidValueError(f"mail_command does not say where the note goes: add {EML} or {MAILTO}")
    return words
