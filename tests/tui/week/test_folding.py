"""What folds in This week, driven by real keys."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.domain.people.cadence import Cadence
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, RowState
from netui.tui.week.due_rows import Fold
from tests.tui.conftest import text_of
from tests.tui.services_builder import FRIDAY, toasts
from tests.tui.week.scene import TODAY, WEEKLY, Scene, due, kind_is, on_row, settled
from tests.year.experiment import PAGE


async def test_next_week_unfolds_and_folds(scene: Scene) -> None:
    promised = [scene.add_follow_up(f"promise {n}", date(2026, 11, 23) + timedelta(days=n)) for n in range(6)]
    for number in range(8):
        scene.add_follow_up(f"today {number}", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert due(pilot).height_of_all == due(pilot).size.height
        assert "2 more" in text_of(app)
        await pilot.press("G")
        await settled(pilot)
        assert "enter shows all of next week" in text_of(app)
        await pilot.press("right")
        await settled(pilot)
        assert due(pilot).cursor_id == str(promised[4])
        await pilot.press("G", "enter")
        await settled(pilot)
        assert due(pilot).cursor_id == "more:next-week"


async def test_next_week_is_folded_for_want_of_room_alone(scene: Scene) -> None:
    for number in range(6):
        scene.add_follow_up(f"promise {number}", date(2026, 11, 23) + timedelta(days=number))
    scene.add_follow_up("today", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "promise 5" in text_of(app)
        await pilot.resize_terminal(80, 17)
        await settled(pilot)
        assert "promise 5" not in text_of(app)
        assert due(pilot).height_of_all <= due(pilot).size.height
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "promise 5" in text_of(app)


async def test_an_interview_and_a_follow_up_stay_of_next_week_where_others_are_folded(scene: Scene) -> None:
    for number in range(9):
        scene.late(f"Lena Fox {number}", -4)
    scene.services.interviews.add(scene.person("Dana Okafor").id, at=FRIDAY + timedelta(days=6))
    scene.add_follow_up("the promise", date(2026, 11, 28))
    for number in range(7):
        scene.add_follow_up(f"today {number}", TODAY)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = text_of(app)
        assert "interview    Dana Okafor" in shown
        assert "the promise" in shown
        assert "more" in shown
        assert due(pilot).height_of_all <= due(pilot).size.height


async def test_more_check_ins_than_a_week_takes_are_one_line(scene: Scene) -> None:
    for number in range(14):
        scene.late(f"P{number:02}", number + 1)
    app = scene.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        assert "4 more could be due: enter shows them" in text_of(app)
        await pilot.press("G", "enter")
        await settled(pilot)
        assert len([row for row in due(pilot).rows if isinstance(row, AgendaRow)]) == 14
        assert due(pilot).cursor_row.who == "P03"
        await pilot.press("G", "enter")
        await settled(pilot)
        assert "4 more could be due: enter shows them" in text_of(app)


async def test_many_birthdays_on_one_day_are_a_few_and_a_count(scene: Scene) -> None:
    for number in range(8):
        scene.person(
            f"P{number}", birthday=PartialDate(11, 20), cadence=Cadence.parse("3 months"), company="Acme"
        )
    app = scene.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        assert "5 more birthdays: enter" in text_of(app)
        assert "P3" not in text_of(app)
        assert "birthday     P0 Acme" in text_of(app)  # it says once that it is a birthday
        await pilot.press("slash", *"p6", "enter")  # found in the count, and shown
        await settled(pilot)
        assert due(pilot).cursor_row.who == "P6"
        assert [row.who for row in due(pilot).rows if isinstance(row, AgendaRow)][-1] == "P7"
        await on_row(pilot, id_is("less:birthday-today"))
        await pilot.press("enter")
        await settled(pilot)
        assert "5 more birthdays: enter" in text_of(app)


async def test_search_goes_to_a_row_that_was_folded_away(scene: Scene) -> None:
    for number in range(8):
        scene.add_follow_up(f"promise {number}", date(2026, 11, 23) + timedelta(days=number % 6))
    wanted = scene.add_follow_up("the needle", date(2026, 11, 29))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"needl", "enter")
        await settled(pilot)
        assert due(pilot).cursor_id == str(wanted)


async def test_what_is_only_suggested_is_one_folded_line_at_the_end(scene: Scene) -> None:
    tom = scene.late("Tom Weiss", 12)
    scene.store.seed(replace(scene.services.contacts.get(tom.id), reviewed_on=date(2025, 1, 1)))
    scene.services.brand.add_pitch("In the lift", "I make compilers small.")
    scene.clock.set(FRIDAY + timedelta(days=400))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = due(pilot)
        assert isinstance(shown.rows[-1], Fold)
        assert shown.rows[-1].text == "Ideas 2"
        assert "1 row" in text_of(app)
        await pilot.press("G", "right")
        await settled(pilot)
        assert [row.kind for row in shown.rows if isinstance(row, AgendaRow)] == [
            "check-in",
            "review",
            "review",
        ]
        assert shown.cursor_due is not None
        assert shown.cursor_due.state is RowState.IDEA
        await pilot.press("G", "left")
        await settled(pilot)
        assert shown.cursor_id == "more:ideas"
        await pilot.press("enter", "x", "x")
        await settled(pilot)
        assert not [row for row in shown.rows if isinstance(row, Fold)]


async def test_ideas_alone_are_a_quiet_week(scene: Scene) -> None:
    scene.person("Ann Lee")
    scene.services.brand.add_pitch("In the lift", "I make compilers small.")
    scene.clock.set(FRIDAY + timedelta(days=400))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "NOTHING DUE THIS WEEK" in text_of(app)
        assert "REACH OUT" in text_of(app)
        assert "space reached out" in text_of(app)
        assert "Ideas 1" in text_of(app)


async def test_prep_unfolds_and_folds(scene: Scene) -> None:
    app = scene.full().app()
    async with app.run_test(size=(120, 40)) as pilot:
        row = await on_row(pilot, kind_is("prep"))
        await pilot.press("s", "x")
        await settled(pilot)
        assert "items are folded into this row" in toasts(app)
        assert "→ unfold" in text_of(app)
        await pilot.press("right")
        await settled(pilot)
        assert [due(pilot).cursor_id, len(due(pilot).marked_ids)] == [row.items[0].id, 0]
        assert [one for one in due(pilot).rows if one in row.items] == list(row.items)
        assert f"   {row.items[0].text[:40]}" in text_of(app)
        assert "→ unfold" not in text_of(app)
        await pilot.press("down", "x")
        await settled(pilot)
        assert due(pilot).cursor_id == row.items[2].id
        assert scene.services.interviews.get(row.interview_id).prep_total == 9
        await pilot.press("left")
        await settled(pilot)
        assert due(pilot).cursor_id == row.id
        assert row.items[0].text not in [one.text for one in due(pilot).rows if isinstance(one, AgendaRow)]
        await pilot.press("slash", *row.items[2].text[:20], "enter")  # found in the fold, and shown
        await settled(pilot)
        assert due(pilot).cursor_id == row.items[2].id


MONDAY = date(2026, 11, 16)


def monday(scene: Scene) -> None:
    """Set the Monday of a lively week: more than a page of 80x24 holds."""
    scene.clock.set(datetime(2026, 11, 16, 7, tzinfo=UTC))
    for number in range(9):
        scene.late(f"Lena Fox {number}", 14 - number)
    scene.add_follow_up("late promise", MONDAY - timedelta(days=1))
    for number in range(3):
        scene.add_follow_up(f"promise of today {number}", MONDAY)
        scene.add_follow_up(f"promise of this week {number}", MONDAY + timedelta(days=number + 1))
        scene.person(f"Omar Aziz {number}", birthday=PartialDate(11, 20 + number, 1990), cadence=WEEKLY)
    dana = scene.person("Dana Okafor")
    scene.services.interviews.add(dana.id, at=datetime(2026, 11, 20, 18, tzinfo=UTC))
    for number in range(4):
        scene.add_follow_up(f"promise of next week {number}", MONDAY + timedelta(days=8))


def id_is(row_id: str) -> Callable[[Any], bool]:
    return lambda row: getattr(row, "id", "") == row_id


def shown_ids(pilot: Pilot[Any]) -> list[str]:
    return [row.id for row in due(pilot).rows if isinstance(row, AgendaRow | Fold)]


async def test_a_full_monday_fits_one_page_and_says_what_is_folded(scene: Scene) -> None:
    monday(scene)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = text_of(app)
        assert due(pilot).size.height == PAGE
        assert due(pilot).height_of_all == PAGE
        assert "Lena Fox 0" in shown
        assert "8 more check-ins: enter shows them" in shown
        for words in ("late promise", "promise of today 2", "interview    Dana Okafor"):
            assert words in shown
        assert "promise of this week 1" in shown
        assert "4 more (1 follow-up)" in shown  # what can be missed best has gone first
        assert "Omar Aziz" not in shown
        assert "5 next week (4 follow-ups)" in shown
        await pilot.resize_terminal(120, 60)
        await settled(pilot)
        folds = [row.id for row in due(pilot).rows if isinstance(row, Fold)]
        assert folds == ["more:check-ins"]  # more than a week asks for, whatever the room


@pytest.mark.parametrize("key", ["enter", "right"])
async def test_check_ins_and_this_week_unfold_and_fold(scene: Scene, key: str) -> None:
    monday(scene)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        folded = shown_ids(pilot)
        await on_row(pilot, id_is("more:late-check-ins"))
        await pilot.press(key)
        await settled(pilot)
        assert due(pilot).cursor_row.who == "Lena Fox 1"
        assert len([row for row in due(pilot).rows if kind_is("check-in")(row)]) == 9
        await on_row(pilot, id_is("more:this-week"))
        await pilot.press(key)
        await settled(pilot)
        assert "Omar Aziz 2" in text_of(app)
        for what in ("this-week", "late-check-ins"):
            await on_row(pilot, id_is(f"less:{what}"))
            await pilot.press("left" if key == "right" else "enter")
            await settled(pilot)
            assert due(pilot).cursor_id == f"more:{what}"
        assert shown_ids(pilot) == folded


async def test_what_is_done_lets_the_next_out_of_the_fold_under_the_cursor(scene: Scene) -> None:
    monday(scene)
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for number in range(9):
            assert due(pilot).cursor_row.who == f"Lena Fox {number}"
            assert due(pilot).height_of_all <= PAGE
            await pilot.press("x")
            await settled(pilot)
        assert due(pilot).cursor_row.text == "late promise"
        await pilot.press("u")
        await settled(pilot)
        assert due(pilot).cursor_row.who == "Lena Fox 8"


async def test_marked_rows_do_not_fold(scene: Scene) -> None:
    monday(scene)
    app = scene.app()
    async with app.run_test(size=(80, 60)) as pilot:
        await on_row(pilot, lambda row: getattr(row, "who", "") == "Lena Fox 5")
        await pilot.press("m")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert [row.who for row in due(pilot).marked_due] == ["Lena Fox 5"]
        assert due(pilot).height_of_all == PAGE


async def test_a_follow_up_of_this_week_folds_after_prep(scene: Scene) -> None:
    scene.clock.set(datetime(2026, 11, 16, 7, tzinfo=UTC))
    for number in range(11):
        scene.add_follow_up(f"promise of today {number}", MONDAY)
    for name in ("Dana Okafor", "Mika Ito"):
        at = datetime(2026, 11, 27, 18, tzinfo=UTC)
        scene.services.interviews.add(scene.person(name).id, at=at)
    scene.add_follow_up("promise of sunday", MONDAY + timedelta(days=6))
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert [row.kind for row in due(pilot).rows if isinstance(row, AgendaRow)][11:] == ["send"]
        assert due(pilot).height_of_all <= PAGE
