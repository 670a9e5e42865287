"""The themes, and the tones that line widgets paint with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import ConfigError
from netui.domain.text import clean

NIGHT = Theme(
    name="netui-night",
    primary="#7aa2c8",
    secondary="#7aa2c8",
    accent="#e6b673",
    warning="#e6b673",
    error="#e27d7d",
    success="#8fbf7f",
    foreground="#d5d9e0",
    background="#14171c",
    surface="#14171c",
    panel="#2b313c",
    dark=True,
    variables={"dim": "#929bab", "line": "#2b313c", "cursor-line": "#2b313c"},
)
DAY = Theme(
    name="netui-day",
    primary="#2f5f8f",
    secondary="#2f5f8f",
    accent="#8a5200",
    warning="#8a5200",
    error="#b3322f",
    success="#33702a",
    foreground="#23272e",
    background="#faf8f4",
    surface="#faf8f4",
    panel="#e4dfd4",
    dark=False,
    variables={"dim": "#5b5f66", "line": "#d8d3c8", "cursor-line": "#e4dfd4"},
)
THEMES = (NIGHT, DAY)


def check_theme(name: str, place: Callable[[], str] = str) -> None:
    """Raise ConfigError for a theme that isn't there; `place` says where it is set, at the line's begin."""
    if name not in (known := [*(one.name for one in THEMES), *BUILTIN_THEMES]):
        raise ConfigError(f"{place()}there is no theme “{clean(name)}”{did_you_mean(name, known)}")


_COLOURS = ("accent", "primary", "success", "warning", "error")


def extra_variables(theme: Theme) -> dict[str, str]:
    """Return the variables our styles use, for a theme that does not set them itself."""
    if theme.ansi:
        return {"dim": "ansi_default", "line": "ansi_bright_black", "cursor-line": "ansi_default"}
    generated = theme.to_color_system().generate()
    foreground, background = Color.parse(generated["foreground"]), Color.parse(generated["background"])
    panel = background.blend(foreground, 0.18).hex
    return {"dim": foreground.blend(background, 0.4).hex, "line": panel, "cursor-line": panel}


@dataclass(slots=True)
class Palette:
    """The rich styles of one widget's tones on its own background."""

    tones: dict[str, Style]
    cursor_line: Style
    cursor_flat: bool = False
    _made: dict[tuple[str, bool], Style] = field(default_factory=dict)

    def style(self, tone: str = "", *, cursor: bool = False) -> Style:
        """Return the style of a tone ("", or words such as "accent strong"), on the cursor line if asked."""
        key = (tone, cursor)
        made = self._made.get(key)
        if made is None:
            made = self.tones[""]
            if not (cursor and self.cursor_flat):
                for word in tone.split():
                    made += self.tones[word]
            if cursor:
                made += self.cursor_line
            self._made[key] = made
        return made

    def blank(self, *, cursor: bool = False) -> Style:
        """Return the style of blanks: the ground alone, which is shorter to send."""
        key = ("\0", cursor)
        made = self._made.get(key)
        if made is None:
            made = self.style("", cursor=cursor)
            if not made.reverse:
                made = Style(bgcolor=made.bgcolor)
            self._made[key] = made
        return made


@lru_cache(maxsize=64)
def make_palette(variables: tuple[tuple[str, str], ...], background: str, *, ansi: bool) -> Palette:
    """Make the palette for one background; `variables` are the theme's, as pairs."""
    values = dict(variables)
    tones = {name: Style(color=Color.parse(values[name]).rich_color) for name in _COLOURS}
    ground = Color.parse(background)
    if ansi:
        tones[""] = Style(color="default", bgcolor="default")
        tones["dim"] = tones["ghost"] = Style(dim=True)
        tones["line"] = Style(color=Color.parse(values["line"]).rich_color)
        tones["on-primary"] = tones["on-accent"] = Style(reverse=True, bold=True)
        cursor_line = Style(reverse=True)
    else:
        foreground = Color.parse(values["foreground"])
        tones[""] = Style(color=foreground.rich_color, bgcolor=ground.rich_color)
        tones["dim"] = Style(color=Color.parse(values["dim"]).rich_color)
        tones["ghost"] = Style(color=Color.parse(values["dim"]).blend(ground, 0.2).rich_color)
        tones["line"] = Style(color=Color.parse(values["line"]).rich_color)
        for name in ("primary", "accent"):
            bright = Color.parse(values[name])
            dark = ground if bright.get_contrast_text(1).brightness < 0.5 else Color.parse("white")
            tones[f"on-{name}"] = Style(color=dark.rich_color, bgcolor=bright.rich_color, bold=True)
        cursor_line = Style(bgcolor=Color.parse(values["cursor-line"]).rich_color)
    tones["strong"] = Style(bold=True)
    tones["struck"] = Style(strike=True)
    return Palette(tones, cursor_line, cursor_flat=ansi)


PALETTE_VARIABLES = (*_COLOURS, "foreground", "dim", "line", "cursor-line")
