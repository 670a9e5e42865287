"""Address books in LDIF (RFC 2849), as Thunderbird, older programs and directories write them.

The attributes of an entry are read as a row of a table: each has the head of a column that holds the same.
"""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.domain.text import shortened
from netui.domain.values import replace
from netui.exchange.reading.card import MOST, one_line
from netui.exchange.reading.card_person import A_GROUP
from netui.exchange.reading.code_page import page_of_lines
from netui.exchange.reading.content_lines import plain_lines
from netui.exchange.reading.csv_text import MAX_CELL, MAX_CELLS, MAX_ROWS, CsvRow, decode
from netui.exchange.reading.export_archive import HEAD_BYTES, ExportArchive
from netui.exchange.reading.foreign_kinds import begins_as_ldif, foreign_kind
from netui.exchange.reading.table_columns import columns_of
from netui.exchange.reading.table_person import PersonReader

_LINE = re.compile(rb"([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
"""A line with its folds."""
_ATTRIBUTE = re.compile(rb"([A-Za-z0-9][\w.-]{0,100}+)((?:;[\w-]{1,100}+){0,9}+)[ \t]*+")
_FOLD = re.compile(rb"\n[ \t]")
_BEGIN = re.compile(rb"^dn:", re.IGNORECASE | re.MULTILINE)
_BETWEEN_ENTRIES = re.compile(rb"#|version:[ \t]*\d+[ \t]*\Z|(?:search|result):", re.IGNORECASE)
"""Comments, the version, and what a search of a directory ends with."""
_GROUP = re.compile(rb"^objectclass:[ \t]*(?:groupof|\w*group[ \t]*$)", re.IGNORECASE | re.MULTILINE)
_BINARY = re.compile(r"[\0-\x08\x0e-\x1f]")
_MOST_REMARKS, _LONGEST_NAME = 5, 200
_NAMED = frozenset({".ldif", ".ldi"})
_AROUND = re.compile(r"\s*([,=])\s*")
_FIRST_PART = re.compile(r"[\w.]+=((?:\\.|[^,+\\])+)")
_BETWEEN_TAGS = re.compile(r"[;,\s]+")
_BEGINS_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")

_HEADS = """
Display name = cn commonname displayname
First name = givenname gn
Last name = sn surname
Name prefix = personaltitle
Name suffix = generationqualifier
Nickname = mozillanickname xmozillanickname
Primary email = mail rfc822mailbox
Secondary email = mozillasecondemail xmozillasecondemail
Screen name = nsaimid mozilla_aimscreenname nscpaimscreenname
Work phone = telephonenumber
Home phone = homephone hometelephonenumber
Mobile number = mobile cellphone mobiletelephonenumber
Fax number = fax facsimiletelephonenumber
Home fax = homefacsimiletelephonenumber
Pager number = pager pagerphone pagertelephonenumber
Organization = o organizationname
Department = ou orgunit organizationalunitname departmentnumber
Job title = title
Work address = street streetaddress mozillaworkstreet2 postaladdress mozillapostaladdress2
Work city = l locality localityname
Work state = st region stateorprovincename
Work zip = postalcode zip
Work country = c countryname co friendlycountryname
Home address = mozillahomestreet mozillahomestreet2 homestreet streethomeaddress homepostaladdress
    mozillahomepostaladdress2
Home city = mozillahomelocalityname
Home state = mozillahomestate
Home zip = mozillahomepostalcode
Home country = mozillahomecountryname
Web page 1 = mozillaworkurl workurl labeleduri wwwhomepage
Web page 2 = mozillahomeurl homeurl
Birth day = birthday
Custom 1 = mozillacustom1 custom1
Custom 2 = mozillacustom2 custom2
Custom 3 = mozillacustom3 custom3
Custom 4 = mozillacustom4 custom4
Manager = manager managername
Assistant = secretary assistantname
Office = physicaldeliveryofficename
Language = preferredlanguage
"""
"""The heads of attributes, which are in lower case; the heads of others are their own words."""

_SKIPPED = re.compile(
    "control|luid|.*timestamp|x?mozillausehtmlmail|xmozillaanyphone|userid|memberof"
    "|jpegphoto|photo|thumbnail.*|audio|user(?:password|certificate|smimecertificate|pkcs12|account.*)"
    "|(?:uid|gid)number|homedirectory|loginshell|gecos|entry.*|structuralobjectclass|creatorsname"
    "|modifiersname|subschemasubentry|hassubordinates|object(?!class).*|instancetype|when.*|usn.*"
    "|ms-?(?:exch|ds).*|shadow.*|samba.*|sam.*|krb.*|pwd.*|badp.*|lastlog.*|admincount|primarygroupid"
    "|countrycode|codepage"
)
"""What directories and programs write for themselves; no password is kept."""
_OF_ENTRY = frozenset({"dn", "objectclass", "changetype", "uid"})
"""What says which entry it is, and no more."""
_PEOPLE = frozenset({"mail", "sn", "surname", "givenname"})
_MEMBERS = ("member", "uniquemember", "memberuid")
_CHANGES = frozenset({"modify", "delete", "modrdn", "moddn"})


def _head_words() -> Iterator[tuple[str, str]]:
    head = ""
    for line in _HEADS.strip().splitlines():
        before, _, names = line.rpartition(" = ")
        head = before or head
        yield from ((name, head) for name in names.split())


_HEAD_OF = dict(_head_words())


class _Attribute(Struct, frozen=True):
    """An attribute: its `name` in lower case, and the `head` of the column that would hold it.

    `optional` is one with an option, such as a language, `skipped` one that says nothing of a person.
    """

    name: str
    head: str
    optional: bool
    skipped: bool


@lru_cache(1024)
def _attribute(written: bytes) -> _Attribute | None:
    match = _ATTRIBUTE.fullmatch(written)
    if match is None:
        return None
    name, options = match[1].decode(), match[2].decode().lower()
    words = _BEGINS_WORD.sub(" ", name).capitalize()
    name = name.lower()
    head = _HEAD_OF.get(name, words)
    if "phonetic" in options:
        head = f"Phonetic {head.lower()}"
    return _Attribute(name, head, bool(options), "binary" in options or bool(_SKIPPED.fullmatch(name)))


class _Value(Struct, frozen=True):
    """A value of an attribute."""

    of: _Attribute
    text: str

    @property
    def cell(self) -> str:
        """The text as a cell of a table: lines of an address each on its own, a person by name."""
        name = self.of.name
        if name.endswith("postaladdress"):
            return self.text.replace("$", "\n")
        if name in {"manager", "secretary"} and (found := _FIRST_PART.match(self.text)):
            return found[1].replace("\\", "")
        return self.text.partition(" ")[0] if name == "labeleduri" else self.text  # before a label


class _Entry:
    """The values of one entry, and the line on which it begins."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.values: list[_Value] = []
        self.remarks: list[str] = []

    def all(self, *names: str) -> list[str]:
        """Return the values of some attributes."""
        return [value.text for name in names for value in self.values if value.of.name == name]

    def first(self, *names: str) -> str:
        """Return the first value of the first of some attributes that has one."""
        return next(iter(self.all(*names)), "")

    @property
    def classes(self) -> set[str]:
        """What the entry is about."""
        return {name.lower() for name in self.all("objectclass")}

    @property
    def is_group(self) -> bool:
        """Whether the entry is a list of others."""
        return any(name.startswith("groupof") or name.endswith("group") for name in self.classes)

    @property
    def skipped(self) -> str:
        """Why the entry is of no one; "" if it may be of a person."""
        classes, names = self.classes, {value.of.name for value in self.values}
        if self.is_group:
            return A_GROUP
        if self.first("changetype").lower() in _CHANGES:
            return "a change of an entry, not a person"
        people = _PEOPLE & names or any("person" in name for name in classes)
        return "an entry of a directory, not a person" if classes and not people else ""

    def add(self, raw: bytes, number: int, page: str) -> None:
        """Add a line without its folds, or remark what is wrong with it."""
        written, colon, data = raw.partition(b":")
        attribute = _attribute(written) if colon and len(written) < _LONGEST_NAME else None
        if attribute is None:
            self._remark(f"line {number} isn't “name: value”")
        elif attribute.skipped or data.startswith(b"<") or len(self.values) > MAX_ROWS:
            return  # what another file holds is never read
        elif len(data) > MAX_CELL * 4 // 3:
            self._remark(f"{written.decode()} is over 64 kB")
        else:
            try:
                data = a2b_base64(data[1:]) if data.startswith(b":") else data
            except Error:
                self._remark(f"line {number} isn't base64")
                return
            text = _text(data, page)
            if not _BINARY.search(text):
                self.values.append(_Value(attribute, text.strip()))

    def _remark(self, remark: str) -> None:
        if len(self.remarks) < _MOST_REMARKS:
            self.remarks.append(remark)


class LdifReader:
    """Reads the people of LDIF files, alone or in a ZIP or a folder."""

    def recognises(self, path: Path) -> bool:
        """Whether a file holds LDIF; False too where it can't be read."""
        try:
            return any(True for _ in _members(ExportArchive(path), path))
        except ImportFileError:
            return False

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        """Yield each entry in order; raise ImportFileError for a file without any."""
        archive = ExportArchive(path)
        members = list(_members(archive, path))
        if not members:
            kind = foreign_kind(path)
            raise ImportFileError(kind or f"{archive.name} isn't LDIF: no line begins with dn:")
        count = 0
        for member in members:
            if isinstance(found := archive.read_or_reject(member), RejectedRow):
                yield found
                continue
            data = plain_lines(found)
            page, file = page_of_lines(data), archive.label(member)
            tags = _tags_of_members(data, page)
            for entry in _entries(data, page):
                count += 1
                if count > MAX_ROWS:
                    raise ImportFileError(
                        f"{archive.name} has over {MAX_ROWS:,} entries: split it into smaller files"
                    )
                yield _person(entry, file, tags)


def _members(archive: ExportArchive, path: Path) -> Iterator[str]:
    for member, head in archive.heads():
        named = Path(member or path.name).suffix.lower() in _NAMED
        if begins_as_ldif(decode(head[:HEAD_BYTES])) or (named and _BEGIN.search(plain_lines(head))):
            yield member


def _entries(data: bytes, page: str) -> Iterator[_Entry]:
    """Yield the entries, which blank lines part; each begins with its name in the directory."""
    entry: _Entry | None = None
    line = 1
    for found in _LINE.finditer(data):
        number, line = line, line + found[0].count(b"\n")
        raw = found[1] if b"\n" not in found[1] else _FOLD.sub(b"", found[1])
        begins = _BEGIN.match(raw)
        if entry is not None and (begins or not raw.strip()):
            yield entry
            entry = None
        if raw.strip() and not _BETWEEN_ENTRIES.match(raw):
            entry = entry or _Entry(number)
            entry.add(raw, number, page)
    if entry is not None:
        yield entry


def _text(data: bytes, page: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(page, "replace")


def _tags_of_members(data: bytes, page: str) -> dict[str, list[str]]:
    """Return the names of the groups in a file by the keys of their members."""
    tags: dict[str, list[str]] = {}
    found = _entries(data, page) if _GROUP.search(data) else ()
    for group in (entry for entry in found if entry.is_group):
        name = _BETWEEN_TAGS.sub(" ", group.first("cn", "ou", "displayname"))
        for member in map(_key, group.all(*_MEMBERS)):
            if name and len(names := tags.setdefault(member, [])) < MOST:
                names.append(name)
    return tags


def _key(name: str) -> str:
    """Return the name of an entry in a directory in the one way in which names are compared."""
    return _AROUND.sub(r"\1", name.strip()).casefold()


def _person(entry: _Entry, file: str, tags: Mapping[str, Sequence[str]]) -> ImportedPerson | RejectedRow:
    if reason := entry.skipped:
        name = shortened(one_line(entry.first("cn", "ou", "o", "dn")))
        return RejectedRow(file=file, line=entry.line, reason=reason, name=name, skipped=True)
    # The name without a language counts, and those in others are own fields.
    values = sorted(entry.values, key=lambda value: value.of.optional)
    values = [value for value in values if value.of.name not in _OF_ENTRY]
    groups = [tag for key in map(_key, entry.all("dn", "uid")) for tag in tags.get(key, ())]
    heads = ("Skip", *(value.of.head for value in values), *["Tags"] * len(groups))
    cells = [entry.first("dn"), *(value.cell for value in values), *groups]
    problem = f"the entry has over {MAX_CELLS:,} values" if len(cells) > MAX_CELLS else ""
    reader = PersonReader(_columns(heads), file, day_first=False, what="entry")
    found = reader.read(CsvRow(entry.line, cells, problem))
    if entry.remarks and isinstance(found, ImportedPerson):
        remarks = (found.remark, *entry.remarks)
        return replace(found, remark="; ".join(filter(None, remarks)))
    return found


_columns = lru_cache(256)(columns_of)
