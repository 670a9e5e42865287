"""A person of Outlook, Thunderbird and Google is the same one in whatever language the heads are."""

import csv
import io
from pathlib import Path

import pytest

from netui.domain.people.importing import ImportedPerson
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading.address_table import ANY, GOOGLE, OUTLOOK, THUNDERBIRD, AddressTableReader
from tests.exchange.reading.header_lines import OUTLOOK as OUTLOOK_HEADS
from tests.exchange.reading.header_lines import THUNDERBIRD as THUNDERBIRD_HEADS

PROGRAMS = {"google": GOOGLE, "outlook": OUTLOOK, "thunderbird": THUNDERBIRD}
IN_OUTLOOK = {
    "Title": "Dr.",
    "First Name": "Ann",
    "Middle Name": "Mae",
    "Last Name": "Lee",
    "Suffix": "PhD",
    "Company": "Acme",
    "Department": "Research",
    "Job Title": "CTO",
    "Business Street": "Main Street 1",
    "Business Street 2": "Floor 2",
    "Business City": "Bern",
    "Business State": "BE",
    "Business Postal Code": "3000",
    "Business Country/Region": "Switzerland",
    "Home Street": "Elm Road 5",
    "Home City": "Thun",
    "Home Postal Code": "3600",
    "Home Country/Region": "Switzerland",
    "Other Street": "Harbour 3",
    "Other City": "Genoa",
    "Assistant's Phone": "+41 31 000",
    "Business Fax": "+41 31 001",
    "Business Phone": "+41 31 002",
    "Business Phone 2": "+41 31 003",
    "Callback": "+41 31 004",
    "Car Phone": "+41 31 005",
    "Company Main Phone": "+41 31 006",
    "Home Fax": "+41 31 007",
    "Home Phone": "+41 31 008",
    "Home Phone 2": "+41 31 009",
    "ISDN": "+41 31 010",
    "Mobile Phone": "+41 79 011",
    "Other Fax": "+41 31 012",
    "Other Phone": "+41 31 013",
    "Pager": "+41 31 014",
    "Primary Phone": "+41 31 015",
    "TTY/TDD Phone": "+41 31 017",
    "Telex": "+41 31 018",
    "Account": "A 1",
    "Anniversary": "2012-07-08",
    "Assistant's Name": "Bo",
    "Billing Information": "B 2",
    "Birthday": "1984-02-29",
    "Business Address PO Box": "77",
    "Categories": "Conference;Friends",
    "Children": "Cy, Di",
    "E-mail Address": "ann@acme.example",
    "E-mail Type": "SMTP",
    "E-mail Display Name": "Ann Lee (ann@acme.example)",
    "E-mail 2 Address": "/o=Acme/ou=Exchange/cn=ann",
    "E-mail 2 Type": "EX",
    "E-mail 2 Display Name": "Ann Lee",
    "E-mail 3 Address": "ann@home.example",
    "E-mail 3 Type": "SMTP",
    "Gender": "Unspecified",
    "Hobby": "Chess",
    "Initials": "A.L.",
    "Language": "English",
    "Manager's Name": "Eve",
    "Notes": "Met at a fair.\nLikes tea.",
    "Office Location": "B2.14",
    "Priority": "Normal",
    "Private": "False",
    "Profession": "Engineer",
    "Referred By": "Fay",
    "Sensitivity": "Normal",
    "Spouse": "Gus",
    "User 1": "U 1",
    "Web Page": "https://www.acme.example",
}
IN_THUNDERBIRD = {
    "First Name": "Ann",
    "Last Name": "Lee",
    "Display Name": "Ann Lee",
    "Nickname": "Annie",
    "Primary Email": "ann@acme.example",
    "Secondary Email": "ann@home.example",
    "Screen Name": "annie77",
    "Work Phone": "+41 31 002",
    "Home Phone": "+41 31 008",
    "Fax Number": "+41 31 001",
    "Pager Number": "+41 31 014",
    "Mobile Number": "+41 79 011",
    "Home Address": "Elm Road 5",
    "Home Address 2": "Floor 1",
    "Home City": "Thun",
    "Home State": "BE",
    "Home ZipCode": "3600",
    "Home Country": "Switzerland",
    "Work Address": "Main Street 1",
    "Work City": "Bern",
    "Work State": "BE",
    "Work ZipCode": "3000",
    "Work Country": "Switzerland",
    "Job Title": "CTO",
    "Department": "Research",
    "Organization": "Acme",
    "Web Page 1": "https://www.acme.example",
    "Web Page 2": "https://ann.example",
    "Birth Year": "1984",
    "Birth Month": "2",
    "Birth Day": "29",
    "Custom 1": "one",
    "Notes": "Met at a fair.",
}


def one_row(tmp_path: Path, heads: list[str], cells: list[str], delimiter: str = ",") -> ImportedPerson:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([heads, cells])
    path = tmp_path / "people.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    [person] = AddressTableReader(ANY).read(path)
    assert isinstance(person, ImportedPerson)
    return person


def recognised(path: Path) -> list[str]:
    return [name for name, program in PROGRAMS.items() if AddressTableReader(program).recognises(path)]


@pytest.mark.parametrize("language", OUTLOOK_HEADS)
def test_outlook(tmp_path: Path, language: str) -> None:
    english, heads = OUTLOOK_HEADS["en"].split("|"), OUTLOOK_HEADS[language].split("|")
    assert len(heads) == len(english) == 92
    person = one_row(tmp_path, heads, [IN_OUTLOOK.get(head, "") for head in english])
    assert recognised(tmp_path / "people.csv") == ["outlook"]
    assert person.name == "Dr. Ann Mae Lee, PhD"
    assert (person.company, person.title, person.location) == ("Acme", "CTO", "Bern, Switzerland")
    assert person.emails == ("ann@acme.example", "ann@home.example")
    assert person.birthday == PartialDate(2, 29, 1984)
    assert person.tags == ("Conference", "Friends")
    assert person.notes == "Met at a fair.\nLikes tea."
    assert person.links == ("https://www.acme.example",)
    assert person.remark == ""
    labels = dict(person.labels)
    assert [(phone[-3:], labels[phone]) for phone in person.phones] == [
        ("001", "work, fax"),
        ("002", "work"),
        ("003", "work"),
        ("004", "callback"),
        ("005", "car"),
        ("006", "company"),
        ("007", "home, fax"),
        ("008", "home"),
        ("009", "home"),
        ("010", "isdn"),
        ("011", "mobile"),
        ("012", "other, fax"),
        ("013", "other"),
        ("014", "pager"),
        ("015", "main"),
        ("017", "tty"),
        ("018", "telex"),
    ]
    custom = dict(person.custom)
    assert set(custom.values()) >= {"A 1", "B 2", "U 1"}  # kept under the heads of their language
    assert {name: value for name, value in custom.items() if value not in {"A 1", "B 2", "U 1"}} == {
        "Address": "Main Street 1, Floor 2, PO Box 77, 3000 Bern, BE, Switzerland",
        "Address (home)": "Elm Road 5, 3600 Thun, Switzerland",
        "Address (other)": "Harbour 3, Genoa",
        "Anniversary": "2012-07-08",
        "Assistant": "Bo",
        "Assistant's phone": "+41 31 000",
        "Children": "Cy, Di",
        "Department": "Research",
        "Hobby": "Chess",
        "Language": "English",
        "Manager": "Eve",
        "Office": "B2.14",
        "Profession": "Engineer",
        "Referred by": "Fay",
        "Spouse": "Gus",
    }


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("language", THUNDERBIRD_HEADS)
def test_thunderbird(tmp_path: Path, language: str, delimiter: str) -> None:
    english, heads = THUNDERBIRD_HEADS["en"].split("|"), THUNDERBIRD_HEADS[language].split("|")
    person = one_row(tmp_path, heads, [IN_THUNDERBIRD.get(head, "") for head in english], delimiter)
    assert recognised(tmp_path / "people.csv") == ["thunderbird"]
    assert (person.name, person.company, person.title) == ("Ann Lee", "Acme", "CTO")
    assert person.location == "Bern, Switzerland"
    assert person.emails == ("ann@acme.example", "ann@home.example")
    assert person.birthday == PartialDate(2, 29, 1984)
    assert person.links == ("https://www.acme.example", "https://ann.example")
    labels = dict(person.labels)
    assert [labels[phone] for phone in person.phones] == ["work", "home", "fax", "pager", "mobile"]
    custom = dict(person.custom)
    assert custom.pop("Address") == "Main Street 1, 3000 Bern, BE, Switzerland"
    assert "Elm Road 5, Floor 1, 3600 Thun, BE, Switzerland" in custom.values()
    assert (custom["Department"], custom["Messenger"], custom["Nickname"]) == ("Research", "annie77", "Annie")
    assert "one" in custom.values()
    assert person.notes == "Met at a fair."
