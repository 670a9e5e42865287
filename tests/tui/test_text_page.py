"""A page of lines paints again only what is another."""

from collections.abc import Iterator

from textual.strip import Strip

from netui.tui.area import AreaScreen
from netui.tui.text import Line, Span
from netui.tui.widgets.text_page import TextPage
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
