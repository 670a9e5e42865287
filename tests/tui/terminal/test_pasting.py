"""Pasted text comes as one paste, whatever it holds and in whatever pieces, and never as keys."""

import math
from collections.abc import Iterable

import pytest
from textual import events
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from netui.tui.terminal.pasting import PastingParser, _UnderWay
from netui.tui.terminal.stopping import that_stops

START, END = "\x1b[200~", "\x1b[201~"
COLOURED = "a\x1b[31mred\x1b[0m, then a text of more than thirty-two characters"


def as_words(messages: Iterable[Message]) -> list[str]:
    """Name keys, and show pasted text in quotation marks."""
    return [
        f"“{one.text}”" if isinstance(one, events.Paste) else one.key
        for one in messages
        if isinstance(one, events.Paste | events.Key)
    ]


def parsed(*pieces: str) -> list[str]:
    parser = PastingParser()
    return [one for piece in pieces for one in as_words(parser.feed(piece))]


def driver_parser() -> PastingParser:
    that_stops(LinuxDriver)
    made = linux_driver.XTermParser()  # type: ignore[attr-defined, unused-ignore]
    assert isinstance(made, PastingParser)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "Ana",
        "",
        COLOURED,
        "dy\x1bdy\x1b\x1b",
        "\x1b]52;c;eA==\x07\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
        f"ends like {END[:-1]}",
        f"starts like {START} again",
    ],
)
def test_what_is_pasted_is_never_a_key(text: str) -> None:
    assert as_words(driver_parser().feed(f"j{START}{text}{END}k")) == ["j", f"“{text}”", "k"]


def test_a_paste_may_come_in_any_pieces() -> None:
    sent = f"j{START}{COLOURED}{END}k{START}b{END}"
    wanted = ["j", f"“{COLOURED}”", "k", "“b”"]
    assert parsed(*sent) == wanted
    for at in range(1, len(sent)):
        assert parsed(*filter(None, (sent[:at], sent[at:]))) == wanted


def test_a_paste_is_as_old_as_its_beginning() -> None:
    parser = PastingParser()
    assert list(parser.feed(f"{START}a long ")) == []
    between = events.Key("x", "x")
    [paste] = parser.feed(f"text{END}")
    assert paste.time <= between.time


def test_a_nul_in_a_paste_is_dropped() -> None:
    assert parsed(f"{START}a\0b{END}") == ["“ab”"]


def test_keys_stay_keys() -> None:
    assert parsed("\x1b[A", "\x1b[", "B", "x") == ["up", "down", "x"]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ("tom\x1bS", ["t", "o", "m", "alt+shift+s"]),
        ("\x1bm\x1bb\x1bf\x1b1", ["alt+m", "alt+b", "alt+f", "alt+1"]),
        ("\x1b/tom\r", ["escape", "slash", "t", "o", "m", "enter"]),
        ("\x1b\x1bS", ["escape", "alt+shift+s"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        (
            "\x1b\r\x1b \x1b\t\x1b\x13",
            ["escape", "enter", "escape", "space", "escape", "tab", "escape", "ctrl+s"],
        ),
        ("\x1b\x7f", ["alt+backspace"]),
        ("\x1bOPx\x1b[Zx", ["f1", "x", "shift+tab", "x"]),
        ("\x1b[\x1bm", ["escape", "left_square_bracket", "alt+m"]),
    ],
)
def test_esc_is_never_lost(sent: str, wanted: list[str]) -> None:
    for at in range(1, len(sent) + 1):
        assert parsed(*filter(None, (sent[:at], sent[at:]))) == wanted


def test_shift_and_tab_of_the_linux_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert parsed("\x1b\t") == ["shift+tab"]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ("\x1b", ["escape"]),
        ("\x1b[", ["escape", "left_square_bracket"]),
        ("\x1bO", ["escape", "O"]),
        ("\x1b[?62;22c", []),
    ],
)
def test_what_is_no_whole_sequence_is_esc_and_what_was_typed(
    sent: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = PastingParser()
    assert as_words(parser.feed(sent)) == []
    monkeypatch.setattr("textual._parser.get_time", lambda: math.inf)
    monkeypatch.setattr("netui.tui.terminal.pasting.monotonic", lambda: math.inf)
    assert as_words(parser.tick()) == wanted
    assert as_words(parser.feed("\x1bm")) == ["alt+m"]


def test_enter_from_the_time_before_the_terminal_was_taken_is_enter() -> None:
    parser = PastingParser()
    assert as_words(parser.feed("a\nb\0")) == ["a", "enter", "b", "ctrl+d"]
    assert as_words(parser.feed("\n")) == ["ctrl+j"]


def test_a_start_that_is_cut_off_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = PastingParser()
    assert as_words(parser.feed(START[:-1])) == []
    monkeypatch.setattr("textual._parser.get_time", lambda: math.inf)
    assert as_words(parser.tick())
    assert as_words(parser.feed("~j")) == ["tilde", "j"]


@pytest.fixture
def no_parser_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("pasted", None), ("began", 0.0), ("is_again", False)):
        monkeypatch.setattr(_UnderWay, name, value)


def over(*pieces: str) -> tuple[PastingParser, list[str]]:
    """Return the last of several parsers, each given a piece, and what came of all of them."""
    found: list[str] = []
    parser = PastingParser()
    for number, piece in enumerate(pieces):
        if number:
            found += as_words(parser.feed(""))
            parser = PastingParser()
        found += as_words(parser.feed(piece))
    return parser, found


@pytest.mark.usefixtures("no_parser_before")
def test_a_paste_goes_on_when_netui_gets_the_terminal_back() -> None:
    for pieces in (f"{START}ab", f"c{END}k"), (f"{START}", f"abc{END}", "k"), (f"{START}a", "b", f"c{END}k"):
        assert over(*pieces)[1] == ["“abc”", "k"]


@pytest.mark.usefixtures("no_parser_before")
def test_such_a_paste_ends_when_no_more_of_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    parser, found = over(f"{START}ab", "c")
    assert (found, as_words(parser.tick())) == ([], [])
    monkeypatch.setattr("netui.tui.terminal.pasting.monotonic", lambda: math.inf)
    assert as_words(parser.tick()) == ["“abc”"]
    assert (as_words(parser.feed("k")), as_words(parser.tick())) == (["k"], [])


@pytest.mark.usefixtures("no_parser_before")
def test_a_paste_that_is_under_way_as_ever_waits_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    parser, _ = over(f"{START}ab")
    monkeypatch.setattr("netui.tui.terminal.pasting.monotonic", lambda: math.inf)
    assert as_words(parser.tick()) == []
    assert as_words(parser.feed(f"c{END}")) == ["“abc”"]


@pytest.mark.usefixtures("no_parser_before")
def test_what_no_one_can_have_typed_is_a_paste_whose_beginning_is_lost() -> None:
    text = "dy" * 500
    assert over("j", text + f"{text}"[:10] + END + "k")[1] == ["j", f"“{text}{text[:10]}”", "k"]
    assert over("j", f"{text}", f"dy{END}k")[1] == ["j", f"“{text}dy”", "k"]
    assert over("j", "dy" * 20)[1] == ["j", *"dy" * 20]


@pytest.mark.usefixtures("no_parser_before")
def test_whatever_is_typed_before_the_first_paint_is_keys() -> None:
    assert over("dy" * 500)[1] == [*"dy" * 500]
