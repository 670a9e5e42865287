"""A draft that is found again meets what is stored by then."""

import pytest

from netui.domain.edits import met_draft


@pytest.mark.parametrize(
    ("stored", "base", "typed", "text"),
    [
        ("", "", "new", "new"),
        ("old", "old", "older", "older"),
        ("old", "old", "", ""),
        ("newer", "old", "older", "newer\n\nolder"),
        ("newer\n", "", "typed", "newer\n\ntyped"),
        ("newer", "old", "old", "newer"),  # nothing was typed
        ("older and newer", "old", "older", "older and newer"),
        ("", "old", "older", "older"),
        ("old", "", "old and more", "old and more"),  # stored in between
    ],
)
def test_what_is_newer_stays_and_what_was_typed_comes_below(
    stored: str, base: str, typed: str, text: str
) -> None:
    assert met_draft(stored, base, typed) == text
