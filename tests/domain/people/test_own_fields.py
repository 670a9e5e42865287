"""Own fields as they are typed: a name or value that was imported may hold a colon or a line break."""

from typing import Any

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import check_lines
from netui.domain.people.fields import contact_field
from tests.domain.people.test_relation import Around
from tests.factories import make_contact

AROUND: Any = Around()
ODD = {"URL https://x": "v", "URL": "y", "a: b": "c", "k\nx": "1\n2: 3", " two  blanks": "x  y", "é;#": ": z"}


def test_what_is_as_it_was_shown_stays_as_it_was() -> None:
    field = contact_field("custom")
    contact = make_contact(custom=ODD)
    text = field.show(contact, AROUND)
    assert len(text.splitlines()) == len(ODD)
    assert field.put(contact, text, AROUND).custom == ODD
    changed = text.replace("k x: 1 2: 3", "k x: 4").replace("URL: y\n", "") + "\nNew: 5"
    expected = {**ODD, "k\nx": "4", "New": "5"}
    del expected["URL"]
    assert field.put(contact, changed, AROUND).custom == expected


@pytest.mark.parametrize("text", ["no colon", ": no name"])
def test_a_line_that_is_none_is_named(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is no field of your own"):
        contact_field("custom").put(make_contact(custom=ODD), text, AROUND)


def test_a_name_is_no_longer_than_a_line() -> None:
    with pytest.raises(InvalidValueError, match="the name of the field is 1,001 characters long"):
        check_lines(make_contact(custom={"x" * 1001: "y"}))
    before = make_contact(custom={"x" * 1001: "y"})
    check_lines(make_contact(custom={**before.custom, "x": "y"}), before)  # it may stay
