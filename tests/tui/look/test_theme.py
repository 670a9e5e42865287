"""The colours can be read, on the screen and in what is published: every tone stands out from its ground."""

import pytest
from textual.color import Color
from textual.theme import Theme

from netui.exchange.writing.page import DAY, NIGHT, PRINT
from netui.tui.look.theme import THEMES, make_palette

_TONES = ("", "dim", "accent", "primary", "success", "warning", "error")
_TEXT, _GHOST = 4.5, 3
"""The least contrast of text to be read, and of what is faint on purpose, as WCAG counts it (1 to 21)."""
_PAGES = {"netui-day": DAY, "netui-night": NIGHT, "paper": PRINT}
_WRITTEN_IN = {
    "ink": "foreground",
    "soft": "dim",
    "blue": "primary",
    "warm": "accent",
    "good": "success",
    "paper": "background",
    "line": "line",
}


def _light(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("cursor", [False, True])
def test_text_has_contrast(theme: Theme, cursor: bool) -> None:
    variables = theme.to_color_system().generate() | theme.variables
    palette = make_palette(tuple(variables.items()), variables["background"], ansi=False)

    def contrast(tone: str) -> float:
        style = palette.style(tone, cursor=cursor)
        assert style.color is not None
        assert style.bgcolor is not None
        return _contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())

    assert {tone: contrast(tone) for tone in _TONES if contrast(tone) < _TEXT} == {}
    assert contrast("ghost") >= _GHOST


@pytest.mark.parametrize("name", list(_PAGES))
def test_text_has_contrast_in_what_is_published(name: str) -> None:
    page = _PAGES[name]
    pairs = [
        (text, ground) for text in ("ink", "soft", "blue", "warm", "good") for ground in ("paper", "tint")
    ]
    found = {pair: _contrast(*(Color.parse(getattr(page, one)).rgb for one in pair)) for pair in pairs}
    assert {pair: figure for pair, figure in found.items() if figure < _TEXT} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_published_has_the_colours_of_the_theme(theme: Theme) -> None:
    page, values = _PAGES[theme.name], vars(theme) | theme.variables
    assert {one: getattr(page, one) for one in _WRITTEN_IN} == {
        one: values[variable] for one, variable in _WRITTEN_IN.items()
    }
