"""The signs on the screen, and what stands for them where only ASCII can be shown."""

from collections.abc import Mapping

from msgspec import Struct


class Glyphs(Struct, frozen=True, kw_only=True):
    """One table of signs, each one cell wide unless its name says otherwise."""

    cursor: str = "▸"
    mark: str = "◆"
    bullet: str = "•"
    dot: str = "·"
    tick: str = "✓"
    todo: str = "○"
    skipped: str = "–"
    overdue: str = "!"
    waiting: str = "?"
    arrow: str = "→"
    down: str = "↓"
    up: str = "↑"
    left: str = "‹"
    right: str = "›"
    ellipsis: str = "…"
    full: str = "▰"
    empty: str = "▱"
    levels: str = "▁▂▃▄▅▆▇█"
    thumb: str = "▐"
    disc: str = "●"
    to_meet: str = "○"
    soon: str = "◐"
    frame: str = "round"
    ascii_only: bool = False


UNICODE = Glyphs()
ASCII = Glyphs(
    cursor=">",
    mark="*",
    bullet="*",
    dot="-",
    tick="x",
    todo="o",
    skipped="-",
    arrow=">",
    down="v",
    up="^",
    left="<",
    right=">",
    ellipsis="~",
    full="#",
    empty="-",
    levels="_.-=+*%#",
    thumb="|",
    disc="@",
    to_meet="o",
    soon="+",
    frame="ascii",
    ascii_only=True,
)


def choose(environment: Mapping[str, str], encoding: str | None, *, ascii_only: bool = False) -> Glyphs:
    """Choose a table: ASCII where it is asked for, on the Linux console, and where text is not UTF-8."""
    if ascii_only or environment.get("TERM", "") in ("linux", "vt100", "vt220"):
        return ASCII
    locale = _locale(environment)
    if locale:
        return UNICODE if "utf" in locale.lower() else ASCII
    multiplexed = "TMUX" in environment or "STY" in environment  # they show "_" where no locale is set
    return UNICODE if "utf" in (encoding or "").lower() and not multiplexed else ASCII


def _locale(environment: Mapping[str, str]) -> str:
    language = environment.get("LANG", "")
    letters = environment.get("LC_CTYPE", "")
    if letters == "C.UTF-8" and language in ("", "C", "POSIX"):
        letters = ""  # Python's own coercion of the C locale, which says nothing of the terminal
    return environment.get("LC_ALL") or letters or language


def glyphs_of(app: object) -> Glyphs:
    """Return the table an app has chosen."""
    glyphs = getattr(app, "glyphs", UNICODE)
    return glyphs if isinstance(glyphs, Glyphs) else UNICODE
