from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews import preparation as prep
from netui.domain.interviews.interview import ChosenQuestion, Item, ItemState
from netui.domain.interviews.preparation import ChecklistItem, ChecklistTemplate

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEMPLATE = ChecklistTemplate(
    name="video",
    title="Video call",
    items=(
        ChecklistItem("Read up on {person}", 7),
        ChecklistItem("Read up on {company}", 3),
        ChecklistItem("Try the link", 1),
        ChecklistItem("Join early", 0),
    ),
)


def made(day: date = MONDAY, today: date = TODAY) -> prep.Items:
    return prep.make_items(TEMPLATE, day, today, "Dana", "Fastly")


def days(items: prep.Items) -> list[date]:
    return [item.due_on for item in items]


def test_items_are_counted_back_from_the_interview() -> None:
    items = made()
    assert [item.text for item in items][:2] == ["Read up on Dana", "Read up on Fastly"]
    assert [(MONDAY - item.due_on).days for item in items] == [7, 3, 1, 0]
    assert [item.id for item in items] == [1, 2, 3, 4]


def test_for_an_interview_tomorrow_nothing_is_due_before_today() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert days(made(tomorrow)) == [TODAY, TODAY, TODAY, tomorrow]


def test_names_are_filled_in_once_and_never_read_as_placeholders() -> None:
    items = prep.make_items(TEMPLATE, MONDAY, TODAY, "{company}", " ")
    assert items[0].text == "Read up on {company}"
    assert items[1].text == "Read up on their company"


def test_an_interview_moved_later_takes_its_open_items_along() -> None:
    items = prep.close_item(made(), 1, ItemState.DONE, NOW)
    items = prep.close_item(items, 2, ItemState.SKIPPED, NOW)
    later = MONDAY + timedelta(days=7)
    moved = prep.move_items(items, MONDAY, later, TODAY)
    assert moved[:2] == items[:2]
    assert days(moved[2:]) == [later - timedelta(days=1), later]


def test_an_interview_moved_earlier_dates_nothing_before_today() -> None:
    moved = prep.move_items(made(), MONDAY, TODAY + timedelta(days=2), TODAY)
    assert days(moved) == [TODAY, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)]
    back = prep.move_items(moved, TODAY + timedelta(days=2), MONDAY, TODAY)
    assert days(back) == days(made())


@pytest.mark.parametrize(
    ("own", "new_day", "expected"),
    [
        (date(2026, 11, 25), date(2026, 12, 7), date(2026, 11, 25)),  # kept
        (date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 23)),  # would come after the interview
        (date(2026, 12, 2), date(2026, 12, 7), date(2026, 12, 9)),  # meant for two days after it
        (date(2026, 11, 18), date(2026, 12, 7), TODAY),  # was late already
    ],
)
def test_an_item_with_a_day_of_the_users_own(own: date, new_day: date, expected: date) -> None:
    items = (Item(id=1, text="Print", due_on=own),)
    assert days(prep.move_items(items, MONDAY, new_day, TODAY)) == [expected]


@pytest.mark.parametrize(
    ("until", "new_day", "expected"),
    [
        (date(2026, 11, 28), date(2026, 12, 2), date(2026, 11, 30)),  # is counted back to a later day
        (date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 28)),  # stays snoozed
        (date(2026, 11, 28), date(2026, 11, 27), date(2026, 11, 25)),  # would come after the interview
        (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 1)),
    ],
)
def test_a_counted_item_that_is_snoozed(until: date, new_day: date, expected: date) -> None:
    item = Item(id=1, text="Print", due_on=TODAY, days_before=2)
    snoozed = prep.snooze_item((item,), 1, until, date(2026, 12, 2))
    assert days(prep.move_items(snoozed, date(2026, 11, 29), new_day, TODAY)) == [expected]


def test_nothing_that_prepares_an_interview_is_snoozed_past_it() -> None:
    snoozed = prep.snooze_item(made(), 3, MONDAY, MONDAY)
    assert days(snoozed)[2] == MONDAY
    with pytest.raises(
        InvalidValueError, match="“Try the link” prepares the interview of Mon 30 Nov 2026: snooze"
    ):
        prep.snooze_item(snoozed, 3, MONDAY + timedelta(days=1), MONDAY)
    after = prep.add_item((), "Send my slides", MONDAY + timedelta(days=3), TODAY)
    assert days(prep.snooze_item(after, 1, MONDAY + timedelta(days=9), MONDAY)) == [date(2026, 12, 9)]


@settings(max_examples=60, deadline=None)
@given(st.integers(-5, 400), st.integers(-5, 400))
def test_wherever_an_interview_moves_nothing_open_is_due_before_today(first: int, second: int) -> None:
    old, new = TODAY + timedelta(days=first), TODAY + timedelta(days=second)
    items = prep.move_items(made(old), old, new, TODAY)
    assert all(item.due_on >= TODAY for item in items)
    assert items == made(new)


def test_items_are_added_edited_ticked_opened_and_removed() -> None:
    items = prep.add_item(made(), "  Buy   flowers ", date(2026, 11, 29), TODAY)
    assert (items[3].id, items[3].text, items[3].days_before) == (5, "Buy flowers", None)
    early = prep.add_item(items, "Ask Ana", TODAY, TODAY)
    assert [item.due_on for item in early] == sorted(item.due_on for item in early)
    items = prep.edit_item(items, 3, TODAY, text="Try the camera")
    assert items[2].days_before == 1
    items = prep.edit_item(items, 3, TODAY, due_on=date(2026, 11, 21))
    assert (items[2].due_on, items[2].days_before) == (date(2026, 11, 21), None)
    items = prep.close_item(items, 5, ItemState.DONE, NOW)
    assert items[3].closed_at == NOW
    assert prep.close_item(items, 5, ItemState.DONE, NOW + timedelta(hours=1)) == items
    items = prep.remove_item(items, 1)
    assert [item.id for item in items] == [2, 3, 5, 4]


def test_a_reopened_item_is_due_by_the_present_date_of_the_interview() -> None:
    items = prep.close_item(made(), 3, ItemState.SKIPPED, NOW)
    moved = MONDAY + timedelta(days=7)
    again = prep.reopen_item(prep.move_items(items, MONDAY, moved, TODAY), 3, moved, TODAY)
    assert (again[2].state, again[2].closed_at) == (ItemState.OPEN, None)
    assert again[2].due_on == moved - timedelta(days=1)
    assert prep.reopen_item(items, 3, None, MONDAY)[2].due_on == MONDAY


def test_what_was_called_off_can_be_opened_again_and_nothing_else() -> None:
    skipped = prep.close_item(made(), 1, ItemState.SKIPPED, NOW - timedelta(hours=1))
    closed = prep.close_open_items(skipped, NOW)
    assert all(item.state is ItemState.SKIPPED for item in closed)
    assert prep.reopen_items_closed(closed, NOW, MONDAY, TODAY) == skipped


def test_another_template_replaces_only_what_is_open_and_counted() -> None:
    items = prep.close_item(made(), 3, ItemState.DONE, NOW)
    items = prep.add_item(items, "Buy flowers", MONDAY, TODAY)
    other = ChecklistTemplate(
        name="phone", title="Phone", items=(ChecklistItem("Try the link", 1), ChecklistItem("Charge", 0))
    )
    swapped = prep.swap_template(items, other, MONDAY, TODAY, person="Dana", company="Fastly")
    assert [item.text for item in swapped] == ["Try the link", "Buy flowers", "Charge"]
    assert len({item.id for item in swapped}) == 3
    assert swapped[0].state is ItemState.DONE


@pytest.mark.parametrize(("by", "order"), [(-1, [2, 1, 3]), (1, [1, 3, 2]), (-9, [2, 1, 3]), (0, [1, 2, 3])])
def test_items_are_put_in_order_as_far_as_there_is_room(by: int, order: list[int]) -> None:
    items = tuple(Item(id=number, text=str(number), due_on=TODAY) for number in (1, 2, 3))
    assert [item.id for item in prep.move_item(items, 2, by)] == order


def test_a_past_day_an_empty_text_and_a_missing_item_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="is over"):
        prep.add_item((), "x", TODAY - timedelta(days=1), TODAY)
    with pytest.raises(InvalidValueError, match="is over"):
        prep.edit_item(made(), 1, TODAY, due_on=TODAY - timedelta(days=1))
    with pytest.raises(InvalidValueError, match="few words"):
        prep.add_item((), "  ", TODAY, TODAY)
    with pytest.raises(NotFoundError, match="no item 9"):
        prep.remove_item(made(), 9)


def test_questions_are_chosen_once_and_get_ids_of_their_own() -> None:
    chosen = prep.choose_question((), "What now?", "advice")
    chosen = prep.choose_question(chosen, "  what NOW? ", "advice")
    chosen = prep.choose_question(chosen, "And then?")
    assert [(q.id, q.text) for q in chosen] == [(1, "What now?"), (2, "And then?")]
    assert prep.is_chosen(chosen, "And  then?")
    assert [q.id for q in prep.move_question(chosen, 2, -1)] == [2, 1]
    assert prep.edit_question(chosen, 1, "What next?")[0].text == "What next?"


def test_an_answered_question_was_asked_and_is_not_removed_with_its_answer() -> None:
    chosen = prep.choose_question((), "What now?")
    answered = prep.answer_question(chosen, 1, "Rust,\n  mostly ")
    assert answered[0] == ChosenQuestion(id=1, text="What now?", asked=True, answer="Rust,\n  mostly ")
    with pytest.raises(InvalidValueError, match="clear the answer"):
        prep.remove_question(answered, 1)
    assert prep.remove_question(prep.answer_question(answered, 1, ""), 1) == ()
    assert prep.mark_asked(answered, 1, asked=False)[0].asked is False
    with pytest.raises(NotFoundError, match="no question 7"):
        prep.mark_asked(chosen, 7)


@pytest.mark.parametrize(
    ("count", "says"), [(0, "0 of 5 to 8"), (4, "4 of 5 to 8"), (5, "5 chosen"), (8, "8 chosen")]
)
def test_the_hint_says_how_many_questions_fit(count: int, says: str) -> None:
    assert prep.question_hint(count) == says
    assert "more than 8" in prep.question_hint(9)
