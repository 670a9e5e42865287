"""Removes one person from all documents, changes and labels.

First everything is looked at, the newest first (`see`), to learn what was theirs alone: their contact, and
interactions, follow-ups, interviews, mentoring, favours and milestones with no one else. That goes as a
whole. From what they shared with others and what is tied to an interview with them their id and every part
of their name goes; from all other text their full name, addresses and numbers.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import msgspec
from msgspec import Raw

from netui.domain.people.forgotten import subjects_of
from netui.domain.values import replace
from netui.storage.changes.changes import DocumentChange, document_fields, encode_document
from netui.storage.changes.lines import TransactionLine

SOMEONE = "someone"
_ABOUT_THEM = "A change about someone"
_KEY_NAMES = {
    "interactions": ("contact_ids", "gone"),
    "follow_ups": ("contact_id", "about_id", "after_id"),
    "interviews": ("contact_id",),
    "mentoring": ("contact_id",),
    "favours": ("contact_id",),
    "milestones": ("contact_id",),
}
_TIES = {"practice": "interview_id", "reflections": "interview_id"}
"""Collections whose documents may be tied to an interview of theirs, by the field that names it."""
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "sir", "dame", "von", "van", "der", "de", "the"})
_decode = msgspec.json.Decoder(Any).decode
_encode = msgspec.json.encode
_NUMBER = re.compile(r"\d+")
_NOBODY = frozenset({b"null", b"[]"})
_DROPPED = object()
_PIECE = 512
_FEW = 30

Fields = Mapping[str, Raw]


class Traces:
    """What is known of one person: their names and addresses, and the documents they are in.

    They have several ids where records were merged into theirs.
    """

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = frozenset(ids)
        self.names: set[str] = set()
        self.addresses: set[str] = set()
        self._digits = [str(one).encode() for one in self.ids]
        self.ever: set[tuple[str, int]] = set()
        self.elsewhere: set[tuple[str, int]] = set()
        self.last: dict[tuple[str, int], dict[str, Any]] = {}
        self.tied: dict[tuple[str, int], set[int]] = {}

    def see(self, name: str, document_id: int, fields: Fields) -> None:
        """Take note of fields of a document; those seen first count as its last state."""
        if name == "contacts":
            if document_id in self.ids:
                self._see_person(fields)
            return
        if not fields:
            return
        key = (name, document_id)
        keys = _KEY_NAMES.get(name)
        if (tie := _TIES.get(name, "")) in fields:
            self.tied.setdefault(key, set()).update(map(int, _NUMBER.findall(bytes(fields[tie]).decode())))
        if keys is None:
            if any(
                not self.ids.isdisjoint(map(int, _NUMBER.findall(bytes(raw).decode("utf-8", "replace"))))
                for raw in fields.values()
            ):
                self.ever.add(key)
            return
        if not self._digits_in(fields.values()) and key not in self.last and key not in self.ever:
            others = (bytes(raw) not in _NOBODY for name, raw in fields.items() if name in keys[:1])
            if any(others):
                self.elsewhere.add(key)
                return
        for field in keys:
            if field not in fields:
                continue
            value: Any = _decode(fields[field])
            self.last.setdefault(key, {}).setdefault(field, value)
            if not self.ids.isdisjoint(value if isinstance(value, list) else (value,)):
                self.ever.add(key)

    def see_document(self, name: str, document_id: int, document: Raw) -> None:
        """Take note of a whole document."""
        if name == "contacts" and document_id not in self.ids:
            return
        if not self._digits_in((document,)) and _names_someone(name, bytes(document)):
            if (name, document_id) not in self.last:
                self.elsewhere.add((name, document_id))
        else:
            fields = document_fields(document)
            self.see(name, document_id, {**dict.fromkeys(_KEY_NAMES.get(name, ()), Raw(b"null")), **fields})

    def see_line(self, line: TransactionLine) -> None:
        """Take note of what a transaction set and what was there before."""
        for name, changes in line.changes.items():
            for document_id, change in changes.items():
                for document in (change.add, change.remove):
                    if bytes(document):
                        self.see_document(name, document_id, document)
                self.see(name, document_id, change.sets)
                self.see(name, document_id, change.was)

    def remember(self, before: "Traces") -> None:
        """Take over what was known about files that were rewritten since."""
        self.names |= before.names
        self.addresses |= before.addresses
        self.ever |= before.ever
        self.elsewhere |= before.elsewhere
        for key, fields in before.last.items():
            self.last.setdefault(key, fields)
        for key, ids in before.tied.items():
            self.tied.setdefault(key, set()).update(ids)

    def _digits_in(self, texts: Iterable[Raw]) -> bool:
        return any(digits in bytes(raw) for raw in texts for digits in self._digits)

    def _see_person(self, fields: Fields) -> None:
        name = _decode(fields.get("name", Raw(b'""')))
        if isinstance(name, str) and name.strip():
            self.names.add(name.strip())
        for field in ("emails", "phones", "links"):
            values = _decode(fields.get(field, Raw(b"[]")))
            if isinstance(values, list):
                self.addresses.update(value.strip() for value in values if isinstance(value, str))

    def shared_and_own(self) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
        """Return the documents shared with others, and those that were theirs alone."""
        own = {key for key in self.ever if self._is_own(key)} | {("contacts", one) for one in self.ids}
        theirs = {document_id for _, document_id in own}
        tied = {key for key, ids in self.tied.items() if not theirs.isdisjoint(ids)}
        return (self.ever | tied) - own, own

    def _is_own(self, key: tuple[str, int]) -> bool:
        if key[0] not in _KEY_NAMES or key in self.elsewhere:
            return False
        last = self.last[key]
        if key[0] == "interactions":
            gone = {str(name).strip() for name in last.get("gone") or []}
            return not set(last.get("contact_ids") or []) - self.ids and not gone - self.names
        if key[0] == "follow_ups" and last.keys() >= {"contact_id", "about_id"}:
            # What only waited for a conversation with them is owed to someone else still.
            return last["contact_id"] in self.ids or (
                last["contact_id"] is None and last["about_id"] in self.ids
            )
        return last.get("contact_id") in {*self.ids, None}


class Eraser:
    """Takes one person out; `others` are the names and addresses that someone else has too."""

    def __init__(self, traces: Traces, others: set[str]) -> None:
        self.shared, self.own = traces.shared_and_own()
        self._of_kind: dict[str, set[int]] = {}
        for name, document_id in self.shared | self.own:
            self._of_kind.setdefault(name, set()).add(document_id)
        self._erased = {document_id for _, document_id in self.own}
        self._ids = {str(document_id) for document_id in self._erased}
        self._number = re.compile(rf"[0-9]{{{min(map(len, self._ids))},}}")
        full = {name for name in traces.names if len(name.split()) > 1}
        strong = {each for each in full | traces.addresses if len(each) > 4 and each.casefold() not in others}
        words = {
            word
            for name in traces.names
            for word in re.findall(r"[^\W\d_][\w'’-]+", name)
            if len(word) > 2 and word.casefold() not in _TITLES
        }
        self._names = {name.casefold() for name in traces.names}
        self._strong = _pattern(strong, re.IGNORECASE)
        self.looked_for = (self.own, self.shared, frozenset(self._names), frozenset(strong))
        self._hints = {
            _encode(max(unicodedata.normalize(form, each).casefold().split(), key=len)).decode()[1:-1]
            for each in strong
            for form in ("NFC", "NFD")
        }
        self._everywhere = _pattern(full | traces.addresses, re.IGNORECASE)
        self._words = _pattern(words | traces.names, 0)
        # "Dana Okafor" isn't the Dana who is forgotten: a whole name of others stays.
        folded = {word.casefold() for word in words}
        self._of_others = _pattern(
            (each for each in others - self._names if len(each.split()) > 1 and folded & set(each.split())),
            re.IGNORECASE,
        )

    def text(self, text: str, *, close: bool = False) -> str:
        """Return a text without them; `close` where it is about them and maybe others."""
        if not close:
            return self._strong.sub(SOMEONE, text)
        pieces, start = [], 0
        text = self._everywhere.sub(SOMEONE, text)
        for theirs in self._of_others.finditer(text):
            pieces += [self._words.sub(SOMEONE, text[start : theirs.start()]), theirs[0]]
            start = theirs.end()
        return "".join((*pieces, self._words.sub(SOMEONE, text[start:])))

    def names_them(self, text: str) -> bool:
        """Whether a text holds any part of their name, an address of theirs or an id of what was theirs."""
        return self.text(text, close=True) != text or self.is_about(text)

    def is_draft_of_them(self, key: str) -> bool:
        """Whether a draft is theirs by its key; where that holds ids, a first name tells nothing."""
        subjects = subjects_of(key)
        if subjects:
            return not subjects.isdisjoint(self._erased) or self.text(key) != key
        return self.names_them(key)

    def is_about(self, key: str) -> bool:
        """Whether the key of a draft or of an agenda row is about them or what was theirs."""
        return not self._ids.isdisjoint(self._number.findall(key))

    def documents(self, name: str, documents: Mapping[int, Raw]) -> dict[int, Raw | None]:
        """Return what becomes of those documents of a collection that tell of them."""
        found: dict[int, Raw | None] = {}
        for document_id in self._suspects(name, documents):
            document = documents[document_id]
            left = self._document(name, document_id, document)
            if left is not document:
                found[document_id] = left
        return found

    def line(self, line: TransactionLine) -> TransactionLine:
        """Return a transaction without them; its number stays, even where nothing else is left."""
        close = False
        changes: dict[str, dict[int, DocumentChange]] = {}
        for name, documents in line.changes.items():
            close = close or not self._of_kind.get(name, set()).isdisjoint(documents)
            texts = {document_id: _whole(change) for document_id, change in documents.items()}
            cleaned = {
                document_id: self._change(name, document_id, documents[document_id])
                for document_id in self._suspects(name, texts)
            }
            left = {
                document_id: change
                for document_id, change in {**documents, **cleaned}.items()
                if change is not None
            }
            if left:
                changes[name] = left
        label = _ABOUT_THEM if self._is_theirs_alone(line) else self.text(line.label, close=close)
        return replace(line, changes=changes, label=label)

    def _is_theirs_alone(self, line: TransactionLine) -> bool:
        """Whether a transaction was about what was theirs, so that its label may quote it."""
        keys = {(name, document_id) for name, documents in line.changes.items() for document_id in documents}
        return not keys.isdisjoint(self.own) and keys <= self.own | self.shared

    def _suspects(self, name: str, documents: Mapping[int, Raw]) -> list[int]:
        """Return the ids of the documents that may tell of them: many at once are ruled out together."""
        theirs = self._of_kind.get(name, set())
        found = []
        rest = iter(documents.items())
        while piece := list(islice(rest, _PIECE)):
            reported = self._may_tell(b"\n".join([raw for _, raw in piece]))
            found += [
                document_id
                for document_id, raw in piece
                if document_id in theirs or (reported and self._may_tell(raw))
            ]
        return found

    def _may_tell(self, document: bytes | Raw) -> bool:
        """Whether a document in its stored form may tell of them; written as `\\u` or `\\/` anything may."""
        text = str(memoryview(document), "utf-8", "replace")
        if "\\u" in text or "\\/" in text:
            return True
        few = len(self._ids) <= _FEW
        if any(number in text for number in self._ids) if few else self.is_about(text):
            return True
        lowered = text.casefold()
        return any(hint in lowered for hint in self._hints)

    def _document(self, name: str, document_id: int, document: Raw) -> Raw | None:
        """Return a document without them: None if it was theirs alone, itself where nothing differs."""
        if (name, document_id) in self.own:
            return None
        fields = document_fields(document)
        cleaned = self._fields(name, document_id, fields)
        return document if cleaned == fields else encode_document(cleaned)

    def _change(self, name: str, document_id: int, change: DocumentChange) -> DocumentChange | None:
        """Return a change without them; None if nothing is left of it."""
        if (name, document_id) in self.own:
            return None
        add, remove = (
            self._document(name, document_id, each) if bytes(each) else each
            for each in (change.add, change.remove)
        )
        assert add is not None
        assert remove is not None
        sets = self._fields(name, document_id, change.sets)
        was = self._fields(name, document_id, change.was)
        if (add, remove, sets, was) == (change.add, change.remove, change.sets, change.was):
            return change
        if not (bytes(add) or bytes(remove) or sets or was or change.unset):
            return None
        return DocumentChange(add=add, remove=remove, sets=sets, unset=change.unset, was=was)

    def _fields(self, name: str, document_id: int, fields: Fields) -> dict[str, Raw]:
        close = (name, document_id) in self.shared
        cleaned = {}
        for field, raw in fields.items():
            text = bytes(raw).decode("utf-8", "replace")
            if not close and "\\" not in text and not self._touches(text):
                cleaned[field] = raw
                continue
            value = _decode(raw)
            left = self._value(name, field, value, close=close)
            if left is not _DROPPED:
                cleaned[field] = raw if left == value else Raw(_encode(left))
        return cleaned

    def _touches(self, text: str) -> bool:
        if self.is_about(text):
            return True
        lowered = text.casefold()
        return any(hint in lowered for hint in self._hints) and self._strong.search(text) is not None

    def _value(self, name: str, field: str, value: Any, *, close: bool) -> Any:
        if (name, field) in {
            ("contacts", "name"),
            ("contacts", "uid"),
            ("interviews", "contact_name"),
        } and not close:
            return value
        if isinstance(value, int) and field.endswith(("_by", "_id")):
            return _DROPPED if value in self._erased else value
        if field == "gone" and isinstance(value, list):
            return [each for each in value if str(each).casefold() not in self._names]
        if name == "preferences" and isinstance(value, list):
            return [each for each in value if not (isinstance(each, str) and self.is_about(each))]
        if name == "preferences" and isinstance(value, dict):
            return {key: each for key, each in value.items() if not self.is_about(key)}
        return self._deep(value, close=close)

    def _is_theirs(self, value: Any) -> bool:
        """Whether an item of a list is an id of theirs, or an object that names one."""
        if isinstance(value, dict):
            return any(key.endswith("_id") and self._is_theirs(each) for key, each in value.items())
        return isinstance(value, int) and value in self._erased

    def _deep(self, value: Any, *, close: bool) -> Any:
        if isinstance(value, str):
            return self.text(value, close=close)
        if isinstance(value, list):
            return [self._deep(each, close=close) for each in value if not self._is_theirs(each)]
        if isinstance(value, dict):
            return {self.text(key, close=close): self._deep(each, close=close) for key, each in value.items()}
        return value


def _whole(change: DocumentChange) -> Raw:
    """Return all that a change holds as one text."""
    if not (change.sets or change.was):
        return change.add if bytes(change.add) else change.remove
    parts = (change.add, change.remove, *change.sets.values(), *change.was.values())
    return Raw(b"\n".join(bytes(part) for part in parts))


def _names_someone(name: str, document: bytes) -> bool:
    """Whether a document surely names some contact as its own."""
    if name == "interactions":
        return b'"contact_ids":[' in document and b'"contact_ids":[]' not in document
    return name in _KEY_NAMES and b'"contact_id":' in document and b'"contact_id":null' not in document


def _pattern(words: Iterable[str], flags: int) -> re.Pattern[str]:
    """Match whole words, however blank space and accents are written."""
    forms = {
        r"\s+".join(re.escape(part) for part in unicodedata.normalize(form, word).split())
        for word in words
        for form in ("NFC", "NFD")
        if word.strip()
    }
    if not forms:
        return re.compile(r"(?!)")
    longest_first = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", flags)
