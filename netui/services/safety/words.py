"""Backups and examinations of the store, in words."""

from collections.abc import Iterator

from netui.domain.counted import count_of_kind, counted
from netui.services.safety.safekeeping import Backup, Health


def backup_size(made: Backup) -> str:
    """Say how large a backup is, and whether it was read back."""
    return f"{made.size:,} bytes" if made.as_it_was else f"{made.size:,} bytes, verified"


def backup_remarks(made: Backup) -> Iterator[str]:
    """Say what a backup holds of a damaged store, and what it leaves out."""
    if made.as_it_was:
        yield "The store is damaged: the backup holds its files as they are. Run `netui doctor`."
    if made.left_out:
        yield f"Left out of the backup: {'; '.join(made.left_out)}"


def health_words(health: Health, *, repaired: bool = False) -> Iterator[str]:
    """Say what an examination or a repair found, one line for each thing."""
    good = ", ".join(count_of_kind(count, name) for name, count in health.good.items())
    if repaired and health.done:
        what = " and ".join(health.hurt) or "Some files needed a repair"
        kept = f"everything that can be read: {good}" if good else "everything, but nothing was stored in it"
        yield f"{what}. netui kept {kept}. The files as they were before are in a backup."
        yield from (f"Done: {line}" for line in health.done)
    for found in health.problems:
        place = f"{found.file}{f', line {found.line}' if found.line else ''}"
        place += f", column {found.column}" if found.column else ""
        yield f"{place}: {found.what}; {found.remedy}"
    yield from (f"Note: {found.file}: {found.what}; {found.remedy}" for found in health.notes)
    if health.ok and health.lost:
        lost = counted(health.lost, "change")
        yield f"Everything that can be read is in place: {good or 'nothing'}; {lost} can't be read"
    elif health.ok:
        yield f"All is well: {good}" if good else "All is well: nothing is stored yet"
    else:
        yield f"{counted(len(health.problems), 'problem')}; good: {good or 'nothing'}"
