"""A letter as a message that mail programs open as a draft."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from netui.domain.notes.mailing import Letter
from netui.domain.text import clean

_PLAIN = policy.default.clone(cte_type="7bit", max_line_length=76)


def message_text(letter: Letter, *, unsent: bool = False) -> str:
    """Return a letter as the text of a message, in ASCII but for an address that isn't, with "\\n" line ends.

    It has no date: the mail program sets that when it sends. `unsent` adds the header by which Outlook and
    Thunderbird open the file for writing.
    """
    is_plain = letter.address.rpartition("@")[0].isascii()
    message = EmailMessage(_PLAIN if is_plain else _PLAIN.clone(utf8=True))
    if letter.sender:
        message["From"] = _address(letter.sender_name, letter.sender)
    message["To"] = _address(letter.name, letter.address)
    message["Subject"] = _line(letter.subject)
    message["Message-ID"] = letter.message_id
    if unsent:
        message["X-Unsent"] = "1"
    message.set_content(clean(letter.body, newlines=True))
    return message.as_string()


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(_line(name), local, domain if domain.isascii() else _ascii(domain))


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _line(text: str) -> str:
    return clean(" ".join(text.split()))
