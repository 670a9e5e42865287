"""Fields of a contact as they are written and typed."""

from datetime import date

import pytest

from netui.domain.people.contact_field import Page
from netui.domain.people.fields import CONTACT_FIELDS
from netui.domain.people.typed_fields import with_typed
from netui.domain.time.partial_date import PartialDate
from tests.factories import make_contact


@pytest.mark.parametrize("text", ["3 May 1984", "1984-05-03"])
def test_a_birthday_that_netui_wrote_is_read_back(text: str) -> None:
    contact, filled = with_typed(make_contact(name="Ana"), [("birthday", text), ("location", "Bern")])
    assert (contact.birthday, filled) == (PartialDate(5, 3, 1984), ("birthday", "location"))


def test_a_birthday_of_these_days_is_read_by_today() -> None:
    read = [PartialDate.read_birthday(text, date(2026, 3, 1)) for text in ("today", "Yesterday", "tomorrow")]
    assert read == [PartialDate(3, 1), PartialDate(2, 28), PartialDate(3, 2)]


def test_an_email_is_on_the_first_page_of_the_form() -> None:
    assert {"name", "emails"} <= {field.name for field in CONTACT_FIELDS if field.page is Page.WHO}
