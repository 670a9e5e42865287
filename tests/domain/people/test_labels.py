"""What an email, a phone or a page is, typed after it in brackets."""

import pytest

from netui.domain.people.contact_edits import meet
from netui.domain.people.fields import contact_field
from netui.domain.people.labels import label_words, split_label
from netui.domain.people.merging import merged
from netui.domain.people.rules import tidy
from netui.domain.values import replace
from tests.cli.test_contact_fields import AROUND
from tests.factories import make_contact

MOBILE, DESK = "+41 79 555 01 02", "+1 (555) 010-0140"
DANA = make_contact(id=1, name="Dana", phones=(MOBILE, DESK), labels={MOBILE: "mobile"})
PHONES = contact_field("phones")


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("+41 79 555 01 02 (mobile)", (MOBILE, "mobile")),
        ("+41 79 555 01 02 (Assistant’s desk, 2nd floor)", (MOBILE, "Assistant’s desk 2nd floor")),
        ("+44 (0)20 7946 0958", ("+44 (0)20 7946 0958", "")),
        ("+44 20 7946 (0)", ("+44 20 7946 (0)", "")),
        ("dana@x.example (work)", ("dana@x.example", "work")),
        ("https://en.example/wiki/X_(film)", ("https://en.example/wiki/X_(film)", "")),
        ("(mobile)", ("(mobile)", "")),
    ],
)
def test_a_label_is_typed_in_brackets_after_the_value(typed: str, parted: tuple[str, str]) -> None:
    assert split_label(typed) == parted


def test_a_label_is_a_few_words_on_one_line() -> None:
    assert label_words(" work,\n fax; (old) \x1b[31m" + "x" * 99) == ("work fax old ␛[31m" + "x" * 99)[:40]


def test_a_form_shows_and_takes_labels() -> None:
    shown = PHONES.show(DANA, AROUND)
    assert shown == f"{MOBILE} (mobile), {DESK}"
    assert PHONES.put(DANA, shown, AROUND) == DANA
    changed = PHONES.put(DANA, f"{MOBILE}, {DESK} (desk)", AROUND)
    assert (changed.phones, changed.labels) == ((MOBILE, DESK), {DESK: "desk"})
    assert PHONES.put(DANA, DESK, AROUND).labels == {}


def test_two_edits_of_labels_meet_and_none_stays_without_its_value() -> None:
    mine = PHONES.put(DANA, f"{MOBILE} (mobile), {DESK} (desk)", AROUND)
    theirs = contact_field("emails").put(DANA, "d@x.example (home)", AROUND)
    assert meet(DANA, mine, theirs).labels == {MOBILE: "mobile", DESK: "desk", "d@x.example": "home"}
    assert tidy(replace(DANA, phones=(DESK,))).labels == {}


def test_a_merge_keeps_the_labels_of_both() -> None:
    other = make_contact(id=2, name="Dana O.", emails=("d@x.example",), labels={"d@x.example": "work"})
    assert merged(DANA, other, {}).labels == {MOBILE: "mobile", "d@x.example": "work"}
