"""Whatever is painted after whatever else, the terminal shows the same as if all of it had been sent."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from netui.tui.terminal.frugal_painting import FrugalUpdate
from netui.tui.terminal.terminal_frame import Frame

WIDTH, HEIGHT = 12, 3
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=WIDTH, height=HEIGHT)
STYLES = [
    None,
    Style(),
    Style(bold=True),
    Style(color="#aabbcc"),
    Style(color="#aabbcc", bgcolor="#102030"),
    Style(bgcolor="#102030", bold=True, underline=True),
    Style(color="red", italic=True),
]
letters = st.sampled_from(["a", "b", " ", "é", "界", "│", "🙂"])


@st.composite
def rows(draw: st.DrawFn, width: int = WIDTH) -> Strip:
    """A strip of exactly this width."""
    segments: list[Segment] = []
    left = width
    while left:
        text = draw(letters) * draw(st.integers(1, left))
        segment = Segment(text, draw(st.sampled_from(STYLES)))
        if segment.cell_length > left:
            segment = Segment("." * left, segment.style)
        segments.append(segment)
        left -= segment.cell_length
    return Strip(segments, width)


@st.composite
def updates(draw: st.DrawFn) -> LayoutUpdate | ChopsUpdate:
    """A whole frame, or a part of some rows, cut at a column."""
    if draw(st.booleans()):
        return LayoutUpdate(
            [[draw(rows())] for _ in range(HEIGHT)],
            Region(0, 0, WIDTH, HEIGHT),
        )
    cut = draw(st.integers(1, WIDTH - 1))
    chops = [{0: draw(rows(cut)), cut: draw(rows(WIDTH - cut))} for _ in range(HEIGHT)]
    spans = [
        (y, *draw(st.sampled_from([(0, WIDTH), (0, cut), (cut, WIDTH), (0, 1)])))
        for y in sorted(draw(st.sets(st.integers(0, HEIGHT - 1), min_size=1)))
    ]
    return ChopsUpdate(chops, spans, [[cut, WIDTH]] * HEIGHT)


class Terminal:
    """An emulator, and what is in each of its cells."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)

    def write(self, text: str) -> None:
        self._stream.feed(text.replace("\n", "\r\n"))

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        return [[tuple(self.screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


@given(st.lists(updates(), min_size=1, max_size=5))
def test_the_terminal_shows_the_same(found: list[LayoutUpdate | ChopsUpdate]) -> None:
    frame, frugal, lavish = Frame(), Terminal(), Terminal()
    for update in found:
        frugal.write(FrugalUpdate(update, frame).render_segments(CONSOLE))
        lavish.write(update.render_segments(CONSOLE))
        assert frugal.cells == lavish.cells


@pytest.mark.parametrize(
    ("after", "sent"),
    [
        (Strip([Segment("ana ruiz    ", STYLES[3])], WIDTH), ""),
        (Strip([Segment("ana rupp    ", STYLES[3])], WIDTH), "\x1b[1;7H\x1b[38;2;170;187;204mpp\x1b[0m"),
        (
            Strip([Segment("ana ruiz", STYLES[3]), Segment("  ok", STYLES[2])], WIDTH),
            "\x1b[1;1H\x1b[38;2;170;187;204mana ruiz\x1b[0;1m  ok\x1b[0m",
        ),
    ],
    ids=["nothing", "two letters", "another cut"],
)
def test_only_what_is_another_is_sent(after: Strip, sent: str) -> None:
    frame = Frame()
    region = Region(0, 0, WIDTH, 1)
    before = Strip([Segment("ana ruiz    ", STYLES[3])], WIDTH)
    FrugalUpdate(LayoutUpdate([[before]], region), frame).render_segments(CONSOLE)
    assert FrugalUpdate(LayoutUpdate([[after]], region), frame).render_segments(CONSOLE) == sent


def test_what_terminals_count_otherwise_leaves_no_old_letter_and_covers_none_next_to_it() -> None:
    frame = Frame()
    region = Region(0, 0, WIDTH, 1)
    neighbours = (Segment("ok", STYLES[2]), Segment(" |"))
    for text, sent in (
        ("abcdefgh", "\x1b[1;1Habcdefgh\x1b[0;1mok\x1b[0m |"),
        (
            "\u2764\ufe0f A  me",
            "\x1b[1;1H        \x1b[1;1H\u2764\ufe0f A\x1b[1;7Hme\x1b[1;9H\x1b[0;1mok\x1b[0m |",
        ),
    ):
        update = LayoutUpdate([[Strip([Segment(text), *neighbours], WIDTH)]], region)
        assert FrugalUpdate(update, frame).render_segments(CONSOLE) == sent


def test_what_was_forgotten_is_sent_again() -> None:
    frame = Frame()
    update = LayoutUpdate([[Strip([Segment("a")], 1)]], Region(0, 0, 1, 1))
    first = FrugalUpdate(update, frame).render_segments(CONSOLE)
    assert FrugalUpdate(update, frame).render_segments(CONSOLE) == ""
    frame.forget()
    assert FrugalUpdate(update, frame).render_segments(CONSOLE) == first == "\x1b[1;1Ha"


def test_sixteen_colours_are_enough_where_a_terminal_has_no_more() -> None:
    console = Console(color_system="standard", force_terminal=True, width=WIDTH, height=HEIGHT)
    update = LayoutUpdate([[Strip([Segment("a", Style(color="#ff0000"))], 1)]], Region(0, 0, 1, 1))
    assert console.color_system == ColorSystem.STANDARD.name.lower()
    assert FrugalUpdate(update, Frame()).render_segments(console) == "\x1b[1;1H\x1b[31ma\x1b[0m"
