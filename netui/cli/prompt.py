"""The line for a shell prompt, kept in the cache: a prompt is drawn far more often than anything changes.

It holds counts and paths, never a name. It is used while the journal, the settings and the zone of the
machine are those it was made from, and until the next moment at which the counts change by themselves.
"""

# pathlib takes longer to import than all that is done here.
# ruff: noqa: PTH100, PTH111, PTH118

import os
import pwd
import sys
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from netui.plain_file import read_small, stamp

_FIRST = "netui prompt 1"
_SEEN = ("HOME", "TZ", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
_LOCAL_TIME = "/etc/localtime"
_DEFAULT_DAYS = ""
_LONGEST = 100_000


class Asked(NamedTuple):  # a dataclass takes longer to import than all that is done here
    """Which prompt was asked for: the options as they were typed."""

    store: str | None = None
    config: str | None = None
    days: str = _DEFAULT_DAYS

    @property
    def key(self) -> str:
        """One line that differs wherever another store, other settings or another clock could be meant."""
        store = self.store or os.environ.get("NETUI_STORE")
        config = self.config or os.environ.get("NETUI_CONFIG")
        seen = [os.environ.get(name, "") for name in _SEEN]
        return ascii([full_path(store), full_path(config), self.days, *seen])

    @property
    def file(self) -> str:
        """Where its line is kept."""
        return os.path.join(cache_folder(), f"prompt-{zlib.crc32(self.key.encode()):08x}")


class Sources(NamedTuple):
    """The files a line is made from, and what they looked like before they were read."""

    journal: str
    config: str
    stamps: str

    @classmethod
    def now(cls, journal: str, config: str) -> "Sources":
        """Look at the files."""
        return cls(journal, config, " ".join(stamp(path) for path in (journal, config, _LOCAL_TIME)))


def cache_folder() -> str:
    """Return the folder for what can be built again, without loading what finds all the others."""
    return own_folder("XDG_CACHE_HOME", "Caches", ".cache")


def own_folder(variable: str, on_mac: str, elsewhere: str) -> str:
    """Return a folder of netui's by the variable that names it, or else where the platform has it."""
    given = os.environ.get(variable, "").strip()
    if given.startswith("/"):
        return os.path.join(given, "netui")
    home = os.path.expanduser("~")
    if not home.startswith("/"):
        home = pwd.getpwuid(os.getuid()).pw_dir
    own = f"Library/{on_mac}" if sys.platform == "darwin" else elsewhere
    return os.path.join(home, own, "netui")


def asked(arguments: Sequence[str]) -> Asked | None:
    """Return which prompt these arguments ask for; None for anything else, which argparse then reads."""
    given: dict[str, str] = {}
    words = []
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in {"--store", "--config", "--days"}:
            value = value if equals else next(rest, "")
            if not value:
                return None
            given[name[2:]] = value
        elif word != "--read-only":
            words.append(word)
    if words != ["due", "--prompt"]:
        return None
    return Asked(given.get("store"), given.get("config"), given.get("days", _DEFAULT_DAYS))


def cached_line(arguments: Sequence[str]) -> str | None:
    """Return the kept line these arguments ask for, or None if it has to be made again."""
    wanted = asked(arguments)
    if wanted is None:
        return None
    try:
        text = read_small(wanted.file, _LONGEST).decode("utf-8", "surrogateescape")
        first, key, journal, config, stamps, made_at, expires_at, line = text.split("\n")
        if (first, key) != (_FIRST, wanted.key) or stamps != Sources.now(journal, config).stamps:
            return None
        fresh = float(made_at) <= _now() < float(expires_at)
    except (OSError, ValueError):
        return None
    return line if fresh and line.isprintable() else None


def keep_line(wanted: Asked, line: str, sources: Sources, *, expires_at: float) -> None:
    """Keep a line until an instant (seconds since 1970); if that fails it is made again each time."""
    files = (sources.journal, sources.config, sources.stamps)
    lines = (_FIRST, wanted.key, *files, repr(_now()), repr(expires_at), line)
    if any("\n" in each for each in lines):
        return
    from netui.cached_file import keep

    keep(wanted.file, "\n".join(lines))


def print_line(line: str) -> None:
    """Print a line as stdout can take it; a reader that is gone isn't an error."""
    try:
        print(shown(line), flush=True)
    except OSError:
        drop_output()


def drop_output() -> None:
    """Let nothing more go to stdout, not even when the interpreter ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def shown(line: str) -> str:
    """Return a line as stdout can take it."""
    return line if speaks_utf8() else line.replace(" · ", ", ")


def speaks_utf8() -> bool:
    """Whether stdout takes every character."""
    return (getattr(sys.stdout, "encoding", None) or "").casefold().replace("-", "") == "utf8"


def _now() -> float:
    from netui.clock import SystemClock
    from netui.domain.errors import ConfigError

    try:
        return SystemClock().now().timestamp()
    except ConfigError as error:
        raise ValueError(str(error)) from error


def full_path(path: str | None) -> str:
    """Return a typed path from the root on; "" for none."""
    return os.path.abspath(os.path.expanduser(path)) if path else ""
