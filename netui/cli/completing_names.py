"""The names that a shell offers for a word: `netui completion people WORD`, without opening the store."""

import os
from collections.abc import Sequence

from netui.cli.prompt import cache_folder, full_path, own_folder
from netui.storage.tables.names_in_files import names_in_files

_COMMAND = ["completion", "people"]
_MOST = 200


def asked_word(arguments: Sequence[str]) -> str | None:
    """Return the word these arguments ask names for, or None for anything else."""
    if list(arguments[:2]) != _COMMAND or len(arguments) > 3:
        return None
    return arguments[2] if len(arguments) > 2 else ""


def names_for(word: str) -> list[str]:
    """Return the names that begin with a word, or else those with a part that does, at most 200.

    Of "Dana Okafor,to" the last one is completed, and the others stay before it.
    """
    from netui.domain.text import clean, fold

    given = os.environ.get("NETUI_STORE")
    store = full_path(given) if given else own_folder("XDG_DATA_HOME", "Application Support", ".local/share")
    before, comma, last = word.rpartition(",")
    wanted = fold(last.strip())

    found = names_in_files(store, wanted, cache_folder())
    first = [name for name in found if fold(name).startswith(wanted)] if wanted else found
    return [f"{before}{comma}{clean(name)}" for name in sorted(set(first or found))[:_MOST]]
