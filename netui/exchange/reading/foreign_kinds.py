"""What a file is that isn't a table of people, by its first bytes, and what to do instead."""

import re
from pathlib import Path

from netui.domain.text import clean
from netui.exchange.reading.csv_text import decode, wide_encoding
from netui.exchange.reading.export_archive import ExportArchive, is_zip
from netui.plain_file import read_small

_LOOKED_AT = 4096
_LEAST_NOISE = 40
_SAVE_AS = "open it and save it as CSV (UTF-8)"
_UNPACK = "unpack it and import the file inside"
_MESSAGES = "a file of messages, not of people: `netui collect FILE` proposes entries from it"
_CONTACTS = "export your contacts as CSV or vCard instead"

_BINARY = (
    (b"\xd0\xcf\x11\xe0", f"an old Excel or Outlook file: {_SAVE_AS}"),
    (b"%PDF", f"a PDF: {_CONTACTS}"),
    (b"!BDN", "an Outlook data file: in Outlook export the contacts as CSV instead"),
    (b"SQLite format 3", f"a database: {_CONTACTS}"),
    (b"\x1f\x8b", f"packed with gzip: {_UNPACK}"),
    (b"7z\xbc\xaf", f"packed with 7-Zip: {_UNPACK}"),
    (b"Rar!", f"packed with RAR: {_UNPACK}"),
    (b"BZh", f"packed with bzip2: {_UNPACK}"),
    (b"\xfd7zXZ", f"packed with xz: {_UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"packed with zstd: {_UNPACK}"),
    (b"\x89PNG", f"a picture: {_CONTACTS}"),
    (b"\xff\xd8\xff", f"a picture: {_CONTACTS}"),
    (b"GIF8", f"a picture: {_CONTACTS}"),
)
_TEXT = (
    ("begin:vcard", "a file of vCards, not a table: import it without --format"),
    ("begin:vcalendar", "a calendar, not an address book: `netui collect FILE` proposes entries from it"),
    ("conversationid,", _MESSAGES),
    ('"conversationid",', _MESSAGES),
    ("<!doctypehtml", f"a web page, whatever its name is: {_SAVE_AS}, or export it again"),
    ("<html", f"a web page, whatever its name is: {_SAVE_AS}, or export it again"),
    ("<div", f"a web page, whatever its name is: {_SAVE_AS}, or export it again"),
    ("<body", f"a web page, whatever its name is: {_SAVE_AS}, or export it again"),
    ("<meta", f"a web page, whatever its name is: {_SAVE_AS}, or export it again"),
    ("<table", f"a web page, whatever its name is: {_SAVE_AS}, or export it again"),
    ("<?xml", f"XML: {_CONTACTS}"),
    ("{\\rtf", f"a document: {_CONTACTS}"),
    ("{", "JSON: `netui restore FILE` reads what netui exported"),
    ("[{", "JSON: `netui restore FILE` reads what netui exported"),
    ('["', "JSON: `netui restore FILE` reads what netui exported"),
    ("[]", "JSON: `netui restore FILE` reads what netui exported"),
    ("-----beginpgp", "encrypted: decrypt it first"),
    ("//<!--<mdb:mork", "an old Thunderbird address book: in Thunderbird export it as CSV instead"),
)
_TAR, _TAR_AT = b"ustar", 257
_OF_LDIF = re.compile(
    r"(?:#[^\n]*+\n|\s)*+(?:version:\s*+\d\s*+(?:#[^\n]*+\n|\s)*+)?+(?:dn|objectclass):", re.IGNORECASE
)
_EMAIL = re.compile(
    r"(?:From [^\n]*\n)?(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    r"(?:Received|Return-Path|Message-ID|Subject|MIME-Version):",
    re.IGNORECASE,
)
_IN_ZIP = (
    ("xl/workbook.xml", f"an Excel workbook: {_SAVE_AS}"),
    ("xl/workbook.bin", f"an Excel workbook: {_SAVE_AS}"),
    ("word/document.xml", f"a Word document: {_CONTACTS}"),
    ("Index/Document.iwa", f"a Numbers or Pages file: {_SAVE_AS}"),
    ("content.xml", f"a LibreOffice file: {_SAVE_AS}"),
)


def foreign_kind(path: Path) -> str:
    """Return a line on what a file is and what to do, or "" for text or a ZIP that may hold people.

    A file that can't be opened is "" too; a damaged ZIP raises ImportFileError.
    """
    try:
        data = read_small(path, _LOOKED_AT)
    except (OSError, ValueError):
        return ""
    name = clean(path.name)
    if is_zip(path):
        return _of_zip(ExportArchive(path))
    kind = next((kind for begin, kind in _BINARY if data.startswith(begin)), "")
    if data.startswith(_TAR, _TAR_AT):
        kind = f"packed with tar: {_UNPACK}"
    kind = kind or _of_text(data)
    return f"{name} is {kind}" if kind else ""


def begins_as_ldif(text: str) -> bool:
    """Whether a text begins as LDIF does: with the name of an entry, after comments and a version."""
    return _OF_LDIF.match(text.lstrip("\ufeff")) is not None


def _of_text(data: bytes) -> str:
    text = decode(data).lstrip("\ufeff")
    begins = "".join(text[:200].split()).lower()
    if kind := next((kind for begin, kind in _TEXT if begins.startswith(begin)), ""):
        return kind
    if _EMAIL.match(text):
        return _MESSAGES
    if begins_as_ldif(text):
        return "LDIF, not a table: import it without --format"
    nul = 0 if wide_encoding(data) else data.count(0)
    return f"not text: {_CONTACTS}" if _is_noise(text, nul) else ""


def _is_noise(text: str, nul: int) -> bool:
    """Whether a tenth of a text is what no text has; a short one may hold anything."""
    noise = nul + sum((ch < " " and not ch.isspace()) or ch == "\ufffd" for ch in text)
    return noise > max(len(text) // 10, _LEAST_NOISE)


def _of_zip(archive: ExportArchive) -> str:
    members = archive.members()
    names = {name for name, _ in members}
    for name, kind in _IN_ZIP:
        if name in names:
            return f"{archive.name} is {kind}"
    if members and all(locked for _, locked in members):
        return f"{archive.name} needs a password: {_UNPACK}"
    return ""
