"""A page of lines paints again only what is another; the cards of a person are on it."""

from collections.abc import Iterator

import pytest
from textual.strip import Strip

from netui.domain.people.cadence import Cadence
from netui.domain.time.partial_date import PartialDate
from netui.tui.look.glyphs import UNICODE
from netui.tui.look.text import Line, Span
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.contact_card import Sketch, full_card, short_card
from netui.tui.widgets.text_page import TextPage, hint
from tests.factories import TODAY, make_contact
from tests.tui.conftest import make_app, settle, text_of


class WatchedPage(TextPage):
    """Notes which lines are painted."""

    painted: set[int]

    def render_line(self, y: int) -> Strip:
        self.painted.add(y)
        return super().render_line(y)


async def test_another_page_paints_the_lines_that_differ() -> None:
    page = WatchedPage(lambda _: [Line((Span(f"line {n}"),)) for n in range(9)])
    page.painted = set()

    class OnePage(AreaScreen):
        def compose_body(self) -> Iterator[TextPage]:
            yield page

    app = make_app(OnePage)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page.painted.clear()
        page.show(lambda _: [Line((Span("other" if n == 4 else f"line {n}"),)) for n in range(9)])
        await settle(pilot)
        assert page.painted == {4}
        assert "other" in text_of(app)
        page.show(lambda _: [Line((Span("line 0"),))])
        await settle(pilot)
        assert "line 8" not in text_of(app)
        assert "other" not in text_of(app)


def test_a_hint_shows_its_keys() -> None:
    def keys(text: str) -> list[str]:
        return [span.text for line in hint(text, 30) for span in line.left if span.tone == "accent"]

    assert keys("No goals yet. Press a to set one, such as a talk a month; esc goes back.") == ["a", "esc"]
    assert keys("No practice yet. Say your pitch aloud, then press a to note how it went.") == ["a"]
    assert keys("a sets a follow-up, a day before, e notes what you heard.") == ["a", "e"]
    assert (
        " ".join("".join(span.text for span in line.left) for line in hint("one: a two", 5)) == "one: a two"
    )


@pytest.mark.parametrize(
    ("width", "expected"), [(30, ["Dana Okafor  OH-ka-for"]), (20, ["Dana Okafor", "OH-ka-for"])]
)
def test_the_short_card_has_the_pronunciation_next_to_the_name(width: int, expected: list[str]) -> None:
    sketch = Sketch(contact=make_contact(name="Dana Okafor", pronunciation="OH-ka-for"), today=TODAY)
    lines = ["".join(span.text for span in line.left) for line in short_card(sketch, width, UNICODE)]
    assert lines[: len(expected)] == expected


def test_the_short_card_cuts_no_day_of_a_check_in() -> None:
    contact = make_contact(
        cadence=Cadence.parse("5 weeks"), birthday=PartialDate(6, 9, 1985), next_due_on=TODAY
    )
    sketch = Sketch(contact=contact, today=TODAY, cadence=contact.cadence)
    lines = ["".join(span.text for span in line.left) for line in short_card(sketch, 24, UNICODE)]
    assert lines[-2:] == ["next  every 5 weeks", "      check-in today"]
    assert "next  every 5 weeks, check-in today" in [
        "".join(span.text for span in line.left) for line in short_card(sketch, 40, UNICODE)
    ]
    assert any(line.left[-1].text == "9 Jun 1985" for line in full_card(sketch, 40) if line.left)
