"""vCards of every version and many programs, encoded, zipped, broken and joined."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import ImportFileError
from netui.domain.journal.exporting import CardVersion
from netui.domain.people.contact import Position
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.exchange.reading import csv_text, export_archive, vcard
from netui.exchange.reading.card import one_line
from netui.exchange.reading.ldif import LdifReader
from netui.exchange.reading.vcard import VCardReader
from netui.exchange.writing.vcard import vcards
from tests.exchange.reading.vcard_cases import BIRTHDAYS, NAMES, PARTS, PROGRAMS, Expected, born, card
from tests.factories import HOSTILE_TEXT, make_contact

SAMPLES = Path(__file__).parent.parent / "samples"
ANN = card("FN:Ann Lee", "TEL:+41 44 555 01 01")
BEA = card("FN:Bea Moss", "EMAIL:bea@example.org")

ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;"})

Rows = list[ImportedPerson | RejectedRow]
Read = Callable[[bytes], Rows]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def rows(data: bytes) -> Rows:
        path = tmp_path / "contacts.vcf"
        path.write_bytes(data)
        return list(VCardReader().read(path))

    return rows


def person(rows: Rows) -> ImportedPerson:
    (only,) = rows
    assert isinstance(only, ImportedPerson)
    return only


def names(rows: Rows) -> list[str]:
    return [row.name for row in rows if isinstance(row, ImportedPerson)]


@pytest.mark.parametrize(("data", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_cards_as_programs_write_them(read: Read, data: bytes, expected: Expected) -> None:
    one = person(read(data))
    assert {name: getattr(one, name) for name in expected} == expected


@pytest.mark.parametrize(("lines", "name"), NAMES.values(), ids=NAMES)
def test_the_name_of_a_card(read: Read, lines: list[str], name: str) -> None:
    assert person(read(card(*lines))).name == name


@pytest.mark.parametrize(("whole", "parts", "own"), PARTS.values(), ids=PARTS)
def test_what_only_the_parts_of_a_name_say_is_kept(
    read: Read, whole: str, parts: str, own: dict[str, str]
) -> None:
    one = person(read(card(f"FN:{whole}", f"N:{parts}")))
    assert (one.name, dict(one.custom), one.other) == (whole, own, ())


def test_a_second_name_in_parts_is_an_own_field(read: Read) -> None:
    one = person(read(card("FN:Ann Lee", "N;ALTID=1:Lee;Ann", "N;ALTID=1;LANGUAGE=zh:李;安", "N:Lee;Ann")))
    assert (one.name, one.custom, one.other) == ("Ann Lee", (("Full name", "李 安"),), ())


def test_a_line_break_of_its_own_kind_stays_in_a_value(read: Read) -> None:
    lines = (
        "BEGIN:VCARD\nFN:Ann\nX-CUSTOM3;VALUE=TEXT:custom\r3\nNOTE:a\r b\rTEL:1234567\nORG:Acme\nEND:VCARD\n"
    )
    for ending in ("\n", "\r\n"):
        one = person(read(lines.replace("\n", ending).encode()))
        assert (one.other, one.notes, one.phones) == (
            ("X-CUSTOM3;VALUE=TEXT:custom\\n3",),
            "a\n b",
            ("1234567",),
        )


@pytest.mark.parametrize(
    ("people", "page"),
    [
        (("Ayşe Yılmaz", "Barış Öztürk", "Işıl Çağlar"), "cp1254"),
        (("王伟", "李娜", "陈静"), "gb18030"),
        (("김민수", "이영희"), "cp949"),
    ],
)
def test_cards_in_a_code_page_that_they_do_not_name(read: Read, people: tuple[str, ...], page: str) -> None:
    cards = (f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{name}\r\nEND:VCARD\r\n" for name in people)
    assert names(read("".join(cards).encode(page))) == list(people)


@pytest.mark.parametrize("other", ["\r", "\n", "\r\n"])
def test_cards_with_other_line_ends_in_one_file(read: Read, other: str) -> None:
    lines = "BEGIN:VCARD\nFN:Ann Lee\nNOTE:one\n  two\nORG:Acme\nEND:VCARD\n"
    ann, again = read((lines.replace("\n", "\r") + lines.replace("\n", other)).encode())
    for one in (ann, again):
        assert isinstance(one, ImportedPerson)
        assert (one.name, one.notes, one.company) == ("Ann Lee", "one two", "Acme")


def test_lines_that_are_kept_can_be_read_by_strict_programs(read: Read) -> None:
    one = person(read(card("FN:Ann Lee", "X-messaging/odd-All:ann", "X-A;B=c;:1", "X-D;;E=f:2")))
    assert one.other == ("X-messaging-odd-All:ann", "X-A;B=c:1", "X-D;E=f:2")


def test_the_parts_of_a_company_are_no_full_name(read: Read) -> None:
    one = person(read(card("KIND:org", "FN:Acme", "N:Acme Incorporated", version="4.0")))
    assert (one.name, one.custom) == ("Acme", ())


def test_pronouns_leave_the_name(read: Read) -> None:
    assert person(read(card("FN:Ann Lee (she/her)"))).pronouns == "she/her"


@pytest.mark.parametrize("line", BIRTHDAYS)
def test_a_birthday(read: Read, line: str) -> None:
    day, words = BIRTHDAYS[line]
    one = person(read(card("FN:Ann Lee", line)))
    assert one.birthday == day
    assert dict(one.custom).get("Birthday", "") == words
    unread = not day and not words and line.partition(":")[2]
    assert one.remark == (f"can't read “{unread}” as a birthday" if unread else "")


def test_what_cannot_be_read_is_kept_as_it_is(read: Read) -> None:
    lines = ("TEL;TYPE=WORK:ask Jenny", "EMAIL:ann at home", "BDAY:19723101")
    one = person(read(card("FN:Ann Lee", *lines)))
    assert one.other == lines
    assert one.remark == (
        "can't read “ann at home” as an email address; can't read “ask Jenny” as a phone number;"
        " can't read “19723101” as a birthday"
    )


@pytest.mark.parametrize(
    ("address", "location", "kept"),
    [
        (";;;Bern;;;Schweiz", "Bern, Schweiz", ()),
        (";;;;BE;;Schweiz", "BE, Schweiz", ()),
        (";;;宁波;浙江;;", "宁波", ("ADR:;;;宁波;浙江;;",)),
    ],
)
def test_an_address_is_kept_where_the_location_says_less(
    read: Read, address: str, location: str, kept: tuple[str, ...]
) -> None:
    one = person(read(card("FN:Ann Lee", f"ADR:{address}")))
    assert (one.location, one.other) == (location, kept)


def test_a_card_that_says_a_thing_twice_says_it_once(read: Read) -> None:
    twice = ("ADR;HOME:;;;Bern;;;", "ADR;HOME:;;;Thun;;;", "X-A:1") * 2
    one = person(read(card("FN:Ann Lee", *twice)))
    assert (one.location, one.other) == ("Bern", ("ADR;TYPE=home:;;;Thun;;;", "X-A:1"))


def test_an_address_of_several_lines(read: Read) -> None:
    one = person(read(card("FN:Ann Lee", "ADR;HOME:;;Anna Weiss\\", "99\\", "Box 9;Hamburg;;20;Deutschland")))
    assert one.location == "Hamburg, Deutschland"
    assert one.other == ("ADR;TYPE=home:;;Anna Weiss\\n99\\nBox 9;Hamburg;;20;Deutschland",)


def test_the_samples() -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
    for name, groups in (("vcard/apple_30.vcf", 0), ("vcard/vcard_40.vcf", 1)):
        rows = list(VCardReader().read(SAMPLES / name))
        people = [row for row in rows if isinstance(row, ImportedPerson)]
        assert len(people) + expected[name].get("groups", 0) == len(rows)
        assert expected[name]["cards"] == len(rows)
        assert len(rows) - len(people) == groups
        assert people[0].birthday == born(expected[name]["first_bday"])


def test_the_sample_of_a_phone() -> None:
    rowan, cafe = VCardReader().read(SAMPLES / "vcard" / "apple_30.vcf")
    assert isinstance(rowan, ImportedPerson)
    assert rowan.name == "Dr. Rowan Q. Bellweather Jr."
    assert rowan.company == "Bellweather, Lunt & Co."
    assert rowan.profile == "rowanb"
    assert rowan.links == ()
    assert rowan.notes.startswith("Line one\nLine two, with comma; semicolon and a back\\slash")
    assert rowan.notes.endswith("漢字" * 9)
    assert rowan.tags == ("Work", "Mentors senior")
    assert ("+1 555 010 0142", "Assistant’s desk") in rowan.labels
    assert dict(rowan.custom) == {
        "Department": "Research; Design",
        "Nickname": "Row",
        "Anniversary": "5 Jun 2010",
        "Spouse": "Sam Bellweather",
        "Skype": "rowan.b",
    }
    assert [line[:9] for line in rowan.other] == ["item3.ADR", "item3.X-A"]
    assert isinstance(cafe, ImportedPerson)
    assert (cafe.name, cafe.company, cafe.line) == ("Corner Café Söhne", "Corner Café Söhne", 43)


def test_a_group_is_no_person_but_a_tag_of_its_members(read: Read) -> None:
    members = ("MEMBER:urn:uuid:A1", "MEMBER:mailto:bea@example.org", "MEMBER:urn:uuid:gone")
    group = card("KIND:group", "FN:Rowing", *members, version="4.0")
    apple = card(
        "X-ADDRESSBOOKSERVER-KIND:group", "FN:Choir", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a1", "N:Choir"
    )
    ann = card("FN:Ann Lee", "UID:a1", "CATEGORIES:rowing,Bern")
    first, *people, last = read(group + ann + BEA + apple)
    assert [one.tags for one in people if isinstance(one, ImportedPerson)] == [
        ("Rowing", "Bern", "Choir"),
        ("Rowing",),
    ]
    for row, name, line in ((first, "Rowing", 1), (last, "Choir", 20)):
        assert row == RejectedRow(
            file="contacts.vcf",
            line=line,
            name=name,
            reason="a group, not a person: its members in this file get its name as a tag",
            skipped=True,
        )


BROKEN = {
    "no end": ANN.replace(b"END:VCARD\r\n", b"") + BEA,
    "no end at the end": ANN + BEA.replace(b"END:VCARD\r\n", b""),
    "cut in the middle of a line": ANN + BEA[:-20],
    "junk between": b"Content-Type: text/x-vcard\n\n" + ANN + b"\n--\nhello: you\n\n" + BEA + b"=20\n",
    "no version": (ANN + BEA).replace(b"VERSION:3.0\r\n", b""),
    "lower case": (ANN + BEA).replace(b"BEGIN:VCARD", b"begin:vcard").replace(b"END:VCARD", b"end:vCard"),
    "spaces around": (ANN + BEA).replace(b"BEGIN:VCARD", b"BEGIN : VCARD  ").replace(b"END:", b" END: "),
    "indented": b"".join(b"  " + line + b"\n" for line in (ANN + BEA).splitlines()),
    "indented with tabs": b"".join(b"\t" + line + b"\n" for line in (ANN + BEA).splitlines()),
    "line feeds": (ANN + BEA).replace(b"\r\n", b"\n"),
    "carriage returns": (ANN + BEA).replace(b"\r\n", b"\r"),
    "doubled ends of lines": (ANN + BEA).replace(b"\r\n", b"\r\r\n"),
    "mixed ends of lines": ANN.replace(b"\r\n", b"\r") + BEA.replace(b"\r\n", b"\n"),
    "empty lines": (ANN + BEA).replace(b"\r\n", b"\r\n\r\n"),
    "mark of UTF-8": b"\xef\xbb\xbf" + ANN + BEA,
    "UTF-16": (ANN + BEA).decode().encode("utf-16"),
    "UTF-16, little end first": (ANN + BEA).decode().encode("utf-16-le"),
    "UTF-16, big end first": (ANN + BEA).decode().encode("utf-16-be"),
    "NUL": (ANN + BEA).replace(b"TEL", b"\0TEL\0"),
    "a stray quote": ANN.replace(b"TEL:", b'TEL;X="a;TYPE=home:') + BEA,
    "a line of nothing": ANN.replace(b"TEL:", b":\r\n;\r\n=\r\n::::\r\nTEL:") + BEA,
    "a parameter of nothing": ANN.replace(b"TEL:", b"TEL;;=;=x;TYPE=;TYPE=,,:") + BEA,
    "an encoding that isn't one": ANN.replace(b"TEL:", b"TEL;CHARSET=klingon;ENCODING=hat:") + BEA,
    "a character set that isn't text": ANN.replace(b"TEL:", b"TEL;CHARSET=idna:") + BEA,
    "a soft break at the end": ANN.replace(b"END:", b"NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nEND:") + BEA,
    "a fold at the begin": ANN.replace(b"VERSION", b" x\r\nVERSION") + BEA,
    "joined without a line break": (ANN.rstrip() + BEA.rstrip() + b" \r\n"),
    "joined with a mark of UTF-8": b"\xef\xbb\xbf" + ANN + b"\xef\xbb\xbf" + BEA,
    "joined with both": ANN.rstrip() + b"\xef\xbb\xbf" + BEA,
    "joined by DOS": ANN + b"\x1a" + BEA + b"\x1a",
    "stray ends": b"END:VCARD\r\n" + ANN + b"END:VCARD\r\nEND:VCARD\r\n" + BEA,
    "an agent without end": ANN.replace(b"END:", b"AGENT:\r\nBEGIN:VCARD\r\nFN:X\r\nEND:") + BEA,
}


def test_a_card_that_lost_its_begin_comes_in(read: Read, tmp_path: Path) -> None:
    lost = ANN.replace(b"BEGIN:VCARD\r\n", b"")
    for data, line in ((lost + BEA, 1), (b"hello\n\n" + lost + BEA, 3), (BEA + b"\n" + lost, 7), (lost, 1)):
        [ann] = [row for row in read(data) if row.name == "Ann Lee"]
        assert isinstance(ann, ImportedPerson)
        assert (ann.line, ann.phones) == (line, ("+41 44 555 01 01",))
    assert VCardReader().recognises(tmp_path / "contacts.vcf")


def test_a_line_of_each_card_in_joined_files(read: Read) -> None:
    mark = b"\xef\xbb\xbf"
    assert [row.line for row in read(ANN + mark + BEA + BEA.rstrip() + BEA)] == [1, 6, 11, 15]


def test_numbers_addresses_and_chats_as_people_type_them(read: Read) -> None:
    lines = (
        "TEL:044 555 01 01;ext=5",
        "TEL:tel:+41-44-555-01-02;ext=6;phone-context=+41",
        "EMAIL:(ann@example.org)",
        "EMAIL:Ann Lee <ann@example.com>",
        "IMPP:tg://annlee",
        "IMPP:https://t.me/ann",
    )
    one = person(read(card("FN:Ann Lee", *lines)))
    assert one.phones == ("044 555 01 01 ext. 5", "+41-44-555-01-02 ext. 6")
    assert one.emails == ("ann@example.org", "ann@example.com")
    assert (one.custom, one.links) == ((("Telegram", "annlee"),), ("https://t.me/ann",))


def test_a_chat_whose_name_has_a_blank(read: Read) -> None:
    one = person(read(card("FN:Ann Lee", "X-GOOGLE TALK;TYPE=WORK:ann.talks")))
    assert dict(one.custom) == {"Google Chat": "ann.talks"}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_whole_cards_come_in_however_broken_a_file_is(read: Read, data: bytes) -> None:
    rows = read(data)
    assert names(rows) == ["Ann Lee", "Bea Moss"]
    ann = rows[0]
    assert isinstance(ann, ImportedPerson)
    assert ann.phones == ("+41 44 555 01 01",)


def test_one_bad_card_costs_only_itself(read: Read) -> None:
    junk = b"BEGIN:VCARD\n" + (b"\xff\xfe junk;;" * 5 + b"\n") * 20_000 + b"END:VCARD\n"
    nameless = card("N:;;;;", "FN:", "NOTE:who is it?")
    rows = read(ANN + nameless + junk + BEA)
    assert names(rows) == ["Ann Lee", "Bea Moss"]
    unnamed = "the card has no name, company, email or phone"
    assert [(row.line, row.reason) for row in rows if isinstance(row, RejectedRow)] == [
        (6, unnamed),
        (12, unnamed),
    ]


def test_each_line_has_an_encoding_of_its_own(read: Read) -> None:
    data = (
        b"BEGIN:VCARD\nVERSION:2.1\nFN:J\xfcrg \x84Weiss\x93\n"
        b"ORG:Z\xc3\xbcrich\n"
        b"TITLE;CHARSET=ISO-8859-2:\xb3\xf3d\xbc\n"
        b"NOTE;CHARSET=ISO-8859-1:Gr\xc3\xbc\xc3\x9fe\nEND:VCARD\n"
    )
    one = person(read(data))
    assert (one.name, one.company, one.title, one.notes) == ("Jürg „Weiss“", "Zürich", "łódź", "Grüße")


@pytest.mark.parametrize(
    ("page", "name", "company"),
    [
        ("cp1253", "Μαρία Παπαδοπούλου", "Πανεπιστήμιο Αθηνών"),
        ("cp1251", "Анна Смирнова", "Почта России"),
        ("cp1250", "Stanisław Małek", "Wisła i Żabka"),
        ("cp1255", "אפרים קישון", "אוניברסיטת תל אביב"),
        ("cp932", "田中 健", "東京 展示会"),
        ("cp1252", "Åse Ødegård", "«Été» à Nîmes"),
    ],
)
def test_a_file_shows_the_code_page_that_it_does_not_name(
    read: Read, page: str, name: str, company: str
) -> None:
    odd = card(f"FN:{name}", "X:1", f"ORG:{company}", version="2.1").decode().encode(page)
    labelled = card(
        "FN;CHARSET=ISO-8859-1:J\xfcrg",
        "X-A;CHARSET=ISO-8859-1:\xe4\xf6\xfc\xe4\xf6\xfc\xe4\xf6",
        version="2.1",
    )
    rows = read(odd.replace(b"X:1", "TITLE:Chef à".encode()) + labelled.decode().encode("latin-1") + BEA)
    assert names(rows) == [name, "Jürg", "Bea Moss"]
    assert isinstance(rows[0], ImportedPerson)
    assert (rows[0].company, rows[0].title) == (company, "Chef à")


def test_a_character_cut_by_a_fold_is_whole_again(read: Read) -> None:
    line = "FN:" + "é" * 60
    folded = b"\r\n ".join((line.encode()[:74], line.encode()[74:]))
    assert person(read(card("X:1").replace(b"X:1", folded))).name == "é" * 60


def test_folds_that_lost_their_blank_and_notes_of_several_lines(read: Read) -> None:
    long = "NOTE:" + "word " * 14 + "and the"
    one = person(
        read(card("FN:Ann Lee", long, "end", "of day", "X-A:" + "y" * 80, "zz", "TITLE:Head", "of it: no"))
    )
    assert one.notes == long[5:] + "end\nof day"
    assert one.other == ("X-A:" + "y" * 80 + "zz",)
    assert one.title == "Head"


def test_pictures_and_keys_are_not_kept(read: Read) -> None:
    fat = "A" * 300_000
    one = person(
        read(
            card(
                "FN:Ann Lee",
                f"PHOTO;ENCODING=b:{fat}",
                "LOGO;VALUE=uri:https://example.org/logo.png",
                "SOUND:data:audio/ogg;base64,AAAA",
                "item1.KEY;TYPE=PGP;ENCODING=B:AAAA",
                "X-WALLPAPER;ENCODING=BASE64:" + fat,
                "X-PICTURE:data:image/png;base64,AAAA",
                "TEL:+41 44 555 01 01",
            )
        )
    )
    assert (one.phones, one.other) == (("+41 44 555 01 01",), ())


def test_what_is_too_long_or_too_much_is_left_out(read: Read) -> None:
    lines = (
        f"NICKNAME:{'a' * 1_200}",
        f"TITLE:{'t' * 1_200}",
        f"NOTE:{'n' * 1_100_000}",
        f"X-LONG:{'x' * 2_100}",
        *(f"EMAIL:a{number}@example.org" for number in range(150)),
        *(f"X-MANY:{number}" for number in range(150)),
    )
    one = person(read(card("FN:Ann Lee", *lines)))
    assert one.title == ""
    assert len(person(read(card(f"FN:{'x' * 1_200}"))).name) == len(dict(one.custom)["Nickname"]) == 1_000
    assert len(one.emails) == len(one.other) == 100
    assert len(one.notes) < 1_100_000
    assert "the title is 1,200 characters long" in one.remark
    assert "the note is over 1 MB, and was cut" in one.remark


def test_strangers_text_steers_nothing(read: Read) -> None:
    hostile = HOSTILE_TEXT.replace("\n", " ").replace("\r", " ").translate(ESCAPED)
    one = person(
        read(
            card(
                f"FN:Ann {hostile}",
                f"ORG:{hostile}",
                f"NOTE:{hostile}\\nEND:VCARD\\n\x1b[2J",
                f"NICKNAME:{hostile}",
                f"X-EVIL:{hostile[:1_500]}",
                "X-QP;ENCODING=QUOTED-PRINTABLE:a=0D=0AEND:VCARD=1B",
                f"item1.TEL:+41 44 555 01 01\r\nitem1.X-ABLabel:{hostile}",
            )
        )
    )
    texts = [
        one.name,
        one.company,
        *one.other,
        *(part for pair in (*one.custom, *one.labels) for part in pair),
    ]
    assert len(texts) == 8
    assert not [text for text in texts if any(ch in text for ch in "\x1b\x07\n\r\u202e")]
    assert "\x1b" not in one.notes
    assert "X-QP:a\\nEND:VCARD␛" in one.other


def test_a_file_is_recognised_by_what_is_in_it(tmp_path: Path) -> None:
    for name, data, known in (
        ("contacts.vcf", b"hello\n" + ANN, True),
        ("contacts.txt", b"\xef\xbb\xbf\n" + ANN, True),
        ("messages.csv", b"FROM,CONTENT\nAnn,see\n" + ANN, False),
        ("empty.vcf", b"", False),
        ("ends.vcf", b"END:VCARD\n", False),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert VCardReader().recognises(path) is known, name
    assert not VCardReader().recognises(tmp_path / "none.vcf")
    assert VCardReader().recognises(tmp_path)  # a folder of such files


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "contacts.vcf is empty: export your contacts again"),
        (b"\xff\xfe", "contacts.vcf is empty: export your contacts again"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "contacts.vcf is a calendar, not an address book: .*"),
        (
            b"BEGIN:VCARD VERSION:3.0 FN:Ann Lee END:VCARD\n",
            "contacts.vcf: BEGIN:VCARD has to be a line by itself; export your contacts again",
        ),
        (b"Name,Email\n", "contacts.vcf holds no vCards: no line says BEGIN:VCARD; .*"),
    ],
)
def test_another_kind_of_file_gets_a_line_about_that_kind(read: Read, data: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=f"^{message}$"):
        read(data)


def test_a_file_of_several_that_holds_no_card_is_named(tmp_path: Path) -> None:
    """No row told of it, in a folder as in a ZIP."""
    card = "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n"
    files = {"ann.vcf": card, "cut.vcf": "", "dust.vcf": "\0" * 50, "a.txt": "x"}
    folder = tmp_path / "book"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as archive:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
            archive.writestr(name, text)
    (folder / "gone.vcf").symlink_to(tmp_path / "nowhere")
    for path in (folder, tmp_path / "book.zip"):
        rows = list(VCardReader().read(path))
        assert [one.name for one in rows if isinstance(one, ImportedPerson)] == ["Ann"]
        failed = {one.file.split("/")[1]: one.reason for one in rows if isinstance(one, RejectedRow)}
        assert failed.pop("gone.vcf", "").startswith("the file can't be read") is (path == folder)
        assert failed == dict.fromkeys(
            ("cut.vcf", "dust.vcf"), "the file holds no vCard: no line says BEGIN:VCARD"
        )


def test_a_zip_of_cards(tmp_path: Path) -> None:
    path = tmp_path / "contacts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("friends/ann.vcf", ANN)
        archive.writestr("bea.VCF", BEA)
        archive.writestr("readme.txt", ANN)
        archive.writestr("__MACOSX/._bea.vcf", ANN)
    assert VCardReader().recognises(path)
    rows = list(VCardReader().read(path))
    assert [(row.file, row.line) for row in rows] == [
        ("contacts.zip/friends/ann.vcf", 1),
        ("contacts.zip/bea.VCF", 1),
    ]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", ANN)
    with pytest.raises(ImportFileError, match=r"^contacts.zip holds no vCards: there is no .vcf file in it$"):
        list(VCardReader().read(path))


def test_more_files_or_cards_than_are_taken_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "contacts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ann.vcf", ANN)
        archive.writestr("bea.vcf", BEA)
    monkeypatch.setattr(vcard, "MAX_ROWS", 1)
    with pytest.raises(ImportFileError, match="has over 1 cards: split it"):
        list(VCardReader().read(path))
    monkeypatch.setattr(export_archive, "_MAX_MEMBERS", 1)
    with pytest.raises(ImportFileError, match="has over 1 files: unpack it"):
        list(VCardReader().read(path))


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contacts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ann.vcf", ANN)
    path.write_bytes(path.read_bytes().replace(b"Ann Lee", b"Ann Loo"))
    with pytest.raises(ImportFileError, match=r"^contacts.zip/ann.vcf cannot be unpacked"):
        list(VCardReader().read(path))


@given(st.lists(st.binary(max_size=60), min_size=3, max_size=3))
@settings(max_examples=100)
def test_no_bytes_between_cards_cost_a_card(
    tmp_path_factory: pytest.TempPathFactory, junk: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.vcf"
    first, between, last = junk
    path.write_bytes(b"\n".join((b"x" + first, ANN, between, BEA, last)))
    assert names(list(VCardReader().read(path)))[:2] == ["Ann Lee", "Bea Moss"]


@given(st.lists(st.binary(max_size=30), max_size=8))
@settings(max_examples=100)
def test_no_bytes_in_a_card_cost_the_next(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.vcf"
    begin = b"BEGIN:VCARD\nVERSION:3.0\nEMAIL"
    path.write_bytes(ANN + begin + b"\nTEL;".join(lines) + b"\n" + BEA)
    found = names(list(VCardReader().read(path)))
    assert (found[0], found[-1]) == ("Ann Lee", "Bea Moss")


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(one_line)


@pytest.mark.parametrize("version", CardVersion)
@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=30)
def test_what_netui_writes_comes_back(
    version: CardVersion, tmp_path_factory: pytest.TempPathFactory, text: str, other: str
) -> None:
    before = make_contact(
        name="Ann Lee",
        positions=(Position(text, other or "Acme"),),
        emails=("ann@example.org", "ann@work.example"),
        phones=("+41 44 555 01 01",),
        links=("https://ann.example",),
        labels={"ann@work.example": "work", "+41 44 555 01 01": "boat", "https://ann.example": "home"},
        location="Bern, Switzerland",
        birthday=born("--02-29"),
        time_zone="Europe/Zurich",
        pronouns="she/her",
        notes=f"{text}\n\n{other}".strip(),
        custom={"Nickname": "Annie", "Anniversary": "5 Jun 2010"},
        card_lines=("item1.ADR;TYPE=work:;;1 Way;Bern;;;Switzerland", "item1.X-ABADR:ch"),
    )
    path = tmp_path_factory.getbasetemp() / "own.vcf"
    path.write_text("".join(vcards([before], NoNames(), notes=True, version=version)), "utf-8", newline="")
    one = person(list(VCardReader().read(path)))
    for name in (
        *("name", "title", "company", "emails", "phones", "links", "location", "birthday", "time_zone"),
        *("pronouns", "notes"),
    ):
        assert getattr(one, name) == getattr(before, name), name
    assert dict(one.labels) == before.labels
    assert dict(one.custom) == before.custom
    assert one.other == before.card_lines
    assert one.remark == ""


class NoNames:
    def name_of(self, contact_id: int) -> str:
        return ""


def test_a_file_of_several_that_is_too_large_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "MAX_BYTES", 200)
    card = "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n"
    entry = "dn: cn=Ann\ncn: Ann\n"
    for reader, ending, text in ((VCardReader(), "vcf", card), (LdifReader(), "ldif", entry)):
        folder = tmp_path / ending
        folder.mkdir()
        (folder / f"all.{ending}").write_text(text * 20)
        (folder / f"few.{ending}").write_text(text)
        rejected, person = reader.read(folder)
        assert isinstance(rejected, RejectedRow)
        assert rejected.file == f"{ending}/all.{ending}"
        assert rejected.reason == "the file is over 0 MB: split it into smaller files"
        assert isinstance(person, ImportedPerson)
        assert person.name == "Ann"
        with pytest.raises(ImportFileError, match="is over 0 MB"):
            list(reader.read(folder / f"all.{ending}"))
