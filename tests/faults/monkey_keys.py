"""What the monkey presses: keys of a seed, from single letters to whole forms, clicks, pastes and sizes."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from netui.bootstrap.routes import destinations
from tests.terminal.pty_driver import DOWN, END, ENTER, ESCAPE, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, TAB, UP

SAVE = "\x13"
QUIT = "\x11"
_SHIFT_TAB = "\x1b[Z"
_MOVES = (UP, DOWN, LEFT, RIGHT, HOME, END, PAGE_UP, PAGE_DOWN, TAB, _SHIFT_TAB, ENTER, ENTER, ESCAPE, " ")
_LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:.,;'[]+-=?!@#*()äßé漢"
"""Without q, which ends the program on every area."""
_CONTROLS = tuple(chr(code) for code in range(1, 27) if chr(code) not in (QUIT, "\x1a"))
_FUNCTIONS = (
    "\x1bOP",
    "\x1b[15~",
    "\x1b[3~",
    "\x7f",
    "\x1b[1;5C",
    "\x1b[1;5D",
    "\x1b[1;2A",
    "\x1b[5;5~",
    "\x1b[6;5~",
)
_WORDS = (
    "Dana", "Mei Chen", "Jo Quill", "Émile Berg", "Ana", "Northwind", "stripe", "tag:mentor", "due:<7d",
    "coffee, asked for two names", "https://example.org/a", "ana@example.org", "+351 21 555 0199", "12", "0",
)  # fmt: skip
_DAYS = (
    "fri",
    "12 mar",
    "2026-12-01",
    "yesterday",
    "tomorrow 14:00",
    "every 6 weeks",
    "in 2 months",
    "1999",
    "9999-12-31",
)
_PALETTE = (
    *(one.text for one in destinations()), "theme", "sort by", "page", "favour given", "stage", "roles",
    "merge", "who introduced", "milestone", "may be named",
)  # fmt: skip
_PASTES = ("one line", "two\nlines\n", "a\tb\x1b[31mred\x07", "ab\u202ecd", "é" * 3_000, "word " * 20_000)
_MOST_TOGETHER = 40


class Step(NamedTuple):
    """One thing the monkey does: keys in one write, or another size (columns, rows) of the terminal."""

    keys: str = ""
    size: tuple[int, int] | None = None
    presses: int = 1


class Presses:
    """An endless line of steps, the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self._size = (120, 40)
        ways: tuple[tuple[Callable[[], Step], int], ...] = (
            (self._key, 40),
            (self._move, 30),
            (self._together, 8),
            (self._same, 4),
            (self._area, 6),
            (self._palette, 4),
            (self._form, 8),
            (self._search, 3),
            (self._click, 8),
            (self._focus, 1),
            (self._paste, 1),
            (self._resize, 2),
            (self._marks, 1),
        )
        self._ways = [way for way, _ in ways]
        self._weights = [weight for _, weight in ways]

    def __iter__(self) -> Iterator[Step]:
        while True:
            (way,) = self._random.choices(self._ways, self._weights)
            yield way()

    def _key(self) -> Step:
        kind = self._random.random()
        if kind < 0.8:
            return Step(self._random.choice(_LETTERS))
        return Step(self._random.choice(_CONTROLS if kind < 0.93 else _FUNCTIONS))

    def _move(self) -> Step:
        return Step(self._random.choice(_MOVES))

    def _together(self) -> Step:
        """Several keys in one write, as a slow line delivers them."""
        count = self._random.randint(2, _MOST_TOGETHER)
        return Step("".join((self._key, self._move)[n % 2]().keys for n in range(count)), presses=count)

    def _same(self) -> Step:
        """One key held down, or two keys in turn."""
        one, other, count = self._move().keys, self._key().keys, self._random.randint(3, _MOST_TOGETHER)
        keys = one if self._random.random() < 0.5 else one + other
        return Step(keys * count, presses=count)

    def _area(self) -> Step:
        return Step(ESCAPE * self._random.randint(0, 1) + str(self._random.randint(1, 6)))

    def _palette(self) -> Step:
        word = self._random.choice(_PALETTE)
        return Step(f":{word}{ENTER}", presses=len(word) + 2)

    def _form(self) -> Step:
        """Something typed into the fields of whatever is asked, and saved more often than not."""
        opens = self._random.choice(("a", "A", "l", "f", "i", "r", "t", "n", "e", "w", ""))
        fields = [self._value() for _ in range(self._random.randint(1, 5))]
        ends = self._random.choice((SAVE, ENTER, f"{SAVE}{ENTER}", ESCAPE, ""))
        keys = f"{opens}{TAB.join(fields)}{ends}"
        return Step(keys, presses=len(keys))

    def _value(self) -> str:
        return self._random.choice(self._random.choice((_WORDS, _DAYS, ("", RIGHT, DOWN))))

    def _search(self) -> Step:
        word = self._random.choice(_WORDS)
        return Step(f"/{word}{self._random.choice((ENTER, ESCAPE, DOWN))}", presses=len(word) + 2)

    def _click(self) -> Step:
        x, y = self._random.randint(1, self._size[0]), self._random.randint(1, self._size[1])
        button = self._random.choice((0, 0, 0, 1, 2, 64, 65, 35))
        press = f"\x1b[<{button};{x};{y}M"
        if button in (0, 1, 2):
            press += f"\x1b[<{button};{x};{y}m"
        return Step(press * self._random.choice((1, 1, 2)))

    def _focus(self) -> Step:
        return Step(self._random.choice(("\x1b[O", "\x1b[I", "\x1b[O\x1b[I")))

    def _paste(self) -> Step:
        return Step(f"\x1b[200~{self._random.choice(_PASTES)}\x1b[201~")

    def _resize(self) -> Step:
        sizes = (
            (60, 20),
            (80, 24),
            (120, 40),
            (200, 60),
            (self._random.randint(20, 220), self._random.randint(5, 70)),
        )
        self._size = self._random.choice(sizes)
        return Step(size=self._size)

    def _marks(self) -> Step:
        return Step(self._random.choice(("2M", "2MM", "2M" + DOWN * 10, "1mmm", "2mmm")), presses=4)
