"""A day that a form shows is replaced by the one that is typed: both together can't be read."""

from datetime import date

import pytest

from netui.domain.errors import InvalidValueError
from netui.tui.modals.form import FormModal
from netui.tui.sections.answers import Answers
from netui.tui.shell.area import AreaScreen
from tests.tui.conftest import settle
from tests.tui.services_builder import app_for, build

OVER = "Fri 13 Nov 2026"


async def test_typing_replaces_the_day_of_every_kind() -> None:
    services = build()
    answers = Answers(services)
    asks = [
        answers.ask_past_day("past", "Past"),
        answers.ask_due("due", "Due"),
        answers.ask_due("over", "Over", OVER),
        answers.ask_day("any", "Any", date(2026, 11, 27), placeholder="a day"),
        answers.ask_due("kept", "Kept", OVER),
    ]
    app = app_for(services, AreaScreen)
    given: list[dict[str, str] | None] = []
    async with app.run_test(size=(80, 30)) as pilot:
        app.push_screen(FormModal("Days", asks, about=()), given.append)
        await settle(pilot)
        for words in ("12 nov", "1 dec", "2 dec", "3 dec"):
            await pilot.press(*("space" if letter == " " else letter for letter in words), "tab")
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert given == [{"past": "12 nov", "due": "1 dec", "over": "2 dec", "any": "3 dec", "kept": OVER}]


def test_a_day_that_is_over_is_refused_unless_it_was_there() -> None:
    answers = Answers(build())
    was_there, new = answers.ask_due("due", "Due", OVER).check, answers.ask_due("due", "Due").check
    assert was_there is not None
    assert new is not None
    assert "13 Nov" in was_there(OVER)
    with pytest.raises(InvalidValueError, match="that is over"):
        new(OVER)
