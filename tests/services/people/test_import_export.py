"""An export in full: people, messages, invitations, notes and the own profile, in one transaction."""

from datetime import date
from pathlib import Path

import pytest

from netui.bootstrap.collect_files import AnyTraceReader
from netui.domain.people.collecting import LeftOut
from netui.domain.people.contact import Stage
from netui.domain.people.importing import LedgerAction, Messages
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.brand import Bio
from netui.exchange.reading.linkedin import LinkedInReader
from netui.services.people.collecting import CollectService
from netui.services.people.imports import ImportService
from netui.services.people.people_services import PeopleServices
from tests.factories import make_contact, make_interaction
from tests.services.conftest import Core

EXPORT = Path(__file__).parents[2] / "exchange" / "samples" / "linkedin" / "2026"
MAREN = "https://www.linkedin.com/in/maren-oakhollow-4b1"


class Desk:
    """A network, and the two doors that LinkedIn's messages come in by."""

    def __init__(self, core: Core) -> None:
        self.core, self.store = core, core.store
        people = PeopleServices(core.contacts, core.log, core.follow_ups)
        self.collecting = CollectService(
            core.store, core.present, people, AnyTraceReader, lambda: (), lambda: None
        )
        self.imports = ImportService(
            core.store,
            core.present,
            readers={"linkedin": LinkedInReader()},
            collecting=lambda: self.collecting,
            own_texts=lambda: core.services.brand,
        )

    def entries(self) -> list[tuple[str, str, str, str]]:
        """Return (name, kind, day, text) of the log, by day."""
        return sorted(
            (self.core.contacts.name_of(one.contact_ids[0]), one.kind.value, str(one.on), one.text)
            for one in self.store.interactions.all()
        )


@pytest.fixture
def desk(core: Core) -> Desk:
    return Desk(core)


def test_all_of_an_export_is_one_transaction_and_one_undo(desk: Desk) -> None:
    plan = desk.imports.preview([EXPORT], "linkedin", messages=Messages.DATES)
    assert (plan.added, plan.logged, plan.own) == (10, 5, ("LinkedIn Name, Headline, Location, Experience",))
    assert plan.left == {LeftOut.SPAM: 2, LeftOut.GROUP: 1, LeftOut.STRANGERS: 1}
    assert desk.store.interactions.all() == []
    done = desk.imports.apply(plan)
    assert (done.added, done.logged) == (10, 5)
    assert desk.entries() == [
        ("Amal 🚀 El-Sayegh", "message", "2025-11-03", ""),
        ("Maren Oakhollow", "message", "2026-02-01", ""),
        ("Maren Oakhollow", "social", "2024-02-01", "Endorsed you for Python"),
        ("Teodor Vance", "message", "2019-11-13", "Invited them to connect"),
        ("Zoë Brânză", "message", "2026-01-14", "Invited you to connect"),
    ]
    assert desk.core.contacts.find("Maren").last_contact_on == date(2026, 2, 1)
    assert [one.links for one in desk.store.contacts.all() if "espresso" in one.notes] == [
        (profile("teodor-vance"),)
    ]
    [bio] = desk.store.of(Bio).all()
    assert bio.platform == "LinkedIn"
    assert [entry.label for entry in desk.store.history()] == ["Import 10 people from LinkedIn"]
    desk.core.history.undo()
    for kind in (desk.store.contacts, desk.store.interactions, desk.store.of(Bio)):
        assert kind.count() == 0


def test_a_second_import_and_collecting_bring_nothing(desk: Desk) -> None:
    desk.imports.apply(desk.imports.preview([EXPORT], "linkedin", messages=Messages.TEXT))
    again = desk.imports.preview([EXPORT], "linkedin", messages=Messages.DATES)
    assert not again.brings_something
    assert again.left[LeftOut.KNOWN] == 6
    assert desk.collecting.preview([EXPORT], since=date(2020, 1, 1)).proposals == ()
    before = desk.entries()
    desk.imports.apply(again)
    assert desk.entries() == before


def test_what_was_collected_does_not_come_in_by_an_import(desk: Desk) -> None:
    desk.store.seed(make_contact(name="Maren", links=(MAREN,), stage=Stage.CONNECTED))
    plan = desk.collecting.preview([EXPORT], since=date(2020, 1, 1))
    desk.collecting.apply(plan, take=plan.proposals)
    messages = desk.imports.preview([EXPORT / "messages.csv"], "linkedin", messages=Messages.TEXT)
    assert (messages.logged, messages.left[LeftOut.KNOWN]) == (0, 2)


def test_the_texts_of_a_day_are_one_entry_that_says_who_wrote(desk: Desk) -> None:
    desk.store.seed(make_contact(name="Maren", links=(MAREN,)))
    plan = desk.imports.preview([EXPORT / "messages.csv"], "linkedin", messages=Messages.TEXT)
    assert plan.label == "Log 1 entry from LinkedIn"
    desk.imports.apply(plan)
    [entry] = desk.store.interactions.all()
    first, *_, last = entry.text.splitlines()
    assert (first, last) == ("They: Hi Sasha,", "Talk soon")
    assert 'You: Great, "next steps" agreed.' in entry.text


def test_messages_are_named_that_are_not_read(desk: Desk) -> None:
    plan = desk.imports.preview([EXPORT / "messages.csv"], "linkedin")
    assert plan.other_lines("--messages dates") == ["messages.csv: 6 messages, not read; --messages dates"]
    assert not plan.brings_something


def test_what_you_wrote_about_yourself_and_about_others_stays(desk: Desk) -> None:
    brand = desk.core.services.brand
    bio = brand.set_field(brand.add_bio("LinkedIn"), "Headline", "Maker of compilers")
    desk.store.seed(make_contact(name="Teo", links=(profile("teodor-vance"),), notes="met at PyCon"))
    desk.imports.apply(desk.imports.preview([EXPORT], "linkedin"))
    headline = brand.bio(bio.id).field("Headline")
    assert headline is not None
    assert headline.text == "Maker of compilers"
    teo = desk.core.contacts.get(desk.core.contacts.find("Teo").id)
    assert teo.notes == "met at PyCon"
    assert teo.custom == {"LinkedIn note": "met at design week; likes espresso"}


def profile(key: str) -> str:
    return f"https://www.linkedin.com/in/{key}"


def test_a_note_alone_adds_no_one(desk: Desk) -> None:
    [row] = desk.imports.preview([EXPORT / "Notes.csv"], "linkedin").rows
    assert (row.action, row.name) == (LedgerAction.SKIPPED, "Teodor Vance")
    assert row.reason == "a note on someone who isn't one of your contacts"


def test_old_messages_find_people_without_an_address_by_name(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    heads = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\n"
    rows = (
        f"{n},{who},{profile(who)},Jo,2026-02-0{n} 08:00:00 UTC,x\n" for n, who in enumerate("ab", start=1)
    )
    mine = f"1,Jo,{profile('jo')},a,2026-02-05 08:00:00 UTC,x\n"
    path.write_text(heads + "".join(rows) + mine)
    desk.store.seed(make_contact(name="a"), make_contact(name="b", links=(profile("another-b"),)))
    plan = desk.imports.preview([path], "linkedin", messages=Messages.DATES)
    assert plan.collected is not None
    assert [str(one.on) for one in plan.collected.proposals] == ["2026-02-01", "2026-02-05"]


def test_an_entry_of_the_same_day_written_by_hand_stays_alone(desk: Desk) -> None:
    maren = make_contact(name="Maren", links=(MAREN,))
    by_hand = make_interaction(contact_ids=(maren.id,), kind=InteractionKind.MESSAGE, on=date(2026, 2, 1))
    desk.store.seed(maren, by_hand)
    plan = desk.imports.preview([EXPORT / "messages.csv"], "linkedin", messages=Messages.DATES)
    assert plan.logged == 0


def test_a_profile_alone_fills_in_the_bio(desk: Desk) -> None:
    plan = desk.imports.preview([EXPORT / "Profile.csv"], "linkedin")
    assert plan.label == "Fill in your own bio from LinkedIn"
    desk.imports.apply(plan)
    assert not desk.imports.preview([EXPORT / "Profile.csv"], "linkedin").brings_something
