"""Address books in LDIF: of Thunderbird, of older programs, and what a directory gives out."""

import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netui.bootstrap.import_files import READERS, format_of
from netui.domain.errors import ImportFileError
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.domain.text import clean
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading import ldif
from netui.exchange.reading.address_table import THUNDERBIRD, AddressTableReader
from netui.exchange.reading.ldif import LdifReader

SAMPLE = Path(__file__).parent.parent / "samples" / "ldif" / "thunderbird.ldif"
Rows = list[ImportedPerson | RejectedRow]
Read = Callable[[bytes], Rows]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def rows(data: bytes) -> Rows:
        path = tmp_path / "people.ldif"
        path.write_bytes(data)
        return list(LdifReader().read(path))

    return rows


def person(rows: Rows) -> ImportedPerson:
    (only,) = rows
    assert isinstance(only, ImportedPerson)
    return only


def encoded(text: str) -> bytes:
    return b":: " + b64encode(text.encode())


def test_an_address_book_of_thunderbird() -> None:
    group, ann, zoe = LdifReader().read(SAMPLE)
    assert isinstance(group, RejectedRow)
    assert (group.line, group.name, group.skipped) == (1, "Chess club", True)
    assert isinstance(ann, ImportedPerson)
    assert isinstance(zoe, ImportedPerson)
    assert (zoe.name, zoe.line, zoe.emails, zoe.tags) == (
        "Zoë Weiß",
        54,
        ("zoe@weiss.example",),
        ("Chess club",),
    )
    assert (ann.name, ann.line, ann.company, ann.title) == ("Ann Lee", 10, "Acme AG", "Engineer")
    assert ann.emails == ("ann@lee.example", "ann@acme.example")
    assert ann.location == "Zurich, Switzerland"
    assert ann.birthday == PartialDate(2, 8, 1984)
    assert ann.links == ("https://acme.example", "https://lee.example")
    assert ann.labels == (
        ("+41 44 555 01 01", "work"),
        ("+41 44 555 01 02", "home"),
        ("+41 44 555 01 03", "fax"),
        ("+41 44 555 01 04", "pager"),
        ("+41 79 555 01 05", "mobile"),
    )
    assert ann.tags == ("Chess club",)
    assert ann.notes == "Line 1\nLine 2"
    assert dict(ann.custom) == {
        "Messenger": "annlee",
        "Custom 1": "met in Bern",
        "Custom 3": "plays chess",
        "Address": "Work Road 5, Box 7, 8001 Zurich, ZH, Switzerland",
        "Address (home)": "Home Street 1, 2nd floor, 8400 Winterthur, ZH, Switzerland",
        "Nickname": "Annie",
        "Department": "Bridges",
    }
    assert ann.remark == ""


def test_thunderbird_says_the_same_in_ldif_and_in_a_table(tmp_path: Path) -> None:
    table = tmp_path / "book.csv"
    table.write_text(
        "First Name,Last Name,Display Name,Primary Email,Screen Name,Work Phone,Fax Number,Home Address,"
        "Home Address 2,Home City,Work ZipCode,Department,Organization,Web Page 1,Birth Year,Birth Month,"
        "Birth Day,Custom 1,Notes\n"
        "Ann,Lee,Annie L.,ann@lee.example,annlee,+41 44 555 01 01,+41 44 555 01 03,Home 1,2nd,Bern,8001,"
        "Bridges,Acme,https://acme.example,1984,2,8,one,hi\n"
    )
    book = tmp_path / "book.ldif"
    book.write_text(
        "dn: cn=Annie L.\ngivenName: Ann\nsn: Lee\ncn: Annie L.\nmail: ann@lee.example\nnsAIMid: annlee\n"
        "telephoneNumber: +41 44 555 01 01\nfax: +41 44 555 01 03\nmozillaHomeStreet: Home 1\n"
        "mozillaHomeStreet2: 2nd\nmozillaHomeLocalityName: Bern\npostalCode: 8001\nou: Bridges\no: Acme\n"
        "mozillaWorkUrl: https://acme.example\nbirthyear: 1984\nbirthmonth: 2\nbirthday: 8\n"
        "mozillaCustom1: one\ndescription: hi\n"
    )
    by_table, by_ldif = (
        person(list(AddressTableReader(THUNDERBIRD).read(table))),
        person(list(LdifReader().read(book))),
    )
    apart = {"file", "line"}
    assert {name: getattr(by_ldif, name) for name in by_ldif.__struct_fields__ if name not in apart} == {
        name: getattr(by_table, name) for name in by_table.__struct_fields__ if name not in apart
    }


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_comments_a_version_folds_and_line_ends(read: Read, ending: bytes) -> None:
    data = (
        b"# an address\n book\nversion: 1\n\n\n# Ann\ndn: cn=Ann Lee\ncn:Ann\n  Lee\n# within\n"
        b"mail:: " + b64encode(b"ann@lee.example")[:7] + b"\n " + b64encode(b"ann@lee.example")[7:] + b"\n"
        b"description:\n hello\n"
    )
    ann = person(read(data.replace(b"\n", ending)))
    assert (ann.name, ann.line, ann.emails, ann.notes) == ("Ann Lee", 7, ("ann@lee.example",), "hello")


def test_several_values_languages_and_sounds(read: Read) -> None:
    ann = person(
        read(
            b"dn: uid=ann\nsn;lang-ja" + encoded("李") + b"\nsn;lang-ja;phonetic" + encoded("リー") + b"\n"
            b"cn: Ann Lee\ncn: Ann M. Lee\nsn: Lee\ngivenName: Ann\nmail: a@x.example\nmail: b@x.example\n"
            b"telephoneNumber: +41 44 555 01 01\ntelephoneNumber: +41 44 555 01 02\n"
        )
    )
    assert (ann.name, ann.pronunciation, ann.emails) == ("Ann Lee", "リー", ("a@x.example", "b@x.example"))
    assert ann.phones == ("+41 44 555 01 01", "+41 44 555 01 02")
    assert dict(ann.custom) == {"Display name": "Ann M. Lee", "Last name": "李"}


def test_what_a_directory_says_of_a_person(read: Read) -> None:
    ann = person(
        read(
            b"dn: uid=ann,ou=people,dc=x\nobjectClass: inetOrgPerson\nuid: ann\ncn: Ann Lee\nsn: Lee\n"
            b"employeeNumber: 12\nmanager: cn=Bea Moss\\, PhD,ou=people,dc=x\npersonalTitle: Dr.\n"
            b"postalAddress: Main Street 1$8000 Zurich$Switzerland\nlabeledURI: https://x.example my page\n"
            b"userPassword:: c2VjcmV0\njpegPhoto:: /9j/4AAQ\nuserCertificate;binary:: MIIB\n"
            b"x-key:: AAECAwQFBgc=\njpegPhoto:< file:///etc/passwd\ndescription:< file:///etc/hosts\n"
            b"entryUUID: 1\nmodifyTimestamp: 2\nmemberOf: cn=all\n"
        )
    )
    assert (ann.name, ann.links, ann.notes, ann.other, ann.remark) == (
        "Dr. Ann Lee",
        ("https://x.example",),
        "",
        (),
        "",
    )
    assert dict(ann.custom) == {
        "Employee number": "12",
        "Manager": "Bea Moss, PhD",
        "Address": "Main Street 1, 8000 Zurich, Switzerland",
    }


def test_old_programs_write_the_code_page_of_their_machine(read: Read) -> None:
    ann = person(read("dn: cn=Zoë\ncn: Zoë Weiß\nmail: z@x.example\nl: Zürich\n".encode("cp1252")))
    assert (ann.name, ann.location) == ("Zoë Weiß", "Zürich")


def test_base64_is_never_taken_for_another_encoding(read: Read) -> None:
    notes = "ž" * 40
    ann = person(
        read(b"dn: cn=Ann\ncn: Ann\nmail: ann+Abc-Def+AOk@x.example\ndescription" + encoded(notes) + b"\n")
    )
    assert (ann.notes, ann.emails) == (notes, ("ann+Abc-Def+AOk@x.example",))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (b"objectclass: organizationalUnit\nou: People", "an entry of a directory, not a person"),
        (b"objectClass: account\nuid: daemon\ncn: daemon", "an entry of a directory, not a person"),
        (b"objectClass: posixGroup\ncn: staff", "a group, not a person"),
        (b"changetype: modify\nreplace: mail\nmail: a@x.example\n-", "a change of an entry, not a person"),
    ],
)
def test_entries_that_no_one_is(read: Read, lines: bytes, reason: str) -> None:
    row, bea = read(b"dn: cn=x\n" + lines + b"\n\ndn: cn=Bea\nchangetype: add\ncn: Bea Moss\n")
    assert isinstance(row, RejectedRow)
    assert row.skipped
    assert row.reason.startswith(reason)
    assert bea.name == "Bea Moss"


def test_members_of_groups_by_user_name(read: Read) -> None:
    _, ann, bea = read(
        b"dn: cn=staff\nobjectClass: posixGroup\ncn: R&D, Bern\nmemberUid: ann\n\n"
        b"dn: cn=Ann\ncn: Ann\nuid: ann\n\ndn: cn=Bea\ncn: Bea\nuid: bea\n"
    )
    assert isinstance(ann, ImportedPerson)
    assert isinstance(bea, ImportedPerson)
    assert (ann.tags, bea.tags) == (("R&D Bern",), ())


def test_a_search_of_a_directory_ends_with_no_entry(read: Read) -> None:
    rows = read(
        b"# extended LDIF\n#\ndn: cn=Ann\ncn: Ann\n\n# search result\nsearch: 2\nresult: 0 Success\n\n# 1\n"
    )
    assert person(rows).name == "Ann"


def test_one_bad_entry_never_stops_the_file(read: Read) -> None:
    none, ann, bea = read(
        b"dn: x\n\ndn: cn=Ann\ncn: Ann\nno colon\nmail:: %\ntitle: " + b"x" * 100_000 + b"\n"
        b"dn: cn=Bea\ncn: Bea\n"
    )
    assert none == RejectedRow(file="people.ldif", line=1, reason="the entry has no name", name="x")
    assert isinstance(ann, ImportedPerson)
    assert ann.name == "Ann"
    assert ann.remark == "line 5 isn't “name: value”; title is over 64 kB"
    assert (bea.name, bea.line) == ("Bea", 8)


def test_an_entry_has_bounds(read: Read) -> None:
    (row,) = read(b"dn: cn=Ann\ncn: Ann\n" + b"mail: a@x.example\n" * 1_000)
    assert isinstance(row, RejectedRow)
    assert row.reason == "the entry has over 1,000 values"


def test_a_file_has_bounds(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ldif, "MAX_ROWS", 2)
    with pytest.raises(ImportFileError, match=r"people\.ldif has over 2 entries: split it"):
        read(b"dn: cn=Ann\ncn: Ann\n\n" * 3)


@pytest.mark.parametrize(
    "data",
    [
        b"dn: cn=Ann\ncn: Ann\n",
        b"dn:: Y249QW5u\ncn: Ann\n",
        b"\xef\xbb\xbfversion: 1\ndn: cn=Ann\ncn: Ann\n",
        b"# extended LDIF\n#\n# LDAPv3\n\nversion: 1\n\n# Ann\ndn: cn=Ann\ncn: Ann\n",
        b"objectclass: top\r\nobjectclass: person\r\ncn: Ann\r\n",
        "dn: cn=Ann\ncn: Ann\n".encode("utf-16"),
    ],
)
def test_what_a_file_is_follows_from_what_is_in_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "people.txt"
    path.write_bytes(data)
    assert format_of(path) == "ldif"
    assert person(list(READERS["ldif"].read(path))).name == "Ann"
    with pytest.raises(
        ImportFileError, match=r"people\.txt is LDIF, not a table: import it without --format"
    ):
        next(iter(READERS["csv"].read(path)))


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"Name,Email\nAnn,a@x.example\n", "isn't LDIF: no line begins with dn:"), (b"%PDF-1.7\n", "is a PDF")],
)
def test_what_is_not_ldif_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "people.ldif"
    path.write_bytes(data)
    assert not LdifReader().recognises(path)
    with pytest.raises(ImportFileError, match=words):
        next(LdifReader().read(path))


def test_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.ldif").write_bytes(b"cn: no\n\ndn: cn=Ann\ncn: Ann\n")
    with zipfile.ZipFile(tmp_path / "books.zip", "w") as archive:
        archive.write(folder / "a.ldif", "b/a.ldif")
        archive.writestr("readme.txt", "hello")
    for path in (folder, tmp_path / "books.zip"):
        assert format_of(path) == "ldif"
        assert [row.name for row in LdifReader().read(path)] == ["no", "Ann"]


SAFE = frozenset(map(chr, range(33, 127))) - {":", "<"}
LINES = st.text(st.characters(categories=["L", "N", "P"], include_characters=" =+"), min_size=1, max_size=60)
TEXTS = LINES.map(str.strip).filter(lambda text: bool(text) and clean(text) == text and text[0] not in "'=")


def attribute(name: str, value: str, width: int) -> bytes:
    """Write an attribute as RFC 2849 asks: base64 where it has to be, folded at a width."""
    plain = value.isascii() and value[0] in SAFE and "\n" not in value
    line = f"{name}: {value}".encode() if plain else name.encode() + encoded(value)
    return b"\n ".join(line[at : at + width] for at in range(0, len(line), width)) + b"\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notes=st.lists(TEXTS, min_size=1, max_size=4).map("\n".join),
    custom=TEXTS,
    count=st.integers(1, 4),
    width=st.integers(8, 76),
)
def test_entries_that_were_written_read_back(
    notes: str, custom: str, count: int, width: int, tmp_path: Path
) -> None:
    path = tmp_path / "people.ldif"
    entries = (
        b"".join(
            attribute(name, value, width)
            for name, value in (
                ("dn", f"cn={custom},mail=a{at}@x.example"),
                ("objectclass", "inetOrgPerson"),
                ("cn", f"Zoë Weiß {at}"),
                ("mail", f"a{at}@x.example"),
                ("mozillaCustom2", custom),
                ("description", notes),
            )
        )
        for at in range(count)
    )
    path.write_bytes(b"version: 1\n\n" + b"\n".join(entries))
    rows = list(LdifReader().read(path))
    assert [row.name for row in rows] == [f"Zoë Weiß {at}" for at in range(count)]
    for at, row in enumerate(rows):
        assert isinstance(row, ImportedPerson)
        assert row.emails == (f"a{at}@x.example",)
        assert row.notes.split() == notes.split()
        assert dict(row.custom)["Custom 2"].split() == custom.split()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_of_a_file_stops_it(data: st.DataObject, tmp_path: Path) -> None:
    path, sample = tmp_path / "people.ldif", SAMPLE.read_bytes()
    at = data.draw(st.integers(0, len(sample)))
    path.write_bytes(
        b"dn: cn=Bo\ncn: Bo\n\n" + sample[:at] + data.draw(st.binary(max_size=30)) + sample[at + 5 :]
    )
    assert next(LdifReader().read(path)).name == "Bo"
    assert list(LdifReader().read(path))
