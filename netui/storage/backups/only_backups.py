"""Notices a store of which nothing but its backups is left."""

from netui.domain.counted import counted
from netui.storage.backups.backups import Backups
from netui.storage.base.owned import BACKUPS, holds_store
from netui.storage.base.problems import Problem


def only_backups(backups: Backups) -> Problem | None:
    """Name the newest backup where journal and snapshots are gone; None where there is nothing to say."""
    if holds_store(backups.folder.parent):
        return None
    found = [each for each in backups.all() if each.seq]
    if not found:
        return None
    return Problem(
        file=BACKUPS,
        what=f"the store is empty, but {counted(len(found), 'backup is', 'backups are')} in this folder",
        remedy=f"`netui restore {found[0].path.name}` takes the newest",
    )
