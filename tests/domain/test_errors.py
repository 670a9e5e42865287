"""What a message quotes of what was typed."""

from netui.domain.errors import InvalidValueError


def test_a_message_quotes_a_line_and_cuts_a_page() -> None:
    line, page = "w" * 200, "word " * 20_000
    assert str(InvalidValueError(f"“{line}” is no day")) == f"“{line}” is no day"
    message = str(InvalidValueError(f"“{page}” is no time zone: did you mean “{line}” or “{page}”?"))
    assert message == f"“{page[:199]}…” is no time zone: did you mean “{line}” or “{page[:199]}…”?"
