"""What netui writes for other programs, netui reads back: the same person, whatever is in the fields."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netui.domain.journal.exporting import CardVersion, Columns
from netui.domain.people.contact import Contact, Position
from netui.domain.people.import_changes import labels_of
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.person_name import is_courtesy
from netui.domain.text import clean
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading.address_table import ANY, AddressTableReader
from netui.exchange.reading.vcard import VCardReader
from netui.exchange.writing.contacts_csv import contacts_csv
from netui.exchange.writing.vcard import vcards
from tests.exchange.writing.test_exports import NoOne
from tests.factories import make_contact

LETTERS = st.characters(categories=["L", "N"], include_characters=" ,;:\\\"'()=@-_./&漢é")
WORDS = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(clean(text).split()))
WORDS = WORDS.filter(bool)
TITLES = WORDS.filter(  # "sr" and "dr" are before a name
    lambda text: not all(is_courtesy(word) or word.casefold() == "dr" for word in text.split())
)
TAGS = WORDS.filter(lambda text: not set("#,;").intersection(text))
NAMES = st.tuples(
    st.sampled_from(["Dana", "Zoë", "Yuki", "Dana (DJ)"]),
    st.sampled_from(["Okafor", "van Dyk", "O’Neil", "Okafor (née Eze)"]),
)
PHONES = st.from_regex(r"\+[1-9][0-9]{1,2} [0-9]{2} [0-9]{3} [0-9]{4}", fullmatch=True)
EMAILS = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,5})?@[a-z]{1,8}\.example", fullmatch=True)
LABELS = st.sampled_from(["", "work", "home", "mobile", "work fax", "the lab", "2nd floor"])
PEOPLE = st.fixed_dictionaries(
    {
        "name": NAMES.map(" ".join),
        "positions": st.tuples(TITLES, WORDS).map(lambda job: (Position(*job),)),
        "emails": st.lists(EMAILS, max_size=3, unique=True).map(tuple),
        "phones": st.lists(PHONES, max_size=3, unique=True).map(tuple),
        "location": st.sampled_from(["", "Porto", "Lisboa, PT"]),
        "birthday": st.sampled_from([None, PartialDate(2, 29), PartialDate(7, 1, 1984)]),
        "tags": st.lists(TAGS, max_size=3, unique_by=str.casefold).map(tuple),
        "notes": st.lists(WORDS, max_size=3).map("\n".join),
        "custom": st.fixed_dictionaries(
            {}, optional={"Nickname": WORDS, "Department": WORDS, "Chess club": WORDS}
        ),
        "time_zone": st.sampled_from(["", "Europe/Zurich"]),
        "pronouns": st.sampled_from(["", "she/her"]),
        "pronunciation": st.sampled_from(["", "OH-ka-for", "DAY-nuh oh-KAH-for", "やまだ ゆき"]),
    }
)


@pytest.mark.parametrize("version", CardVersion)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=PEOPLE, label=LABELS)
def test_a_card_comes_back_as_it_was(
    version: CardVersion, values: dict[str, Any], label: str, tmp_path: Path
) -> None:
    reached = (*values["emails"], *values["phones"])
    person = make_contact(**values, labels=dict.fromkeys(reached, label) if label else {})
    file = tmp_path / "people.vcf"
    file.write_bytes("".join(vcards([person], NoOne(), notes=True, version=version)).encode())
    [read] = VCardReader().read(file)
    assert isinstance(read, ImportedPerson)
    assert _seen(read) == _kept(person)


@pytest.mark.parametrize("version", CardVersion)
def test_a_company_comes_back_as_one(version: CardVersion, tmp_path: Path) -> None:
    company = make_contact(name="Ximian, Inc.", positions=(Position("", "Ximian, Inc."),))
    file = tmp_path / "people.vcf"
    file.write_bytes("".join(vcards([company], NoOne(), notes=True, version=version)).encode())
    [read] = VCardReader().read(file)
    assert isinstance(read, ImportedPerson)
    assert (read.name, read.company, read.custom) == ("Ximian, Inc.", "Ximian, Inc.", ())
    assert "\r\nN:;;;;\r\n" in file.read_bytes().decode()


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("columns", Columns)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=PEOPLE, labels=st.lists(LABELS, min_size=6, max_size=6))
def test_a_table_comes_back_as_it_was(
    columns: Columns, raw: bool, values: dict[str, Any], labels: list[str], tmp_path: Path
) -> None:
    reached = zip((*values["emails"], *values["phones"]), labels, strict=False)
    person = make_contact(**values, labels={value: label for value, label in reached if label})
    file = tmp_path / "people.csv"
    file.write_text(
        "".join(contacts_csv([person], NoOne(), raw=raw, columns=columns)), encoding="utf-8", newline=""
    )
    [read] = AddressTableReader(ANY).read(file)
    assert isinstance(read, ImportedPerson)
    seen, kept = _seen(read), _kept(person)
    if columns is Columns.OUTLOOK:  # its columns of phones have an order of their own
        seen["phones"], kept["phones"] = sorted(read.phones), sorted(person.phones)
    assert seen == kept


@pytest.mark.parametrize("columns", [Columns.GOOGLE, Columns.OUTLOOK])
@pytest.mark.parametrize(
    "name",
    [
        "Mr. Tom Weiss",
        "Herr Dr. Tom Weiß",
        "Frau Eva-Maria Weiß",
        "Sir Tim Berners-Lee",
        "Mr. Tom van Dyk, PhD",
    ],
)
def test_a_name_with_a_form_of_address_comes_back(columns: Columns, name: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    table = contacts_csv([make_contact(name=name)], NoOne(), columns=columns)
    file.write_text("".join(table), encoding="utf-8", newline="")
    [read] = AddressTableReader(ANY).read(file)
    assert isinstance(read, ImportedPerson)
    assert (read.name, read.custom) == (name, ())


@pytest.mark.parametrize("columns", [Columns.GOOGLE, Columns.OUTLOOK])
@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Tom (DJ) Weiss", "Weiss"),
        ("Tom Weiss (DJ)", "Weiss (DJ)"),
        ("Tom “the Rock” van Dyk", "van Dyk"),
        ("Dr. Tom (DJ) Weiss, PhD", "Weiss"),
        ("Tom Weiss Jr (DJ)", "Weiss"),
        ("Mr. Tom 🎉 Weiss", "Weiss"),
        ("(DJ) Tom", ""),
        ("Li Na (李娜)", "Na (李娜)"),
        ("山田 太郎 (Taro)", ""),
        ("Anna-Lena Müller (geb. Meier)", "Müller (geb. Meier)"),
    ],
)
def test_what_is_in_brackets_in_a_name_comes_back(
    columns: Columns, name: str, family: str, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    table = "".join(contacts_csv([make_contact(name=name)], NoOne(), columns=columns))
    file.write_text(table, encoding="utf-8", newline="")
    assert next(csv.DictReader(io.StringIO(table)))["Last Name"] == family
    [read] = AddressTableReader(ANY).read(file)
    assert isinstance(read, ImportedPerson)
    assert (read.name, read.custom) == (name, ())


def test_more_own_fields_than_google_has_columns_for_come_back(tmp_path: Path) -> None:
    own = {f"Field {number}": f"value {number}" for number in range(1, 13)}
    days = {f"Day {number}": f"2001-02-{number:02}" for number in range(1, 13)}
    person = make_contact(custom={**own, **days})
    file = tmp_path / "people.csv"
    table = contacts_csv([person], NoOne(), raw=False, columns=Columns.GOOGLE)
    file.write_text("".join(table), encoding="utf-8", newline="")
    [read] = AddressTableReader(ANY).read(file)
    assert isinstance(read, ImportedPerson)
    assert dict(read.custom) == {**own, **days}


def _seen(read: ImportedPerson) -> dict[str, Any]:
    return {
        "name": read.name,
        "title": read.title,
        "company": read.company,
        "emails": read.emails,
        "phones": read.phones,
        "labels": labels_of(read),
        "location": read.location,
        "tags": read.tags,
        "birthday": read.birthday,
        "notes": read.notes,
        "custom": dict(read.custom),
        "zone": read.time_zone,
        "pronouns": read.pronouns,
        "pronunciation": read.pronunciation,
    }


def _kept(person: Contact) -> dict[str, Any]:
    return {
        "name": person.name,
        "title": person.title,
        "company": person.company,
        "emails": person.emails,
        "phones": person.phones,
        "labels": person.labels,
        "location": person.location,
        "tags": person.tags,
        "birthday": person.birthday,
        "notes": person.notes.strip(),
        "custom": person.custom,
        "zone": person.time_zone,
        "pronouns": person.pronouns,
        "pronunciation": person.pronunciation,
    }
