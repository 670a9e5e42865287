"""Which mail comes from a person: lists, bulk mail and programs say so in their headers and addresses."""

import re
from collections.abc import Mapping

from netui.domain.people.collecting import LeftOut

_BULK = frozenset({"bulk", "list", "junk"})
_AWAY = (("spam", LeftOut.SPAM), ("junk", LeftOut.SPAM), ("draft", LeftOut.DRAFT), ("trash", LeftOut.DELETED))
_ROBOT = re.compile(
    r"(?:^|[._+-])(?:no|not|do-?not|dont|never)[._-]?reply(?:$|[._+-])|^(?:noreply|donotreply)"
    r"|^(?:mailer-daemon|postmaster|bounces?|auto-?(?:reply|confirm|mail)?|automated|daemon|robot|bot"
    r"|notifications?|notify|alerts?|newsletters?|mailing|unsubscribe)(?:$|[._+-])"
    r"|(?:^|[._+-])(?:bounces?|unsubscribe|notifications?|newsletter)(?:$|[._+-])"
)


def is_robot(address: str) -> bool:
    """Whether an address, in lower case, is one that no person reads: no-reply@, bounces@, notifications@."""
    return _ROBOT.search(address.partition("@")[0]) is not None


def unwanted(headers: Mapping[str, str]) -> LeftOut | None:
    """Return why a message isn't from one person to others, by its headers, whose names are in lower case."""
    if any(name.startswith("list-") for name in headers):
        return LeftOut.LIST
    if headers.get("precedence", "").strip().lower() in _BULK:
        return LeftOut.LIST
    if headers.get("auto-submitted", "no").partition(";")[0].strip().lower() not in {"", "no"}:
        return LeftOut.AUTOMATIC
    if headers.get("x-spam-flag", "").strip().lower() == "yes":
        return LeftOut.SPAM
    return folder_of(headers.get("x-gmail-labels", ""))


def folder_of(label: str) -> LeftOut | None:
    """Return why what is in a folder, or under labels with commas between them, isn't taken."""
    names = {name.strip().lower().rstrip("s") for name in label.split(",")}
    return next((reason for name, reason in _AWAY if name in names), None)
