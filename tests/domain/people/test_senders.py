"""Lists, bulk mail and programs say what they are in headers and addresses."""

import pytest

from netui.domain.people.collecting import LeftOut, key_of
from netui.domain.people.senders import folder_of, is_robot, unwanted


@pytest.mark.parametrize(
    ("address", "robot"),
    [
        ("no-reply@x.example", True),
        ("noreply-billing@x.example", True),
        ("do_not_reply@x.example", True),
        ("team.no-reply@x.example", True),
        ("mailer-daemon@x.example", True),
        ("bounces+ana=x@list.example", True),
        ("notifications@x.example", True),
        ("newsletter@x.example", True),
        ("dana@noreply.example", False),
        ("alerta.lopez@x.example", False),
        ("robotham@x.example", False),
        ("newsome@x.example", False),
        ("norea.reply@x.example", False),
        ("", False),
    ],
)
def test_an_address_that_no_person_reads(address: str, robot: bool) -> None:
    assert is_robot(address) is robot


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, None),
        ({"list-id": "<x>"}, LeftOut.LIST),
        ({"list-unsubscribe": "<mailto:x>"}, LeftOut.LIST),
        ({"precedence": "Bulk"}, LeftOut.LIST),
        ({"precedence": "first-class"}, None),
        ({"auto-submitted": "auto-replied; owner-email=x"}, LeftOut.AUTOMATIC),
        ({"auto-submitted": "No"}, None),
        ({"x-spam-flag": "YES"}, LeftOut.SPAM),
        ({"x-gmail-labels": "Sent,Opened"}, None),
        ({"x-gmail-labels": "Opened,Spam"}, LeftOut.SPAM),
        ({"x-gmail-labels": "Drafts"}, LeftOut.DRAFT),
    ],
)
def test_headers_that_no_person_writes(headers: dict[str, str], reason: LeftOut | None) -> None:
    assert unwanted(headers) is reason


def test_a_folder_says_what_is_in_it() -> None:
    assert (folder_of("INBOX,Junk"), folder_of("Trash"), folder_of("Sent")) == (
        LeftOut.SPAM,
        LeftOut.DELETED,
        None,
    )


def test_a_key_tells_nothing_and_is_no_number() -> None:
    key = key_of("<dana@x.example>")
    assert len(key) == 16
    assert key.isalpha()
    assert key != key_of("<dana@x.example", ">")
    assert key_of("\ud800")
