"""Every field of a contact on its whole way: typed, stored, shown, found, merged, exported, forgotten.

What is expected of a field is written here, apart from the table that netui is made from.
"""

import csv
import gzip
import io
from datetime import UTC, date, timedelta
from typing import Any

import pytest
from msgspec import Struct

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.journal.exporting import CardVersion
from netui.domain.one_line import LONGEST_LINE, check_lines
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Naming, Position, Role, Stage
from netui.domain.people.field_values import LINE, LIST, TEXT
from netui.domain.people.fields import CONTACT_FIELDS, ROWS, contact_field
from netui.domain.people.merging import Side, merge_fields, merged
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.search.haystack import haystack
from netui.domain.text import fold
from netui.domain.time.date_order import DateOrder
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names, replace
from netui.exchange.writing.contacts_csv import contacts_csv
from netui.exchange.writing.vcard import vcards
from netui.services.notes.values import Subjects, field_values
from netui.services.present import Present
from netui.tui.people.draft import ContactDraft
from netui.tui.people.form_screen import PAGES
from netui.tui.widgets.contact_card import Sketch, full_card
from tests.cli.conftest import Netui
from tests.factories import TODAY, hostile_contact, make_contact
from tests.fakes import NOON, FakeClock
from tests.storage.contract import full_contact

ANA = 77


class Expected(Struct, frozen=True):
    """A field's value, another one, how it is typed, and where it comes out again.

    `shown` is its text on the full card, `word` what search finds; "" means neither.
    """

    value: Any
    other: Any
    typed: str
    json: Any = ""
    shown: str = ""
    word: str = ""
    vcard: str = ""
    template: Any = None


def text(name: str, **more: Any) -> Expected:
    """Return what is expected of a text that is shown and found."""
    word = f"qq {name} qq"
    return Expected(word, f"other {name}", word, json=word, shown=word, word=word, **more)


def texts(name: str, **more: Any) -> Expected:
    """Return the same of a list."""
    word = f"qq {name} qq"
    return Expected((word,), (f"other {name}",), word, json=[word], **{"shown": word, "word": word, **more})


TYPED: dict[str, Expected] = {
    "name": replace(text("name", vcard="FN:qq name qq", template="qq name qq"), shown=""),
    "pronouns": Expected(
        "she/her",
        "they/them",
        " she/her",
        json="she/her",
        shown="she/her",
        word="she/her",
        vcard="PRONOUNS:she/her",
        template="she/her",
    ),
    "pronunciation": text(
        "pronunciation", template="qq pronunciation qq", vcard="X-PHONETIC-FIRST-NAME:qq pronunciation"
    ),
    "positions": Expected(
        (Position("qq title qq", "qq company qq", "2020-01"),),
        (Position("Dean", "ETH"),),
        "qq title qq @ qq company qq (2020-01 to now)",
        json=[{"title": "qq title qq", "company": "qq company qq", "since": "2020-01", "until": None}],
        shown="qq title qq @ qq company qq (2020-01 to now)",
        word="qq title qq",
    ),
    "emails": Expected(
        ("qq-emails@x.org",),
        ("b@x.org",),
        "qq-emails@x.org",
        json=["qq-emails@x.org"],
        shown="qq-emails@x.org",
        word="qq-emails@x.org",
        vcard="EMAIL:qq-emails@x.org",
    ),
    "phones": texts("phones", vcard="TEL:qq phones qq"),
    "links": Expected(
        ("https://qq-links.example",),
        ("https://b.example",),
        "https://qq-links.example",
        json=["https://qq-links.example"],
        shown="https://qq-links.example",
        word="qq-links",
        vcard="URL:https://qq-links.example",
    ),
    "location": text("location", vcard="ADR:;;;qq location qq;;;", template="qq location qq"),
    "time_zone": Expected(
        "Asia/Kathmandu",
        "Europe/Berlin",
        "Asia/Kathmandu",
        json="Asia/Kathmandu",
        shown="Asia/Kathmandu",
        vcard="TZ:Asia/Kathmandu",
    ),
    "birthday": Expected(
        PartialDate(2, 29, 1984),
        PartialDate(7, 1),
        "29 feb 1984",
        json="1984-02-29",
        shown="29 Feb 1984",
        vcard="BDAY:19840229",
        template="28 February",
    ),
    "function": text("function", template="qq function qq"),
    "industry": text("industry", template="qq industry qq"),
    "seniority": text("seniority"),
    "tags": texts("tags", shown="#qq tags qq", vcard="CATEGORIES:qq tags qq"),
    "stage": Expected(Stage.DORMANT, Stage.ACTIVE, "dormant", json="dormant"),
    "roles": Expected(
        (Role.DECISION_MAKER,),
        (Role.PEER,),
        "decision-maker",
        json=["decision-maker"],
        shown="decision-maker",
        word="decision-maker",
    ),
    "met": text("met", template="qq met qq"),
    "met_on": Expected(
        date(2025, 3, 4),
        date(2025, 3, 5),
        "2025-03-04",
        json="2025-03-04",
        shown="Tue 4 Mar 2025",
        template="Tuesday 4 March 2025",
    ),
    "introduced_by": Expected(
        ANA, 78, "Ana Silva", shown="Ana Silva", vcard="RELATED;VALUE=text;TYPE=x-introduced-by:Ana Silva"
    ),
    "relations": Expected(
        (Relation(RelationKind.PARTNER, ANA),),
        (Relation(RelationKind.MANAGER, 78),),
        "wife: Ana Silva",
        shown="partner: Ana Silva",
        vcard="RELATED;VALUE=text;TYPE=spouse:Ana Silva",
    ),
    "why": text("why", template="qq why qq"),
    "interests": texts("interests", template=["qq interests qq"]),
    "avoid": texts("avoid"),
    "notes": text("notes", vcard="NOTE:qq notes qq"),
    "custom": Expected(
        {"qq key qq": "qq custom qq"},
        {"pet": "cat"},
        "qq key qq: qq custom qq",
        json={"qq key qq": "qq custom qq"},
        shown="qq custom qq",
        word="qq key qq qq custom qq",
        vcard="item101.X-NETUI-OWN:qq custom qq",
    ),
    "naming": Expected(Naming.NO, Naming.YES, "no", json="no", shown="no"),
    "cadence": Expected(Cadence.parse("5 weeks"), Cadence.parse("year"), "every 5 weeks", json="5 weeks"),
}
KEPT = {
    *("id", "uid", "cadence_from", "paused", "snoozed_until", "skipped_on", "last_contact_on"),
    *("next_due_on", "reviewed_on", "archived_at", "created_at", "updated_at", "birthday_imported"),
    *("corrected_jobs", "removed_details", "refused", "labels", "card_lines"),
}
NOT_ON_THE_CARD = {"stage", "cadence", "name"}
LONG = {"why", "notes"}
LISTS = {"emails", "phones", "links", "tags", "interests", "avoid"}
PUBLISHED = {"name", "title", "company"}
each_field = pytest.mark.parametrize("name", TYPED)


class Around:
    """Who is around: Ana."""

    def name_of(self, contact_id: int) -> str:
        return "Ana Silva"

    date_order = DateOrder.UNSAID

    def day(self, text: str) -> date:
        return date(2026, 11, 20) if text == "today" else date.fromisoformat(text)

    def person(self, text: str) -> int:
        assert text == "Ana Silva"
        return ANA


AROUND = Around()
BARE = make_contact(id=5, name="Tom Weiss", updated_at=NOON, created_at=NOON)


def having(name: str, value: Any, **over: Any) -> Contact:
    """Return a contact with nothing but one field, changed later than the bare one."""
    changes = {"id": 6, "uid": "other", "updated_at": NOON + timedelta(days=1), **over, name: value}
    return replace(BARE, **changes)


def test_every_field_has_one_row_and_is_tried_here() -> None:
    of_contact = set(field_names(Contact))
    names = [row.name for row in ROWS]
    assert sorted(names) == sorted({*of_contact, "title", "company"})
    assert of_contact == TYPED.keys() | KEPT
    assert {field.name for field in CONTACT_FIELDS} == TYPED.keys() | {"title", "company"}
    assert sorted(name for _, page in PAGES for name in page) == sorted(TYPED.keys() | {"title", "company"})


def test_other_tests_try_each_field_too() -> None:
    full, hostile, bare = full_contact(), hostile_contact(), make_contact()
    same = [name for name in field_names(Contact) if getattr(full, name) == getattr(bare, name)]
    assert same == ["created_at"]
    texts = [row.name for row in CONTACT_FIELDS if row.typed in (LINE, LIST, TEXT)]
    assert [name for name in texts if not getattr(hostile, name)] == []


@each_field
def test_what_is_typed_is_read_and_shown(name: str) -> None:
    expected = TYPED[name]
    field = contact_field(name)
    draft = ContactDraft(BARE, AROUND)
    draft.type(name, expected.typed)
    assert draft.problem(name) == ""
    typed = draft.contact()
    assert getattr(typed, name) == expected.value
    assert replace(typed, **{name: getattr(BARE, name)}) == BARE
    assert field.put(BARE, field.show(typed, AROUND), AROUND) == typed


@each_field
def test_it_is_on_the_card(name: str) -> None:
    expected = TYPED[name]
    sketch = Sketch(contact=having(name, expected.value), today=TODAY, names={ANA: "Ana Silva"})
    shown = "\n".join("".join(span.text for span in line.left) for line in full_card(sketch, 70))
    assert expected.shown in shown
    assert bool(expected.shown) == (name not in NOT_ON_THE_CARD)


@each_field
def test_search_finds_it_or_it_is_not_searched(name: str) -> None:
    found, bare = haystack(having(name, TYPED[name].value)), haystack(BARE)
    if TYPED[name].word:
        assert fold(TYPED[name].word) in found
    else:
        assert found == bare


@each_field
def test_a_merge_with_an_empty_one_loses_nothing(name: str) -> None:
    full = having(name, TYPED[name].value)
    for keep, other in ((full, BARE), (BARE, full)):
        one = merged(keep, other, {})
        value = getattr(one, name)
        assert value == TYPED[name].value or (name == "name" and value in {full.name, BARE.name})
        if name != "name":
            assert any(row.name == name for row in merge_fields(keep, other, str))


@each_field
def test_a_merge_of_two_values_takes_one_and_shows_both(name: str) -> None:
    expected = TYPED[name]
    mine, theirs = having(name, expected.value), replace(BARE, **{name: expected.other})
    row = next(one for one in merge_fields(mine, theirs, str) if one.name == name)
    assert row.keep
    assert row.other
    one = getattr(merged(mine, theirs, {}), name)
    if isinstance(expected.value, tuple):
        assert set(one) == {*expected.value, *expected.other}
    elif isinstance(expected.value, dict):
        assert one.items() >= (expected.value | expected.other).items()
    else:
        assert row.sides[:2] == (Side.KEEP, Side.OTHER)
        for side, value in ((Side.KEEP, expected.value), (Side.OTHER, expected.other)):
            assert getattr(merged(mine, theirs, {name: side}), name) == value


@pytest.mark.parametrize(
    ("mine", "theirs", "imported"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_birthday_that_was_typed_once_is_not_imported(mine: bool, theirs: bool, imported: bool) -> None:
    may, june = PartialDate(5, 5), PartialDate(6, 6)
    keep = replace(BARE, birthday=may, birthday_imported=mine)
    other = replace(BARE, id=BARE.id + 1, birthday=may, birthday_imported=theirs)
    assert merged(keep, other, {}).birthday_imported is imported
    taken = merged(replace(keep, birthday=june), other, {"birthday": Side.OTHER})
    assert (taken.birthday, taken.birthday_imported) == (may, theirs)
    assert merged(BARE, other, {}).birthday_imported is theirs


def test_a_merge_settles_what_netui_keeps_itself() -> None:
    early, late = date(2026, 1, 2), date(2026, 3, 4)
    days = ("cadence_from", "snoozed_until", "skipped_on", "last_contact_on", "next_due_on", "reviewed_on")
    monthly = Cadence.parse("month")
    changes: dict[str, Any] = dict.fromkeys(days, early)
    changes |= {"paused": True, "cadence": monthly, "archived_at": NOON, "created_at": NOON}
    keep = replace(BARE, **changes)
    other = replace(
        having("cadence", None), skipped_on=late, reviewed_on=late, created_at=NOON - timedelta(days=9)
    )
    one = merged(keep, other, {})
    assert {name: getattr(one, name) for name in KEPT} == {
        **{name: getattr(keep, name) for name in KEPT},
        "skipped_on": late,
        "reviewed_on": late,
        "archived_at": None,
        "created_at": other.created_at,
    }


@each_field
def test_csv_gives_it_back(name: str) -> None:
    contact = having(name, TYPED[name].value)
    (row,) = csv.DictReader(io.StringIO("".join(contacts_csv([contact], AROUND, raw=True)), newline=""))
    again = BARE
    for column, cell in row.items():
        if column in TYPED or column.startswith("custom."):
            again = contact_field(column).put(again, cell, AROUND)
    assert getattr(again, name) == TYPED[name].value


@each_field
def test_a_vcard_says_it_or_holds_it_back(name: str) -> None:
    contact = having(name, TYPED[name].value)
    lines = (
        "".join(vcards([contact], AROUND, notes=True, version=CardVersion.FOUR))
        .replace("\r\n ", "")
        .split("\r\n")
    )
    bare_card = replace(BARE, uid=contact.uid, updated_at=contact.updated_at)
    bare = "".join(vcards([bare_card], AROUND, notes=True, version=CardVersion.FOUR)).split("\r\n")
    if TYPED[name].vcard:
        assert TYPED[name].vcard in lines
    elif name == "positions":
        assert {"TITLE:qq title qq", "ORG:qq company qq"} < set(lines)
    else:
        assert lines == bare
    handed_on = (
        "".join(vcards([contact], AROUND, notes=False, version=CardVersion.FOUR))
        .replace("\r\n ", "")
        .split("\r\n")
    )
    assert handed_on == [line for line in lines if not line.startswith(("NOTE:", "RELATED;", "item101."))]


@each_field
def test_a_template_can_use_it_or_does_not_know_it(name: str) -> None:
    present = Present(FakeClock(), UTC)
    contact = having(name, TYPED[name].value)
    values = field_values(Subjects(contact=contact), Config(), present)["contact"]
    assert isinstance(values, dict)
    assert values.get(name) == TYPED[name].template


@each_field
def test_a_line_has_a_limit(name: str) -> None:
    value, endless = TYPED[name].value, "x" * (LONGEST_LINE + 1)
    if type(value) is str and name not in LONG:
        broken: Any = endless
    elif isinstance(value, tuple) and type(value[0]) is str:
        broken = (endless,)
    elif name == "positions":
        broken = (Position(endless),)
    else:
        return
    with pytest.raises(InvalidValueError, match="characters long"):
        check_lines(having(name, broken))
    check_lines(having(name, broken), having(name, broken))


WORDS = {name: one.value for name, one in TYPED.items() if type(one.value) is str and name != "name"}
WORDS |= {name: one.value[0] for name, one in TYPED.items() if "qq" in str(one.value) and name in LISTS}
WORDS["positions"], WORDS["custom"] = "qq title qq", "qq custom qq"


def words_missing(text: str) -> list[str]:
    """Return the fields whose words are missing in a text, in order."""
    return [name for name in TYPED if name in WORDS and WORDS[name] not in text]


def everything_in(netui: Netui) -> str:
    """Return all bytes in the folder of the store, unpacked."""
    found = [path.read_bytes() for path in sorted(netui.store.rglob("*")) if path.is_file()]
    return b"\n".join(gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one for one in found).decode(
        errors="replace"
    )


def test_the_command_line_changes_shows_exports_and_forgets_it(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui("add", "Tom Weiss")
    changes = [f"{name}={expected.typed}" for name, expected in TYPED.items() if name != "name"]
    edited = netui.json("edit", "Tom Weiss", *(part for change in changes for part in ("--set", change)))
    for name, expected in TYPED.items():
        if name not in {"introduced_by", "relations", "name"}:
            assert edited[name] == expected.json, name
    assert (edited["title"], edited["company"]) == ("qq title qq", "qq company qq")
    assert edited["introduced_by"]["name"] == "Ana Silva"
    assert [(one["kind"], one["name"]) for one in edited["relations"]] == [("partner", "Ana Silva")]
    card = netui("show", "Tom").out
    for name, expected in TYPED.items():
        if name != "positions":
            assert expected.shown.lstrip("#") in card, name
    assert "qq company qq" in card
    assert "Interests         qq interests qq" in card
    assert words_missing(netui("export", "json").out) == []
    stored = everything_in(netui)
    assert words_missing(stored) == []
    netui("forget", "Tom Weiss", "--yes")
    assert words_missing(everything_in(netui)) == [name for name in TYPED if name in WORDS]


def test_published_files_hold_nothing_private(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui("add", "Tom Weiss")
    changes = [f"{name}={one.typed}" for name, one in TYPED.items() if name not in {"name", "naming"}]
    changes += ["naming=yes", "stage=active"]
    netui("edit", "Tom Weiss", *(part for change in changes for part in ("--set", change)))
    folder = netui.folder / "published"
    folder.mkdir()
    netui("export", "portfolio", "-o", str(folder))
    for ending in ("svg", "html", "graphml"):
        netui("map", "-o", str(folder / f"map.{ending}"))
    published = "\n".join(path.read_text() for path in folder.iterdir())
    assert "Tom Weiss" in published
    assert "qq company qq" in published
    assert {row.name for row in ROWS if row.published} == PUBLISHED
    private = WORDS.keys() - {"positions"}
    assert not [name for name in private if WORDS[name] in published]


@pytest.mark.parametrize(
    ("line", "position", "shown"),
    [
        (
            "SRE @ Fastly (2021-03 to now)",
            Position("SRE", "Fastly", "2021-03"),
            "SRE @ Fastly (2021-03 to now)",
        ),
        ("SRE at Fastly (2021, now)", Position("SRE", "Fastly", "2021"), "SRE @ Fastly (2021 to now)"),
        ("SRE, Fastly", Position("SRE", "Fastly"), "SRE @ Fastly"),
        ("SRE at Acme, Inc.", Position("SRE", "Acme, Inc."), "SRE @ Acme, Inc."),
        ("Engineer at large @ Acme", Position("Engineer at large", "Acme"), "Engineer at large @ Acme"),
        ("at Fastly", Position("", "Fastly"), "@ Fastly"),
        ("SRE (2020, now)", Position("SRE", "", "2020"), "SRE (2020 to now)"),
        ("VP, Research @", Position("VP, Research"), "VP, Research @"),
        (
            "VP, Research @ (2020 to now)",
            Position("VP, Research", "", "2020"),
            "VP, Research @ (2020 to now)",
        ),
    ],
)
def test_a_position_is_read_as_people_type_it_and_read_back(
    line: str, position: Position, shown: str
) -> None:
    field = contact_field("positions")
    contact = field.put(BARE, line, AROUND)
    assert (contact.positions, field.show(contact, AROUND)) == ((position,), shown)
    assert field.put(BARE, shown, AROUND).positions == (position,)
