"""What an address book says beyond a job and an address: labels, pages, own fields, lines of a card."""

import pytest

from netui.domain.people.importing import LedgerAction
from netui.domain.values import replace
from netui.services.services import Services
from tests.services.people.test_kept_by_hand import edit, only, services, take

WORK, HOME = "ann@work.example", "ann@home.example"
DETAILS = {
    "emails": (WORK, HOME),
    "labels": ((WORK, "work"), (HOME, "home, old"), ("nobody@x.example", "spare")),
    "links": ("https://ann.example",),
    "tags": ("climbing",),
    "pronouns": "she/her",
    "pronunciation": "ann LEE",
    "time_zone": "Europe/Lisbon",
    "custom": (("Nickname", "Nan"),),
    "other": ("GENDER:F", "item1.ADR;TYPE=work:;;1 Way;Porto;;;"),
    "notes": "Met at a fair",
}
__all__ = ["services"]


def test_a_new_person_has_every_detail(services: Services) -> None:
    take(services, **DETAILS)
    ann = only(services)
    assert ann.links == ("https://www.linkedin.com/in/ann", "https://ann.example")
    assert ann.labels == {WORK: "work", HOME: "home old"}
    assert (ann.pronouns, ann.pronunciation, ann.time_zone) == ("she/her", "ann LEE", "Europe/Lisbon")
    assert (ann.tags, ann.custom, ann.card_lines) == (("climbing",), {"Nickname": "Nan"}, DETAILS["other"])
    assert take(services, **DETAILS)[0] is LedgerAction.SKIPPED


def test_someone_known_gets_what_is_missing_and_says_so(services: Services) -> None:
    take(services)
    before = only(services)
    action, reason, ann = take(services, **DETAILS)
    assert action is LedgerAction.UPDATED
    for words in ("tag climbing", "pronouns", "time zone", "Nickname", f"{WORK} is work", "link https://ann"):
        assert words in reason
    assert ann.labels == {WORK: "work", HOME: "home old"}
    assert ann.notes == "Met at a fair"
    services.history.undo()
    assert only(services) == before


def test_what_is_there_is_never_replaced(services: Services) -> None:
    take(services, **DETAILS)
    mine = edit(services, notes="mine", custom={"nickname": "Annie"}, emails=(WORK,))
    action, reason, ann = take(services, **DETAILS)
    assert (ann.notes, ann.custom, ann.emails) == (mine.notes, mine.custom, mine.emails)
    assert "left out, removed by hand: ann@home.example" in reason
    assert action is LedgerAction.SKIPPED


def test_what_was_removed_by_hand_stays_away(services: Services) -> None:
    take(services, **DETAILS)
    edit(services, notes="", custom={}, pronouns="", time_zone="", links=())
    ann = take(services, **DETAILS)[2]
    assert (ann.notes, ann.custom, ann.pronouns, ann.time_zone, ann.links) == ("", {}, "", "", ())


def test_the_lines_of_a_card_are_renewed_by_their_property(services: Services) -> None:
    take(services, **DETAILS)
    moved = ("ADR:;;2 Road;Lisbon;;;",)
    action, _, ann = take(services, **{**DETAILS, "other": moved})
    assert action is LedgerAction.UPDATED
    assert ann.card_lines == ("GENDER:F", *moved)


def test_a_label_that_was_removed_stays_away(services: Services) -> None:
    def label(labels: dict[str, str]) -> None:
        ann = only(services)
        services.contacts.edit(ann, replace(ann, labels=labels))

    take(services, **DETAILS)
    label({HOME: "home old"})
    _, reason, ann = take(services, **DETAILS)
    assert ann.labels == {HOME: "home old"}
    assert f"left out, removed by hand: work of {WORK}" in reason
    label({WORK: "office", HOME: "home"})
    assert take(services, **DETAILS)[2].labels == {WORK: "office", HOME: "home"}
    assert only(services).removed_details == ()
    edit(services, emails=(WORK,))
    assert only(services).removed_details == (HOME,)


@pytest.mark.parametrize("by_form", [True, False])
def test_a_tag_that_was_removed_stays_away(services: Services, by_form: bool) -> None:
    take(services, **DETAILS)
    if by_form:
        edit(services, tags=())
    else:
        services.contacts.set_tags([only(services).id], remove=["Climbing"])
    _, reason, ann = take(services, **DETAILS)
    assert ann.tags == ()
    assert "left out, removed by hand: tag climbing" in reason
    services.contacts.set_tags([ann.id], add=["climbing"])
    assert only(services).removed_details == ()
