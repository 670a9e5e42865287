"""Text from people, measured in cells and never markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.tui.look.text import Line, Span, assemble, cell_len, fit, fit_line, plain, safe, sentences
from tests.factories import HOSTILE
from tests.tui.conftest import harmless


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Priya", 8, "Priya   "),
        ("Priya Raman", 6, "Priya…"),
        ("山田太郎", 5, "山田…"),
        ("山田太郎", 4, "山… "),
        ("\U0001f469\u200d\U0001f4bb Zoe Müller", 7, "\U0001f469\u200d\U0001f4bb Zoe…"),
        ("", 3, "   "),
        ("Priya", 0, ""),
        ("line\nbreak", 10, "line break"),
    ],
)
def test_fit_counts_cells(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


@pytest.mark.parametrize(
    ("messages", "text"),
    [
        (("Sent to Ana", "Bo is gone."), "Sent to Ana. Bo is gone."),
        (
            ("Everything is in place.", "", "Draft today: a note"),
            "Everything is in place. Draft today: a note",
        ),
        (("Kept?", "Yes"), "Kept? Yes"),
        (("Only one",), "Only one"),
        ((), ""),
    ],
)
def test_a_sentence_end_is_between_messages(messages: tuple[str, ...], text: str) -> None:
    assert sentences(*messages) == text


def test_fit_aligns_right() -> None:
    assert fit("12", 5, right=True) == "   12"


@given(st.text(max_size=60), st.integers(0, 40))
@settings(max_examples=100, deadline=None)
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=20), st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_a_line_is_exactly_as_wide_as_asked(left: list[str], right: str, width: int) -> None:
    spans = fit_line(Line([Span(text) for text in left], [Span(right)]), width)
    assert sum(cell_len(span.text) for span in spans) == width


def test_the_right_edge_is_kept_and_the_left_gives_way() -> None:
    spans = fit_line(Line([Span("a very long name indeed")], [Span("12 days late")]), 24)
    assert "".join(span.text for span in spans) == "a very lo…  12 days late"


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("Ana Ruiz", "Universitat Politècnica de Catalunya", "Ana Ruiz  Universitat P…"),
        ("a very long name indeed", "and a place that is long too", "a very lo…  and a place…"),
        ("", "a place that is long for a line", "a place that is long fo…"),
    ],
)
def test_the_right_edge_leaves_room_for_the_left(left: str, right: str, wanted: str) -> None:
    spans = fit_line(Line([Span(left)], [Span(right)]), 24)
    assert "".join(span.text for span in spans) == wanted


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_content_shows_markup_as_typed(text: str) -> None:
    assert harmless(plain(text).plain)
    assert "[/b]" in assemble(text, ("[/b]", "bold")).plain
    assert harmless(safe(text))
    assert "\n" not in safe(text)
