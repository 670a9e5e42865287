"""A wrong kind of file gets one line about that kind."""

import zipfile
from pathlib import Path

import pytest

from netui.bootstrap.import_files import READERS, format_of
from netui.domain.errors import ImportFileError
from netui.exchange.reading.foreign_kinds import foreign_kind

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Excel or Outlook file"),
        (b"<!DOCTYPE html>\n<html><table><tr><td>Name,Email", "is a web page"),
        (b"\xef\xbb\xbf  <HTML>", "is a web page"),
        ("<table>".encode("utf-16"), "is a web page"),
        (b'[\n {"name": "Ann", "email": "a@x.example"}]', "is JSON: `netui restore FILE`"),
        (b'{"name": "Ann,Email"}', "is JSON"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "is a calendar"),
        (b'"CONVERSATION ID","CONVERSATION TITLE"\n', "is a file of messages"),
        (b"CONVERSATION ID,CONVERSATION TITLE,FROM\n", "is a file of messages"),
        (b'["vcard", [["fn", {}, "text", "Ann"]]]', "is JSON"),
        (b'<div class="vcard"><span class="fn">Ann</span></div>', "is a web page"),
        (
            b"Return-Path: <a@x.example>\nFrom: Ann\n <a@x.example>\nSubject: hi\n\nhi\n",
            "is a file of messages",
        ),
        (b"From a@x.example Mon Jan  1 00:00:00 2024\nFrom: Ann\nSubject: hi\n", "is a file of messages"),
        (b"-----BEGIN PGP MESSAGE-----\n\nabc\n", "is encrypted"),
        (b"contacts.vcf".ljust(257, b"\0") + b"ustar\0", "is packed with tar"),
        (b"BZh91AY&SY" + bytes(range(200)), "is packed with bzip2"),
        (b"\0\0\0\x18ftypheic" + bytes(range(256)) * 2, "is not text"),
        (b"MZ\x90" + bytes(100), "is not text"),
        (b"SQLite format 3\0" + bytes(100), "is a database"),
        (b"\x1f\x8b\x08" + bytes(100), "is packed with gzip"),
        (b"!BDN" + bytes(100), "is an Outlook data file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
        (bytes(range(128, 160)) * 40 + bytes(range(16)) * 80, "is not text"),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    for refuse in (format_of, lambda path: next(iter(READERS["csv"].read(path)))):
        with pytest.raises(ImportFileError) as caught:
            refuse(path)
        assert str(caught.value).startswith(f"people.csv {words}")
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("xl/workbook.xml", "is an Excel workbook"),
        ("content.xml", "is a LibreOffice file"),
        ("word/document.xml", "is a Word document"),
    ],
)
def test_files_that_are_a_zip(tmp_path: Path, member: str, words: str) -> None:
    path = tmp_path / "people.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "Name,Email\nAnn,a@x.example\n")
    with pytest.raises(ImportFileError, match=words):
        format_of(path)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("holiday.jpg", "people.zip holds no address book: unpack it"),
        ("Rich_Media.csv", "people.zip is no LinkedIn export"),
    ],
)
def test_a_zip_without_people(tmp_path: Path, member: str, words: str) -> None:
    path = tmp_path / "people.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "Date,Link\n")
    with pytest.raises(ImportFileError, match=words):
        format_of(path)


@pytest.mark.parametrize(
    "text", ["Subject,From: whom\nTea,Ann\n", "Name: first,Subject\nAnn,Tea\n", "[Name],Email\n"]
)
def test_a_table_with_odd_heads_is_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    assert foreign_kind(path) == ""


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "people.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("people.csv", "Name,Email\nAnn,a@x.example\n")
    data = path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match=r"people\.zip needs a password: unpack it"):
        format_of(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="there is no file"):
        format_of(tmp_path / "gone.csv")


def test_a_table_that_may_be_of_anything_is_not_taken_unasked(tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text("Name,Tags\nTea,hot\n", encoding="utf-8")
    with pytest.raises(ImportFileError, match="may not be about people: say --format csv"):
        format_of(path)
    assert [row.name for row in READERS["csv"].read(path)] == ["Tea"]


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.csv")), ids=lambda path: path.name)
def test_no_table_is_foreign(path: Path) -> None:
    assert ("of messages" in foreign_kind(path)) is (path.name == "messages.csv")
    assert foreign_kind(path) == "" or path.name == "messages.csv"
