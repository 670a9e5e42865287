"""The prep checklist and the questions of an interview."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import ChosenQuestion, Interview, Item, ItemState, Medium
from netui.domain.one_line import required_line
from netui.domain.text import fold, shortened
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.dates import full_day
from netui.domain.values import replace


class Seen(StrEnum):
    """What netui sees for itself: the goal is written, the fewest questions are chosen, it was rehearsed."""

    GOAL = "goal"
    QUESTIONS = "questions"
    REHEARSAL = "rehearsal"


class ChecklistItem(Struct, frozen=True):
    """One line of a template, due so many days before the interview; it may name {person} and {company}.

    An item of it is ticked as soon as what it is `ticked_by` is there; None leaves that to the user.
    """

    text: str
    days_before: int = 0
    ticked_by: Seen | None = None


class ChecklistTemplate(Struct, frozen=True, kw_only=True):
    """A named checklist; `medium` is the kind of interview it is offered for first, None any."""

    name: str
    title: str
    medium: Medium | None = None
    items: tuple[ChecklistItem, ...] = ()


def checklist_for(medium: Medium, checklists: Sequence[ChecklistTemplate]) -> ChecklistTemplate | None:
    """Return the first checklist made for a medium, else the first made for any, else None."""
    for wanted in (medium, None):
        for checklist in checklists:
            if checklist.medium is wanted:
                return checklist
    return None


Items = tuple[Item, ...]
Questions = tuple[ChosenQuestion, ...]
LineT = TypeVar("LineT", bound=Item | ChosenQuestion)

FEWEST_QUESTIONS, MOST_QUESTIONS = 5, 8
_PLACEHOLDER = re.compile(r"\{(person|company)\}")


def make_items(
    template: ChecklistTemplate,
    interview_day: date,
    today: date,
    person: str,
    company: str,
    *,
    first_id: int = 1,
) -> Items:
    """Return the items of a template, due so many days before the interview and never before today."""
    names = {"person": person.strip() or "the person", "company": company.strip() or "their company"}
    return tuple(
        Item(
            id=first_id + offset,
            text=_PLACEHOLDER.sub(lambda match: names[match[1]], line.text),
            due_on=due_before(interview_day, line.days_before, today),
            days_before=line.days_before,
        )
        for offset, line in enumerate(template.items)
    )


def due_before(interview_day: date, days_before: int, today: date) -> date:
    """Return the day so many days before the interview, or today if that is in the past."""
    return max(days_after(interview_day, -days_before), today)


def move_items(items: Items, old_day: date, new_day: date, today: date) -> Items:
    """Return the items for an interview that moves; only open ones move.

    Counted items are counted back from the new day; a snoozed one stays snoozed, unless the interview would
    then come first. So does an item with a day of the user's own; one of these meant for after the interview
    stays as many days after it. None is due before today.
    """

    def moved(item: Item) -> Item:
        if item.state is not ItemState.OPEN:
            return item
        if item.days_before is not None:
            due_on = due_before(new_day, item.days_before, today)
            snoozed = item.due_on > due_before(old_day, item.days_before, today)
            if snoozed and due_on < item.due_on <= new_day:
                due_on = item.due_on
        elif item.due_on > old_day:
            due_on = new_day + (item.due_on - old_day)
        else:
            due_on = min(item.due_on, new_day)
        return replace(item, due_on=max(due_on, today))

    return tuple(moved(item) for item in items)


def swap_template(
    items: Items, template: ChecklistTemplate, interview_day: date, today: date, *, person: str, company: str
) -> Items:
    """Return the items with the open counted ones replaced by those of another template.

    What was ticked, skipped or dated by the user stays, and a line that is there already is not added again.
    """
    kept = tuple(item for item in items if item.state is not ItemState.OPEN or item.days_before is None)
    known = {fold(item.text) for item in kept}
    made = make_items(template, interview_day, today, person, company, first_id=_next_id(items))
    return (*kept, *(item for item in made if fold(item.text) not in known))


def add_item(items: Items, text: str, due_on: date, today: date) -> Items:
    """Add an item with a day of the user's own, after those due before it or on the same day.

    Raises InvalidValueError for a day that is over.
    """
    _refuse_past(due_on, today)
    words = required_line(text, "an item needs a few words")
    place = max((index for index, one in enumerate(items, 1) if one.due_on <= due_on), default=0)
    return (*items[:place], Item(id=_next_id(items), text=words, due_on=due_on), *items[place:])


def edit_item(
    items: Items, item_id: int, today: date, *, text: str | None = None, due_on: date | None = None
) -> Items:
    """Change the text or the day of an item; a new day is the user's own and no longer counted back."""
    item = find_item(items, item_id)
    if text is not None:
        item = replace(item, text=required_line(text, "an item needs a few words"))
    if due_on is not None and due_on != item.due_on:
        _refuse_past(due_on, today)
        item = replace(item, due_on=due_on, days_before=None)
    return _put(items, item)


def snooze_item(items: Items, item_id: int, until: date, interview_day: date | None) -> Items:
    """Move an item to a day to come; it is still counted back when the interview moves.

    Raises InvalidValueError for a day after the interview, unless the item is meant for after it.
    """
    item = find_item(items, item_id)
    if interview_day is not None and item.due_on <= interview_day < until:
        raise InvalidValueError(
            f"“{shortened(item.text)}” prepares the interview of {full_day(interview_day)}: "
            "snooze it to that day at the latest, or skip it"
        )
    return _put(items, replace(item, due_on=until))


def close_item(items: Items, item_id: int, state: ItemState, at: datetime) -> Items:
    """Tick or skip an item."""
    item = find_item(items, item_id)
    return items if item.state is state else _put(items, replace(item, state=state, closed_at=at))


def seen_in(interview: Interview | None) -> frozenset[Seen]:
    """Return what is there of an interview; of one that is not added yet nothing is."""
    if interview is None:
        return frozenset()
    found = {
        Seen.GOAL: bool(interview.goal),
        Seen.QUESTIONS: len(interview.questions) >= FEWEST_QUESTIONS,
        Seen.REHEARSAL: interview.rehearsed_at is not None,
    }
    return frozenset(one for one, is_there in found.items() if is_there)


def tick_what_is_seen(
    interview: Interview, before: Interview | None, ticked_by: Mapping[str, Seen], at: datetime
) -> Interview:
    """Tick the open items that ask for what came to be there, and new items that ask for what is.

    `ticked_by` knows an item by its folded text. One that was opened again by hand stays open, until the
    interview is rehearsed once more.
    """
    known = {item.id for item in before.items} if before is not None else set[int]()
    seen = seen_in(interview)
    fresh = seen - seen_in(before)
    if before is not None and interview.rehearsed_at not in (None, before.rehearsed_at):
        fresh |= {Seen.REHEARSAL}
    items = interview.items
    for item in items:
        if item.state is ItemState.OPEN and ticked_by.get(fold(item.text)) in (
            fresh if item.id in known else seen
        ):
            items = close_item(items, item.id, ItemState.DONE, at)
    return interview if items is interview.items else replace(interview, items=items)


def reopen_item(items: Items, item_id: int, interview_day: date | None, today: date) -> Items:
    """Open an item again, due by the present date of the interview."""
    item = find_item(items, item_id)
    if item.days_before is not None and interview_day is not None:
        due_on = due_before(interview_day, item.days_before, today)
    else:
        due_on = max(item.due_on, today)
    return _put(items, replace(item, state=ItemState.OPEN, closed_at=None, due_on=due_on))


def close_open_items(items: Items, at: datetime) -> Items:
    """Skip every item that is still open, because no interview is left to prepare."""
    return tuple(
        replace(item, state=ItemState.SKIPPED, closed_at=at) if item.state is ItemState.OPEN else item
        for item in items
    )


def reopen_items_closed(items: Items, at: datetime, interview_day: date, today: date) -> Items:
    """Open again what was skipped when the interview was called off at `at`."""
    for item in items:
        if item.state is ItemState.SKIPPED and item.closed_at == at:
            items = reopen_item(items, item.id, interview_day, today)
    return items


def remove_item(items: Items, item_id: int) -> Items:
    """Remove an item."""
    gone = find_item(items, item_id)
    return tuple(item for item in items if item is not gone)


def move_item(items: Items, item_id: int, by: int) -> Items:
    """Move an item `by` places down, or up where negative, as far as there is room."""
    return _shift(items, find_item(items, item_id), by)


def find_item(items: Items, item_id: int) -> Item:
    """Return an item; raise NotFoundError if there is none."""
    for item in items:
        if item.id == item_id:
            return item
    raise NotFoundError(f"this checklist has no item {item_id}; it may have been removed")


def choose_question(questions: Questions, text: str, theme: str = "") -> Questions:
    """Append a question, unless it is chosen already."""
    words = required_line(text, "a question needs a few words")
    if is_chosen(questions, words):
        return questions
    return (*questions, ChosenQuestion(id=_next_id(questions), text=words, theme=theme))


def is_chosen(questions: Questions, text: str) -> bool:
    """Whether a question is among those chosen for this interview."""
    wanted = fold(" ".join(text.split()))
    return any(fold(question.text) == wanted for question in questions)


def edit_question(questions: Questions, question_id: int, text: str) -> Questions:
    """Put a question in other words."""
    question = find_question(questions, question_id)
    return _put(questions, replace(question, text=required_line(text, "a question needs a few words")))


def remove_question(questions: Questions, question_id: int) -> Questions:
    """Take a question out; raise InvalidValueError if its answer would be lost."""
    gone = find_question(questions, question_id)
    if gone.answer:
        raise InvalidValueError("this question has an answer: clear the answer first, then remove it")
    return tuple(question for question in questions if question is not gone)


def move_question(questions: Questions, question_id: int, by: int) -> Questions:
    """Move a question `by` places down, or up where negative, as far as there is room."""
    return _shift(questions, find_question(questions, question_id), by)


def mark_asked(questions: Questions, question_id: int, *, asked: bool = True) -> Questions:
    """Mark a question as asked, or as not asked after all."""
    return _put(questions, replace(find_question(questions, question_id), asked=asked))


def answer_question(questions: Questions, question_id: int, answer: str) -> Questions:
    """Keep an answer as it was typed; an answered question was asked."""
    question = find_question(questions, question_id)
    asked = question.asked or bool(answer.strip())
    return _put(questions, replace(question, answer=answer, asked=asked))


def find_question(questions: Questions, question_id: int) -> ChosenQuestion:
    """Return a chosen question; raise NotFoundError if there is none."""
    for question in questions:
        if question.id == question_id:
            return question
    raise NotFoundError(f"this talk has no question {question_id}; it may have been removed")


def question_hint(count: int) -> str:
    """Return how the number of chosen questions compares with what fits into an interview."""
    if count < FEWEST_QUESTIONS:
        return f"{count} of {FEWEST_QUESTIONS} to {MOST_QUESTIONS}"
    if count <= MOST_QUESTIONS:
        return f"{count} chosen"
    return f"{count} chosen, more than {MOST_QUESTIONS} seldom fit"


def _next_id(lines: tuple[LineT, ...]) -> int:
    return max((line.id for line in lines), default=0) + 1


def _put(lines: tuple[LineT, ...], changed: LineT) -> tuple[LineT, ...]:
    return tuple(changed if line.id == changed.id else line for line in lines)


def _shift(lines: tuple[LineT, ...], line: LineT, by: int) -> tuple[LineT, ...]:
    place = lines.index(line)
    others = lines[:place] + lines[place + 1 :]
    place = min(max(place + by, 0), len(others))
    return (*others[:place], line, *others[place:])


def _refuse_past(due_on: date, today: date) -> None:
    if due_on < today:
        raise InvalidValueError(f"{full_day(due_on)} is over: an item is due today or later")


THEMES = {
    "career-path": "Career path",
    "day-to-day": "Day to day",
    "skills": "Skills and entry",
    "likes-and-difficulties": "Likes and difficulties",
    "industry": "Industry and trends",
    "company": "Company and culture",
    "advice": "Advice",
    "network": "People and resources",
}
"""The built-in themes and their titles, in the order a talk takes."""


class Question(Struct, frozen=True):
    """An open question; `id` is a slug that stays the same for ever."""

    id: str
    text: str
    theme: str


def theme_title(theme: str) -> str:
    """Return the title of a theme; one of the user's own is named by its slug."""
    return THEMES.get(theme) or theme.replace("-", " ").capitalize()


def by_theme(questions: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    """Return the questions of each theme: the built-in themes in their order, then the user's own."""
    found: dict[str, list[Question]] = {theme: [] for theme in THEMES}
    for question in questions:
        found.setdefault(question.theme, []).append(question)
    return {theme: tuple(those) for theme, those in found.items() if those}
