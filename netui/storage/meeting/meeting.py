"""What another history of the same store knows and this one doesn't: merged, nothing of ours replaced.

Documents that exist only there come in, under another id where both sides gave the same one to different
things; a field changed there comes in where ours is as it was before that change. Where both changed the
same list of tags, people or the like, what each side added or took out counts; where both changed another
field ours stays, and it is counted. What was deleted or forgotten here stays gone; nothing is deleted
because the other side did so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Raw

from netui.storage.base.registry import Kind
from netui.storage.changes.changes import (
    DocumentChange,
    changed_items,
    document_fields,
    encode_document,
    encode_value,
)
from netui.storage.changes.documents import Reader, UndecodableError
from netui.storage.changes.lines import TransactionLine
from netui.storage.state.collection import Collection

_REFERENCES = ("_id", "_ids", "introduced_by", "relations")
Key = tuple[str, int]


@dataclass(slots=True)
class Met:
    """What comes in, how many documents differ on both sides, and who was forgotten only there."""

    documents: dict[Key, Raw | None] = field(default_factory=dict)
    differing: set[Key] = field(default_factory=set)
    forgotten: set[int] = field(default_factory=set)


def gone_from(lines: Iterable[TransactionLine]) -> set[Key]:
    """Return the documents that a history deleted or forgot."""
    return {
        (name, document_id)
        for line in lines
        for name, documents in line.changes.items()
        for document_id, change in documents.items()
        if line.erases or bytes(change.remove)
    }


class Meeting:
    """Collects what comes in from several files, on top of what the collections hold."""

    def __init__(self, collections: Mapping[str, Collection], gone: set[Key], last_id: int) -> None:
        self._collections = collections
        self._gone = gone
        self._last_id = last_id
        self._renamed: dict[int, int] = {}
        self._uids: dict[str, dict[bytes, int]] = {}
        self.met = Met()

    def with_lines(self, lines: Iterable[TransactionLine]) -> None:
        """Merge the changes of another history, oldest first."""
        lines = list(lines)
        self._last_id = max(
            [self._last_id, *(each for line in lines for ids in line.changes.values() for each in ids)]
        )
        for line in lines:
            for name, documents in line.changes.items():
                if name not in self._collections:
                    continue
                for document_id, change in documents.items():
                    key = (name, document_id)
                    if line.erases:
                        self._forget(key)
                    elif bytes(change.add):
                        self._add(key, self._referring(change.add))
                    elif bytes(change.remove):
                        self._remove(key)
                    else:
                        self._change(key, change)

    def with_documents(self, name: str, documents: Mapping[int, Raw]) -> None:
        """Add the documents of another snapshot that aren't here."""
        self._last_id = max([self._last_id, *documents])
        for document_id, document in documents.items():
            self._add((name, document_id), document)

    def _now(self, key: Key) -> Raw | None:
        found = self.met.documents.get(key)
        return self._collections[key[0]].get(key[1]) if found is None else found

    def _forget(self, key: Key) -> None:
        self.met.documents.pop(key, None)
        self._gone.add(key)
        if key[0] == "contacts" and self._collections["contacts"].get(key[1]) is not None:
            self.met.forgotten.add(key[1])

    def _add(self, key: Key, document: Raw) -> None:
        ours = self._now(key)
        kind = self._collections[key[0]].kind
        if ours is None:
            if key not in self._gone and _is_usable(kind, key[1], document):
                self.met.documents[key] = document
                if key[0] in self._uids and (uid := uid_of(document)) is not None:
                    self._uids[key[0]][bytes(uid)] = key[1]
        elif kind.single:
            theirs = document_fields(document)
            self._merge(key, {name: (None, value) for name, value in theirs.items()})
        elif (uid := uid_of(document)) != uid_of(ours):
            there = self._with_uid(key[0], uid)
            if there is not None:
                self._renamed[key[1]] = there
                return
            self._last_id += 1
            self._renamed[key[1]] = self._last_id
            if uid is not None:
                self._uids[key[0]][bytes(uid)] = self._last_id
            if _is_usable(kind, self._last_id, document):
                self.met.documents[key[0], self._last_id] = document
        elif document_fields(ours) != document_fields(document):
            self.met.differing.add(key)

    def _remove(self, key: Key) -> None:
        """Leave out what the other history added and deleted again; ours stays."""
        key = (key[0], self._renamed.get(key[1], key[1]))
        if self._collections[key[0]].get(key[1]) is None:
            self.met.documents.pop(key, None)

    def _with_uid(self, name: str, uid: Raw | None) -> int | None:
        """Return the document that is known by this uid, here or among what comes in."""
        if uid is None:
            return None
        if name not in self._uids:
            came = ((each, raw) for (of, each), raw in self.met.documents.items() if of == name and raw)
            pairs = (*came, *self._collections[name].each())
            self._uids[name] = {bytes(own): each for each, raw in pairs if (own := uid_of(raw)) is not None}
        return self._uids[name].get(bytes(uid))

    def _referring(self, document: Raw) -> Raw:
        """Return a document that refers to what came in under another id by that id."""
        fields = document_fields(document)
        return encode_document(self._renumbered(fields)) if self._renamed else document

    def _renumbered(self, fields: Mapping[str, Raw]) -> dict[str, Raw]:
        """Return fields that refer to what came in under another id by that id."""
        found = dict(fields)
        for name in [each for each in fields if self._renamed and each.endswith(_REFERENCES)]:
            found[name] = encode_value(self._as_here(msgspec.json.decode(fields[name])))
        return found

    def _as_here(self, value: Any) -> Any:
        """Return an id as it is here: one alone, those of a list, or those that relations name."""
        if isinstance(value, list):
            return [self._as_here(each) for each in value]
        if isinstance(value, dict):
            return {**value, "contact_id": self._as_here(value.get("contact_id"))}
        return self._renamed.get(value, value)

    def _change(self, key: Key, change: DocumentChange) -> None:
        kind = self._collections[key[0]].kind
        key = (key[0], self._renamed.get(key[1], key[1]))
        if self._now(key) is None and not kind.single:
            return
        was, sets = self._renumbered(change.was), self._renumbered(change.sets)
        fields: dict[str, tuple[Raw | None, Raw | None]] = {
            name: (was.get(name), value) for name, value in sets.items()
        }
        fields.update({name: (was.get(name), None) for name in change.unset})
        self._merge(key, fields)

    def _merge(self, key: Key, fields: Mapping[str, tuple[Raw | None, Raw | None]]) -> None:
        kind = self._collections[key[0]].kind
        ours = self._now(key)
        now: dict[str, Raw] = {} if ours is None else dict(document_fields(ours))
        changed = False
        for name, (was, theirs) in fields.items():
            here = now.get(name)
            apart = here not in (was, theirs)
            value = changed_items(here, was, theirs) if apart and name in kind.sets else theirs
            if here == value:
                continue
            if apart and name not in kind.sets:
                if name not in kind.bookkeeping:
                    self.met.differing.add(key)
                continue
            changed = True
            if value is None:
                now.pop(name, None)
            else:
                now[name] = value
        document = encode_document(now) if changed else None
        if document is not None and _is_usable(kind, key[1], document):
            self.met.documents[key] = document


def uid_of(document: Raw) -> Raw | None:
    """Return what tells one thing from others, whatever store it comes from."""
    return document_fields(document).get("uid")


def _is_usable(kind: Kind, document_id: int, document: Raw) -> bool:
    try:
        Reader(kind.entity).read(document_id, document)
    except UndecodableError:
        return False
    return True
