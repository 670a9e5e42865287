"""The colours can be read: every tone stands out from the page and from the cursor line."""

import pytest
from textual.theme import Theme

from netui.tui.theme import THEMES, make_palette

_TONES = ("", "dim", "accent", "primary", "success", "warning", "error")
_TEXT, _GHOST = 4.5, 3
"""The least contrast of text to be read, and of what is faint on purpose, as WCAG counts it (1 to 21)."""


def _light(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("cursor", [False, True])
def test_text_stands_out(theme: Theme, cursor: bool) -> None:
    variables = theme.to_color_system().generate() | theme.variables
    palette = make_palette(tuple(variables.items()), variables["background"], ansi=False)

    def contrast(tone: str) -> float:
        style = palette.style(tone, cursor=cursor)
        assert style.color is not None
        assert style.bgcolor is not None
        dark, light = sorted(_light(colour.get_truecolor()) for colour in (style.color, style.bgcolor))
        return (light + 0.05) / (dark + 0.05)

    assert {tone: contrast(tone) for tone in _TONES if contrast(tone) < _TEXT} == {}
    assert contrast("ghost") >= _GHOST
