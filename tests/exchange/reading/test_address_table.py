"""Address books that are tables, from Google, Outlook, Thunderbird and any spreadsheet."""

import json
import zipfile
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netui.bootstrap.import_files import format_of
from netui.domain.errors import ImportFileError
from netui.domain.people.importing import ColumnMapping, ImportedPerson, RejectedRow
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading import csv_text
from netui.exchange.reading.address_table import ANY, GOOGLE, OUTLOOK, THUNDERBIRD, AddressTableReader
from netui.exchange.reading.csv_text import UNCLOSED
from netui.exchange.reading.loose_dates import read_birthday
from netui.exchange.writing.contacts_csv import contacts_csv
from tests.factories import HOSTILE
from tests.storage.contract import full_contact

SAMPLES = Path(__file__).parent.parent / "samples"
EDGE = SAMPLES / "edge"
CSV = AddressTableReader(ANY)
READERS = {
    "google": AddressTableReader(GOOGLE),
    "outlook": AddressTableReader(OUTLOOK),
    "thunderbird": AddressTableReader(THUNDERBIRD),
    "csv": CSV,
}
OURS = sorted(path for name in READERS for path in (SAMPLES / name).iterdir())


class Nameless:
    """Calls people by their ids."""

    def name_of(self, contact_id: int) -> str:
        return f"Person {contact_id}"


Read = tuple[list[ImportedPerson], list[RejectedRow]]


def read(path: Path, mapping: ColumnMapping | None = None) -> Read:
    rows = list((CSV.with_mapping(mapping) if mapping else CSV).read(path))
    people = [row for row in rows if isinstance(row, ImportedPerson)]
    return people, [row for row in rows if isinstance(row, RejectedRow)]


@pytest.fixture
def people_csv(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def read_text(path: Path, text: str, mapping: ColumnMapping | None = None) -> Read:
    path.write_text(text, encoding="utf-8")
    return read(path, mapping)


def only(path: Path, text: str, mapping: ColumnMapping | None = None) -> ImportedPerson:
    [person], rejected = read_text(path, text, mapping)
    assert not rejected
    return person


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_sample_comes_in_as_it_says(path: Path) -> None:
    expected = json.loads((SAMPLES / "address_tables.json").read_text("utf-8"))[
        f"{path.parent.name}/{path.name}"
    ]
    people, rejected = read(path)
    assert not rejected
    assert [in_json(person) for person in people] == expected
    assert next(name for name, reader in READERS.items() if reader.recognises(path)) == path.parent.name


def in_json(person: ImportedPerson) -> dict[str, object]:
    found = {name: getattr(person, name) for name in person.__struct_fields__ if name not in {"file", "line"}}
    shown = {name: str(value) if name == "birthday" else value for name, value in found.items() if value}
    return dict(json.loads(json.dumps(shown)))


def test_the_shared_samples_hold_what_they_claim() -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
    for name in ("google/contacts_new.csv", "outlook/outlook_com.csv"):
        people, rejected = read(SAMPLES / name)
        assert (len(people), rejected) == (expected[name]["people"], [])


@pytest.mark.parametrize("path", sorted((SAMPLES / "linkedin").rglob("*.*")), ids=lambda path: path.name)
def test_no_file_of_linkedin_is_an_address_book(path: Path) -> None:
    assert not any(reader.recognises(path) for reader in READERS.values())


@pytest.mark.parametrize(
    "heads",
    [
        "name,url,username,password",
        "Name,Description,Tags",
        "First Name,Last Name,Amount",
        "Email Address,Confirmed,Primary,Updated On",
        "Subject,Start Date,Start Time,Location,Description",
        "Product,City,Country",
        "Email Sent,Phone Verified,Name",
    ],
)
def test_other_tables_are_not_taken_for_address_books(people_csv: Path, heads: str) -> None:
    people_csv.write_text(f"{heads}\n" + ",".join("x" for _ in heads.split(",")), encoding="utf-8")
    assert not CSV.recognises(people_csv)


def test_two_columns_of_one_head_are_both_read() -> None:
    [person], _ = read(EDGE / "duplicate_headers.csv")
    assert person.emails == ("a@example.com", "b@example.com")


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        ("Company,Contact,Email\nAcme,Ana Ruiz,ana@x.example", "name", "Ana Ruiz"),
        ("Company,Contact,Email\nAcme,No,no@x.example\nArm,Ana Ruiz,ana@x.example", "name", "No"),
        ("Name,Contact,Email\nAna Ruiz,yes,ana@x.example", "Contact", "Ana Ruiz"),
        ("Contact,Name,Email\nyes,Ana Ruiz,ana@x.example", "Contact", "Ana Ruiz"),
        ("First Name,Last Name,Contact\nAna,Ruiz,yes", "Contact", "Ana Ruiz"),
        ("Company,Contact,Email\nAcme,+41 79 123 45 67,ana.ruiz@x.example", "phone", "Acme"),
        ("Company,Contact,Email\nAcme,yes,ana.ruiz@x.example", "Contact", "Acme"),
    ],
)
def test_a_column_headed_contact_is_what_its_cells_show(
    people_csv: Path, text: str, field: str, name: str
) -> None:
    people_csv.write_text(f"{text}\n", encoding="utf-8")
    [column] = [one for one in AddressTableReader(ANY).columns(people_csv) if one.head == "Contact"]
    assert column.field == field
    assert read(people_csv)[0][0].name == name
    by_user = AddressTableReader(ANY).with_mapping({"Contact": "name"}).columns(people_csv)
    assert {one.head: one.field for one in by_user}["Contact"] == "name"


def test_a_second_company_is_kept(people_csv: Path) -> None:
    person = only(people_csv, "Name,Company,Email,Company\nAnn,Acme,a@x.example,Beta\n")
    assert (person.company, person.custom) == ("Acme", (("Company", "Beta"),))


def test_ragged_rows_cost_themselves_alone() -> None:
    people, rejected = read(EDGE / "ragged.csv")
    assert [person.name for person in people] == ["Ann"]
    assert [(row.line, row.name) for row in rejected] == [(3, "Bob"), (4, '"unterminated,quote')]
    assert "5 cells where the header has 3" in rejected[0].reason
    assert rejected[1].reason == UNCLOSED


def test_tabs_and_formulas_are_text() -> None:
    [person], _ = read(EDGE / "tabs.tsv")
    assert (person.emails, person.tags) == (("ann@example.com",), ("a", "b"))
    [person], _ = read(EDGE / "formula_injection.csv")
    assert (person.name, person.notes) == ("=cmd|' /C calc'!A0", "+1+1")


def test_rows_without_a_name_and_repeated_heads(people_csv: Path) -> None:
    heads = "Name,Email,Phone"
    people, rejected = read_text(
        people_csv, f"{heads}\nAnn,,+41 79 1\n{heads}\n,,+41 79 2\n\n,b@x.example,\n"
    )
    assert [person.name for person in people] == ["Ann", "b@x.example"]
    assert [(row.line, row.reason) for row in rejected] == [(4, "the row has no name")]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_text(people_csv: Path, text: str) -> None:
    heads = [
        "Name",
        "Company",
        "Title",
        "Email",
        "Phone",
        "Website",
        "City",
        "Tags",
        "Birthday",
        "Notes",
        "Odd",
    ]
    cell = '"' + text.replace('"', '""') + '"'
    ann = ",".join(["Ann Lee"] + [""] * (len(heads) - 1))
    people, rejected = read_text(people_csv, f"{','.join(heads)}\n{','.join([cell] * len(heads))}\n{ann}\n")
    assert people[-1].name == "Ann Lee"
    assert len(people) + len(rejected) == 2
    for person in people:
        shown = [person.name, person.company, person.title, person.location, person.remark, *person.tags]
        shown += [*person.emails, *person.phones, *person.links, *(value for _, value in person.custom)]
        assert all(one.isprintable() or "\u200d" in one for one in shown)


def test_what_is_too_long_costs_its_row(people_csv: Path) -> None:
    people, rejected = read_text(people_csv, f"Name,Email\n{'x' * 1001},a@x.example\nAnn,b@x.example\n")
    assert [person.name for person in people] == ["Ann"]
    assert "1,001 characters" in rejected[0].reason


def test_too_many_rows_are_refused(people_csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "MAX_ROWS", 2)
    with pytest.raises(ImportFileError, match="has over 2 rows"):
        read_text(people_csv, "Name,Email\n" + "Ann,a@x.example\n" * 3)


@pytest.mark.parametrize(
    "head", ["Email", "Phone", "Website", "Tags", "Birthday", "Street", "Odd", "Title", "Labels"]
)
@pytest.mark.parametrize("cell", ["a", " ", ",", "1", "a.", "a@", "a@b ", "1, ", "x ::: ", "www.", "\n"])
def test_no_cell_takes_long(people_csv: Path, head: str, cell: str) -> None:
    cell *= 60_000 // len(cell)
    people, rejected = read_text(people_csv, f'Name,Company,{head}\nAnn,Acme,"{cell}"\n')
    assert len(people) + len(rejected) == 1


def test_columns_that_are_not_understood_are_kept_up_to_thirty(people_csv: Path) -> None:
    odd = [f"Odd {chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(32)]
    person = only(
        people_csv, ",".join(["Name", "Email", "Id", *odd]) + "\nAnn,,7," + ",".join(["v" * 300] * 32)
    )
    assert [name for name, _ in person.custom] == odd[:30]
    assert {len(value) for _, value in person.custom} == {200}
    assert person.remark == "2 more columns aren't kept"


def test_what_cannot_be_read_is_named(people_csv: Path) -> None:
    person = only(people_csv, "Name,Email,Phone,Birthday\nAnn,ann at home,none,soon\n")
    assert (person.emails, person.phones, person.birthday) == ((), (), None)
    assert person.remark == (
        "“ann at home” isn't an email address; “none” isn't a phone number; “soon” isn't a date I can read"
    )


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (",Ann,Lee,,,", "Ann Lee"),
        ("Dr.,Ann,Lee,PhD,,", "Dr. Ann Lee, PhD"),
        ("Herr Prof.,Tom,Weiss,Jr.,,", "Prof. Tom Weiss Jr."),
        (",雪,高橋,,,", "高橋 雪"),
        (",,,,Annie,Acme", "Annie"),
        (",,,,,Acme", "Acme"),
    ],
)
def test_names_from_their_parts(people_csv: Path, cells: str, name: str) -> None:
    heads = "Name Prefix,First Name,Last Name,Name Suffix,Nickname,Company,Email"
    assert only(people_csv, f"{heads}\n{cells},x@y.example\n").name == name


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("ann.lee@x.example", "Ann Lee"),
        ("anna-lena.mueller@x.example", "Anna-Lena Mueller"),
        ("customer.service@x.example", "customer.service@x.example"),
        ("ann@x.example", "ann@x.example"),
        ("a.lee@x.example", "a.lee@x.example"),
        ("ann.lee7@x.example", "ann.lee7@x.example"),
    ],
)
def test_names_from_an_address(people_csv: Path, email: str, name: str) -> None:
    assert only(people_csv, f"Email\n{email}\n").name == name


def test_a_german_list(people_csv: Path) -> None:
    heads = "Vorname;Name;Straße;Hausnummer;PLZ;Ort;E-Mail"
    people, _ = read_text(people_csv, f"{heads}\nEva;Weiß;Hauptstraße;5a;50667;Köln;\nEva;Eva Weiß;;;;;\n")
    assert [person.name for person in people] == ["Eva Weiß", "Eva Weiß"]
    assert people[0].custom == (("Address", "Hauptstraße 5a, 50667 Köln"),)


def test_a_way_to_address_people_is_kept_and_no_part_of_their_name(people_csv: Path) -> None:
    person = only(people_csv, "Anrede;Vorname;Nachname;E-Mail\nFrau;Eva;Weiß;eva@x.example\n")
    assert (person.name, person.custom) == ("Eva Weiß", (("Salutation", "Frau"),))


@pytest.mark.parametrize(
    ("heads", "cells", "name", "title"),
    [
        ("Name,Title,Email", "Ann,CTO,", "Ann", "CTO"),
        ("Name,Titel,Email", "Ann Lee,Dr.,", "Dr. Ann Lee", ""),
        ("Title,Name,Job Title", "Dr.,Ann Lee,CTO", "Dr. Ann Lee", "CTO"),
        ("Titre,Prénom,Nom,Titre,Téléphone", "Dr.,Ann,Lee,CTO,", "Dr. Ann Lee", "CTO"),
        ("Name,Title,Email", "Ann,Professor,", "Ann", "Professor"),
    ],
)
def test_a_title_is_a_job_or_precedes_the_name(
    people_csv: Path, heads: str, cells: str, name: str, title: str
) -> None:
    person = only(people_csv, f"{heads}\n{cells}\n")
    assert (person.name, person.title) == (name, title)


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("1984-02-29", False, "1984-02-29"),
        (" --04-15", False, "--04-15"),
        ("2/8/84", False, "1984-02-08"),
        ("2/8/84", True, "1984-08-02"),
        ("29.02.1984", False, "1984-02-29"),
        ("15. Apr", False, "--04-15"),
        ("1984年2月29日", False, "1984-02-29"),
        ("1604-04-15", False, "--04-15"),
        ("5/6/07", True, "2007-06-05"),
        ("0/0/00", False, None),
        ("1/1/4501", False, None),
        ("0000-00-00", False, None),
        ("29/02/1983", True, None),
        ("soon", False, None),
    ],
)
def test_birthdays(text: str, day_first: bool, day: str | None) -> None:
    read = read_birthday(text, day_first=day_first)
    assert (str(read) if read else None) == day


@pytest.mark.parametrize(
    ("heads", "rows", "day"),
    [
        ("Name,Birthday", "Ann,2/8/1984", PartialDate(2, 8, 1984)),
        ("Name,Birthday", "Ann,2/8/1984\nBob,31/1/1980", PartialDate(8, 2, 1984)),
        ("Nombre,Apellidos,Cumpleaños", "Ann,Lee,2/8/1984", PartialDate(8, 2, 1984)),
        ("Nombre,Apellidos,Cumpleaños", "Ann,Lee,2/8/1984\nBo,Ra,1/31/1980", PartialDate(2, 8, 1984)),
    ],
)
def test_the_column_and_then_the_language_say_which_is_the_month(
    people_csv: Path, heads: str, rows: str, day: PartialDate
) -> None:
    people, _ = read_text(people_csv, f"{heads}\n{rows}\n")
    assert people[0].birthday == day


def test_a_name_shown_otherwise_and_a_year_alone_are_kept(people_csv: Path) -> None:
    heads = "First Name,Last Name,Display Name,Birth Year,Birth Month,Birth Day,Primary Email"
    text = f'{heads}\nAnn,Lee,Annie from Acme,1984,,,\nBo,Ra,"Ra, Bo",,4,15,\n'
    people, _ = read_text(people_csv, text)
    assert people[0].custom == (("Display name", "Annie from Acme"), ("Birth year", "1984"))
    assert (people[1].custom, people[1].birthday) == ((), PartialDate(4, 15))


def test_google_joins_values_and_labels_in_one_cell(people_csv: Path) -> None:
    heads = "First Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value"
    heads += ",Phone 1 - Label,Phone 1 - Value,Relation 1 - Label,Relation 1 - Value"
    person = only(
        people_csv,
        f"{heads}\nAnn,* myContacts ::: * starred ::: Sailing,Home,h@x.example,* Work,w@x.example,"
        "Work Fax ::: My boat,+41 1 ::: +41 22,Child,Bo ::: Cy\n",
    )
    assert person.emails == ("w@x.example", "h@x.example")
    assert person.tags == ("starred", "Sailing")
    assert dict(person.labels) == {
        "w@x.example": "work",
        "h@x.example": "home",
        "+41 1": "work, fax",
        "+41 22": "My boat",
    }
    assert person.custom == (("Child", "Bo, Cy"),)


def test_several_values_in_one_cell(people_csv: Path) -> None:
    text = 'Name,Email,Phone\nAnn,"Ann Lee <a@x.example>; b@x.example, A@x.example",+41 79 1; \'+41 79 2\n'
    person = only(people_csv, text)
    assert person.emails == ("a@x.example", "b@x.example")
    assert person.phones == ("+41 79 1", "+41 79 2")


def test_what_netui_exports_comes_back(people_csv: Path) -> None:
    known = full_contact(
        phones=("+41 44 123 45 67", "079 555 01 01"), links=("https://a.example", "https://b.example")
    )
    people_csv.write_text("".join(contacts_csv([known], Nameless())), encoding="utf-8", newline="")
    assert format_of(people_csv) == "csv"
    [person], rejected = read(people_csv)
    assert not rejected
    assert (person.name, person.title, person.company) == (known.name, known.title, known.company)
    assert (person.emails, person.phones, person.tags) == (known.emails, known.phones, known.tags)
    assert {*person.links, person.link} - {""} == set(known.links)
    assert (person.location, person.birthday) == (known.location, known.birthday)
    assert (person.pronouns, person.time_zone) == (known.pronouns, known.time_zone)
    assert person.notes == known.notes
    assert dict(person.labels) == known.labels
    assert dict(person.custom).items() >= known.custom.items()


def test_pages(people_csv: Path) -> None:
    text = "Name,LinkedIn,Website,Twitter\nAnn,linkedin.com/in/ann-lee,www.acme.example,@ann\n"
    person = only(people_csv, text)
    assert (person.profile, person.link) == ("ann-lee", "https://www.linkedin.com/in/ann-lee")
    assert person.links == ("https://www.acme.example",)
    assert person.custom == (("Twitter", "@ann"),)


def test_pronouns_sounds_and_time_zones(people_csv: Path) -> None:
    heads = "Name,Pronouns,Phonetic First Name,Phonetic Last Name,Time Zone,Email"
    person = only(people_csv, f"{heads}\nAnn Lee,she/her,AN,LEE,Europe/Zurich,\n")
    assert (person.pronouns, person.pronunciation) == ("she/her", "AN LEE")
    assert person.time_zone == "Europe/Zurich"
    assert only(people_csv, f"{heads}\nAnn,,,,Moon,\n").custom == (("Time zone", "Moon"),)


@pytest.mark.parametrize("lead", ["sep=;\n", "\n\n", "Exported on 1 May\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_heads_under_other_lines_and_in_any_encoding(people_csv: Path, lead: str, encoding: str) -> None:
    people_csv.write_bytes(f"{lead}Name;E-mail;Ort\r\nZoë;z@x.example;Köln\r\n".encode(encoding))
    [person], _ = read(people_csv)
    assert (person.name, person.location) == ("Zoë", "Köln")


def test_a_zip_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Takeout/Contacts/All/All.csv", "First Name,E-mail 1 - Value\nAnn,a@x.example\n")
        archive.writestr("Takeout/archive_browser.html", "<html>")
        archive.writestr("Takeout/Orders.csv", "Item,Price\nTea,3\n")
    [person], _ = read(path)
    assert person.file == "takeout.zip/Takeout/Contacts/All/All.csv"
    assert READERS["google"].recognises(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wer,Was,Wo\nAnn,CTO,Bern\n", '“Wer”, “Was”, “Wo”, .* --map "COLUMN=name"'),
        ("Name,Foo\nAnn,1\n", "“Name”, “Foo”"),
        ("Ann Lee,ann@x.example\nBob,b@x.example\n", 'no line of heads .* --map "1=name"'),
        ("\n \n", "is empty"),
    ],
)
def test_a_table_that_is_not_understood_is_refused_in_one_line(
    people_csv: Path, text: str, words: str
) -> None:
    with pytest.raises(ImportFileError, match=words) as caught:
        read_text(people_csv, text)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("people.csv")
    assert not CSV.recognises(people_csv)


def test_a_mapping_says_what_columns_hold(people_csv: Path) -> None:
    text = "Wer,Was,Wo,Mail,Tel,Secret,Name\nAnn,CTO,Bern,a@x.example,+41 79 1,x,ACME\n"
    mapping: ColumnMapping = {
        "wer": "name",
        2: "title",
        "Wo": "location",
        "5": "mobile phone",
        "Secret": "skip",
        "Name": "Ship",
    }
    person = only(people_csv, text, mapping)
    assert (person.name, person.title, person.location) == ("Ann", "CTO", "Bern")
    assert (person.emails, person.labels) == (("a@x.example",), (("+41 79 1", "mobile"),))
    assert person.custom == (("Ship", "ACME"),)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("name", {"name": "2 March"}),
        ("first name", {"name": "2 March"}),
        ("company", {"company": "2 March"}),
        ("location", {"location": "2 March"}),
        ("birthday", {"birthday": PartialDate(3, 2)}),
        ("tags", {"tags": ("2 March",)}),
        ("notes", {"notes": "2 March"}),
        ("Spouse", {"custom": (("Spouse", "2 March"),)}),
        ("photo", {"custom": (("photo", "2 March"),)}),
        ("ignore", {}),
    ],
)
def test_field_words(people_csv: Path, field: str, expected: dict[str, object]) -> None:
    mapping: ColumnMapping = {"X": field, "Y": "nickname"} if field != "name" else {"X": field}
    person = only(people_csv, "X,Y\n2 March,Ann\n", mapping)
    assert {name: getattr(person, name) for name in expected} == expected


def test_a_mapping_by_number_reads_a_table_without_heads(people_csv: Path) -> None:
    people, _ = read_text(people_csv, "Ann,a@x.example\nBob,b@x.example\n", {1: "name", 2: "email"})
    assert [(person.name, person.line) for person in people] == [("Ann", 1), ("Bob", 2)]


def test_a_mapping_of_a_column_that_is_not_there_is_refused(people_csv: Path) -> None:
    with pytest.raises(ImportFileError, match="has no column “Mail”: it has “Name”, “Email”"):
        read_text(people_csv, "Name,Email\nAnn,\n", {"Mail": "email"})


def test_the_columns_are_shown_with_a_guess_and_samples(people_csv: Path) -> None:
    people_csv.write_text("Name,Home Fax,Odd\nAnn,,\nBob,+41 1,x\nCy,+41 2,y\nDi,+41 3,z\n", encoding="utf-8")
    columns = CSV.columns(people_csv)
    assert [(one.number, one.head, one.field) for one in columns] == [
        (1, "Name", "name"),
        (2, "Home Fax", "home fax phone"),
        (3, "Odd", ""),
    ]
    assert columns[1].samples == ("+41 1", "+41 2")
    mapped = CSV.with_mapping({"Odd": "Boat"}).columns(people_csv)
    assert mapped[2].field == "Boat"
    with pytest.raises(ImportFileError, match="is empty"):
        CSV.columns(EDGE / "empty.csv")
    [export] = (EDGE.parent / "linkedin").glob("*.zip")
    with pytest.raises(ImportFileError, match=r"\.zip holds several files: to say what columns hold, unpack"):
        CSV.columns(export)


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_guesses_as_a_mapping_change_nothing(path: Path) -> None:
    guessed: ColumnMapping = {
        one.number: one.field for one in CSV.columns(path) if one.field not in {"", "label"}
    }
    assert read(path, guessed) == read(path)


@given(order=st.sampled_from(list(permutations(range(4)))), delimiter=st.sampled_from(",;\t"))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_columns_means_nothing(people_csv: Path, order: tuple[int, ...], delimiter: str) -> None:
    table = (("Name", "Email", "Job Title", "Work Phone"), ("Ann", "a@x.example", "CTO", "+41 1 2"))
    text = "\n".join(delimiter.join(row[at] for at in order) for row in table)
    person = only(people_csv, text)
    assert (person.name, person.emails, person.title) == ("Ann", ("a@x.example",), "CTO")
    assert person.labels == (("+41 1 2", "work"),)


@given(
    source=st.sampled_from(OURS),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=6)), max_size=6),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mutated_file_is_read_or_refused(
    tmp_path: Path, source: Path, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = source.read_bytes()
    for where, length, put in cuts:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    path = tmp_path / "mutated"
    path.write_bytes(data)
    people, rejected = read_or_refused(path)
    assert len(people) + len(rejected) <= data.count(b"\n") + data.count(b"\r") + 1
    assert all(person.name and "\n" not in person.name for person in people)


def read_or_refused(path: Path) -> Read:
    try:
        return read(path)
    except ImportFileError:
        return [], []


@given(st.lists(st.text(max_size=20), min_size=3, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cell_is_dropped_without_a_word(people_csv: Path, cells: list[str]) -> None:
    row = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    people, rejected = read_text(people_csv, f"Name,Odd,Notes\nAnn,,\n{row}\n", {"Odd": "Odd"})
    found = {*people[0].custom} if not people[1:] else {*people[1].custom}
    if people[1:] and cells[1].isprintable() and cells[1].strip():
        assert any(name == "Odd" for name, _ in found)
    assert len(people) + len(rejected) <= 2
