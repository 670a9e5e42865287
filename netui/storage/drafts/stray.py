"""Drafts of what neither the store nor its history knows any more: what a forgotten person left."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from netui.domain.people.forgotten import subjects_of
from netui.storage.base.files import discard, read_file
from netui.storage.base.owned import DRAFTS, SUFFIX, own_files, own_folders
from netui.storage.changes.lines import TransactionLine
from netui.storage.drafts.drafts import read_draft
from netui.storage.drafts.lent_texts import about, remove_lent
from netui.storage.state import collection

_LOWEST = 1 << 12
"""No store gives a lower id than this: it counts milliseconds above twelve random bits."""


def stray_drafts(
    folder: Path, collections: Mapping[str, collection.Collection], lines: Iterable[TransactionLine]
) -> dict[Path, int]:
    """Return the drafts whose subject is known nowhere, with its id.

    `lines` are only read where there may be any. What was deleted is in history, and its drafts stay.
    """
    subjects = {path: subjects_of(key) for path, key in _keys(folder)}
    ids = {
        one
        for each in subjects.values()
        for one in each
        if one >= _LOWEST and all(kept.get(one) is None for kept in collections.values())
    }
    for line in lines if ids else ():
        if not line.erases:
            ids -= {one for documents in line.changes.values() for one in documents}
    return {path: min(each & ids) for path, each in subjects.items() if each & ids}


def sweep_drafts(store: Path, forgotten: Collection[int]) -> None:
    """Remove the drafts on what was a forgotten person's: a session that died may have left one."""
    for path, key in _keys(store) if forgotten else ():
        if not subjects_of(key).isdisjoint(forgotten):
            remove_draft(path)


def remove_draft(path: Path) -> None:
    """Remove a draft, or a text that was lent to an editor."""
    if path.suffix == SUFFIX:
        remove_lent(path)
    else:
        discard(path)


def _keys(store: Path) -> Iterator[tuple[Path, str]]:
    for path in (store / DRAFTS / name for name in own_files(store, DRAFTS) if name.endswith(".draft")):
        if (draft := read_draft(read_file(path))) is not None:
            yield path, draft.key
    for path in own_folders(store, DRAFTS):
        if (lent := about(path)) is not None:
            yield path, lent.key
