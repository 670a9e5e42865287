"""What leaves for other programs, read back by another reader: nothing injected, nothing lost."""

import csv
import io
from unicodedata import category

from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.journal.exporting import CardVersion
from netui.domain.people.contact import Contact, Position
from netui.domain.text import clean
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.exchange.writing.contacts_csv import contacts_csv
from netui.exchange.writing.vcard import vcards
from tests.factories import hostile_contact, make_contact
from tests.fakes import NOON

FULL = make_contact(
    name="Dana Okafor",
    positions=(Position("SRE; on call", "Fastly, Inc.", "2021"), Position("Intern", "Arm", "2019", "2020")),
    emails=("dana@fastly.example", "d.o@home.example"),
    phones=("+41 44 668 18 00",),
    links=("people.example/dana", "javascript:alert(1)", "https://x.example/a b"),
    location="Zürich\nSwitzerland",
    time_zone="Europe/Zurich",
    birthday=PartialDate(2, 29),
    tags=("alumni", "edge, compute"),
    why="a way into research",
    avoid=("her old employer",),
    notes="Met twice.\nLikes eBPF; hates meetings\\queues. " + "ö" * 90,
    custom={"=HYPERLINK": "@SUM(1)", "pronouns": "she"},
    updated_at=NOON,
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


class NoOne:
    def name_of(self, contact_id: int) -> str:
        return "=Ana"


def cards_of(text: str) -> list[dict[str, list[str]]]:
    """Read vCards by RFC 6350's own rules: unfold, one property a line, then undo the escapes."""
    assert "Cc" not in map(category, text.replace("\r\n", ""))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    cards: list[dict[str, list[str]]] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            cards.append({})
        marked = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
        cards[-1].setdefault(name, []).append(marked.replace("\0", "\\"))
    return cards


def test_a_card_says_what_is_known_and_nothing_else() -> None:
    (card,) = cards_of("".join(vcards([FULL], NoOne(), notes=True, version=CardVersion.FOUR)))
    assert card["VERSION"] == ["4.0"]
    assert card["UID"] == [f"urn:uuid:{FULL.uid}"]
    assert (card["FN"], card["N"]) == (["Dana Okafor"], ["Okafor;Dana;;;"])
    assert (card["TITLE"], card["ORG"]) == (["SRE; on call"], ["Fastly, Inc."])
    assert card["EMAIL"] == list(FULL.emails)
    assert card["TEL"] == list(FULL.phones)
    assert card["URL"] == ["https://people.example/dana", "https://x.example/ab"]
    assert (card["ADR"], card["TZ"]) == ([";;;Zürich\nSwitzerland;;;"], ["Europe/Zurich"])
    assert (card["BDAY"], card["NOTE"]) == (["--0229"], [FULL.notes])
    assert card["CATEGORIES"] == ["alumni,edge, compute"]
    text = "".join(
        vcards(
            [FULL, make_contact(name="Zoe", birthday=PartialDate(7, 1, 1984))],
            NoOne(),
            notes=False,
            version=CardVersion.FOUR,
        )
    )
    assert "edge\\, compute" in text
    assert "BDAY:19840701" in text
    assert not any(word in text for word in ("research", "employer", "Met twice", "Intern"))
    bare = list(cards_of(text)[1])
    assert bare == ["BEGIN", "VERSION", "PRODID", "UID", "FN", "N", "BDAY", "END"]


def test_the_older_version_says_the_same_in_its_own_way() -> None:
    born = make_contact(name="Zoe", birthday=PartialDate(7, 1, 1984), introduced_by=3, pronouns="she/her")
    card, other = cards_of("".join(vcards([FULL, born], NoOne(), notes=True, version=CardVersion.THREE)))
    assert (card["VERSION"], card["UID"]) == (["3.0"], [FULL.uid])
    assert card["BDAY;X-APPLE-OMIT-YEAR=1604"] == ["1604-02-29"]
    assert card["TZ;VALUE=text"] == ["Europe/Zurich"]
    assert (other["BDAY"], other["X-PRONOUNS"]) == (["1984-07-01"], ["she/her"])
    assert (other["item101.X-ABRELATEDNAMES"], other["item101.X-ABLabel"]) == (["=Ana"], ["introduced by"])
    assert not {name.split(";")[0] for name in (*card, *other)} & {"RELATED", "PRONOUNS"}


def test_a_label_is_a_type_or_a_line_of_its_own() -> None:
    desk, fax = "+41 44 555 01 01", "+41 44 555 01 02"
    labels = {desk: "the lab; floor 2", fax: "work fax"}
    person = make_contact(name="Zoe", phones=(desk, fax), emails=("z@x.example",), labels=labels)
    for version in CardVersion:
        (card,) = cards_of("".join(vcards([person], NoOne(), notes=False, version=version)))
        assert (card["item101.TEL"], card["item101.X-ABLabel"]) == ([desk], ["the lab; floor 2"])
        assert (card["TEL;TYPE=work,fax"], card["EMAIL"]) == ([fax], ["z@x.example"])


def test_what_another_address_book_wrote_goes_back_to_it() -> None:
    address = "item1.ADR;TYPE=work:;;1 Odos Ermou;Athens;;105 63;Greece"
    person = make_contact(
        name="Sofia", location="Athens, Greece", card_lines=(address, "GENDER:F"), custom={"Nickname": "Sof"}
    )
    (card,) = cards_of("".join(vcards([person], NoOne(), notes=True, version=CardVersion.THREE)))
    assert card["item1.ADR;TYPE=work"] == [";;1 Odos Ermou;Athens;;105 63;Greece"]
    assert (card["GENDER"], card["NICKNAME"]) == (["F"], ["Sof"])
    assert "ADR" not in card
    moved = replace(person, location="Porto")
    assert "ADR:;;;Porto;;;" in "".join(vcards([moved], NoOne(), notes=True, version=CardVersion.THREE))
    handed_on = "".join(vcards([person], NoOne(), notes=False, version=CardVersion.THREE))
    assert "ADR:;;;Athens\\, Greece;;;" in handed_on
    assert "GENDER" not in handed_on


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_no_text_adds_a_line_to_a_card(text: str, other: str) -> None:
    person = make_contact(
        id=7, name=text, tags=(text, other), links=(text,), emails=(other,), location=text, notes=other
    )
    cards = cards_of("".join(vcards([person, FULL], NoOne(), notes=True, version=CardVersion.FOUR)))
    assert [(len(card["BEGIN"]), len(card["END"])) for card in cards] == [(1, 1), (1, 1)]
    assert set(cards[0]) <= {*cards[1], "URL"}
    if other.strip():
        assert cards[0]["NOTE"] == [clean(other.strip(), newlines=True)]


def rows_of(*people: Contact, raw: bool) -> list[dict[str, str]]:
    text = "".join(contacts_csv(people, NoOne(), raw=raw))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_spreadsheet_computes_nothing_and_raw_is_exact() -> None:
    formulas = ("=1+1", "+41 44", "-2", "@SUM(A1)", " =cmd|' /C calc'!A0", "\t=1", "＝1", "\u200b=1")
    people = [make_contact(name=each, notes=each, introduced_by=3, custom={each: each}) for each in formulas]
    harmless = rows_of(*people, FULL, hostile_contact(), raw=False)
    for row in harmless:
        for cell in row.values():
            assert clean(cell, newlines=True) == cell
            assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠") or cell in {"+41 44", *FULL.phones}
    assert harmless[1]["name"] == "+41 44"
    assert harmless[0]["introduced_by"] == "'=Ana"
    exact = rows_of(*people, FULL, hostile_contact(id=5), raw=True)
    assert [row["notes"] for row in exact[: len(formulas)]] == list(formulas)
    assert [row[f"custom.{each}"] for row, each in zip(exact, formulas, strict=False)] == list(formulas)
    assert exact[-1]["name"] == hostile_contact(id=5).name
    dana = exact[-2]
    assert dana["positions"] == "SRE; on call @ Fastly, Inc. (2021 to now)\nIntern @ Arm (2019 to 2020)"
    assert (dana["birthday"], dana["custom.pronouns"], dana["archived_at"]) == ("--02-29", "she", "")


def test_the_parts_of_a_name_have_what_is_in_brackets() -> None:
    person = make_contact(name="Dr. Tom (DJ) Weiss")
    (card,) = cards_of("".join(vcards([person], NoOne(), notes=True, version=CardVersion.THREE)))
    assert card["N"] == ["Weiss;Tom (DJ);;Dr.;"]
