"""Backups and examinations of the store, in words."""

from collections.abc import Iterator
from pathlib import Path

from netui.domain.config import Config
from netui.domain.counted import count_of_kind, counted
from netui.domain.people.forgotten import Forgotten
from netui.services.safety.safekeeping import NOT_OURS, Backup, Erasure, Health


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


def erasure_words(done: Erasure) -> list[str]:
    """Say what was erased of a person, and what was not, one line for each thing."""
    others = counted(done.changed, "other document")
    removed = ", ".join(count_of_kind(count, name) for name, count in done.removed.items())
    return [
        f"Forgot {done.name}, for good",
        f"Removed: {removed or 'nothing was left in the store'}",
        f"Their name removed from {others} and {counted(done.drafts, 'draft')}",
        f"Rewritten without them: {counted(done.history, 'old journal')}, {counted(done.backups, 'backup')}",
        *(each for each in done.left if not each.endswith(NOT_OURS)),  # named before, with the question
        "Not touched: exports and backups outside of the store, and a first name alone in notes on others",
    ]


def searches_naming(config: Config, path: Path, name: str) -> Iterator[str]:
    """Name the saved searches that hold a name: every backup takes the settings in."""
    theirs = Forgotten(names=frozenset({name}))
    for title, query in config.saved_searches.items():
        if theirs.without(title) != title or theirs.without(query) != query:
            yield f"The saved search “{title}” names them: remove it from {path}"
