"""The keys on the checklist and the questions of the interview that is shown."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from netui.domain.interviews.interview import ChosenQuestion, Item, ItemState
from netui.domain.time.dates import full_day
from netui.services.services import Services
from netui.tui.interviews.lines import preparation_key
from netui.tui.look.text import Line
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.sections.answers import Answers
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.line_list import LineList

_FREE = "empty: the day before the interview"
_KEPT = "empty: the day it has"
ThenItem = Callable[[str, date | None], None]


class PreparationList(LineList):
    """Items, questions and what was learned; its keys are actions of the screen (`action_prep`)."""

    KEYS_TITLE: ClassVar[str] = "In the preparation"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.prep('tick')", "tick", id="preparation.tick"),
        Binding("x", "screen.prep('skip')", "skip", id="preparation.skip"),
        Binding("a", "screen.prep('add')", "add item", id="preparation.add"),
        Binding("e", "screen.prep('edit')", "edit", id="preparation.edit"),
        Binding("J", "screen.prep('down')", "move down", show=False, id="preparation.down"),
        Binding("K", "screen.prep('up')", "move up", show=False, id="preparation.up"),
        Binding("d", "screen.prep('remove')", "remove", show=False, id="preparation.remove"),
    ]

    def __init__(self, render: Callable[[Any, int], Line], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(render, key=preparation_key, opens=False, empty="", id=id)

    @property
    def item(self) -> Item | None:
        """The checklist item under the cursor."""
        row = self.cursor_row
        return row if isinstance(row, Item) else None

    @property
    def question(self) -> ChosenQuestion | None:
        """The question under the cursor."""
        row = self.cursor_row
        return row if isinstance(row, ChosenQuestion) else None


class PreparationKeys:
    """What the keys do to the checklist and the questions of the interview that a screen shows.

    `wanted_row` is where the cursor goes when the list is filled again.
    """

    def __init__(
        self, services: Services, screen: AreaScreen, interview_id: Callable[[], int | None]
    ) -> None:
        self._services = services
        self._screen = screen
        self._interview_id = interview_id
        self.wanted_row: str | None = None

    @property
    def list(self) -> PreparationList:
        """The list of items and questions."""
        return self._screen.query_one(PreparationList)

    def act(self, verb: str) -> None:
        """Do something with the row under the cursor, or add one."""
        interview_id = self._interview_id()
        if interview_id is None:
            return
        item, question = self.list.item, self.list.question
        if verb == "add":
            self._add_item(interview_id)
        elif item is not None:
            self._with_item(verb, interview_id, item)
        elif question is not None:
            self._with_question(verb, interview_id, question)

    def can(self, verb: object) -> bool | None:
        """Tell whether a key on the preparation works now: None dims it."""
        if self._interview_id() is None:
            return None
        if verb == "add" or self.list.item is not None:
            return True
        return True if self.list.question is not None and verb != "skip" else None

    def _with_item(self, verb: str, interview_id: int, item: Item) -> None:
        interviews = self._services.interviews
        match verb:
            case "tick" if item.state is ItemState.OPEN:
                interviews.preparation.tick_item(interview_id, item.id)
            case "skip" if item.state is not ItemState.SKIPPED:
                interviews.preparation.skip_item(interview_id, item.id)
            case "tick" | "skip":
                interviews.preparation.untick_item(interview_id, item.id)
            case "up" | "down":
                interviews.preparation.move_item(interview_id, item.id, -1 if verb == "up" else 1)
            case "remove":
                interviews.preparation.remove_item(interview_id, item.id)
            case _:
                self._edit_item(interview_id, item)

    def _with_question(self, verb: str, interview_id: int, question: ChosenQuestion) -> None:
        interviews, question_id = self._services.interviews, question.id
        match verb:
            case "tick":
                interviews.preparation.mark_asked(interview_id, question_id, asked=not question.asked)
            case "up" | "down":
                interviews.preparation.move_question(interview_id, question_id, -1 if verb == "up" else 1)
            case "remove":
                interviews.preparation.remove_question(interview_id, question_id)
            case "edit":
                base = interviews.get(interview_id)
                self._screen.host.ask(
                    PromptModal(
                        "The question in your words", value=question.text, about=(interview_id, question_id)
                    ),
                    lambda text: interviews.preparation.edit_question(interview_id, question_id, text, base),
                )

    def _add_item(self, interview_id: int) -> None:
        def added(text: str, due_on: date | None) -> None:
            interview = self._services.interviews.preparation.add_item(interview_id, text, due_on)
            self.wanted_row = preparation_key(max(interview.items, key=lambda item: item.id))

        self._ask_item(interview_id, "Add to the checklist", None, "", added)

    def _edit_item(self, interview_id: int, item: Item) -> None:
        preparation, base = self._services.interviews.preparation, self._services.interviews.get(interview_id)

        def changed(text: str, due_on: date | None) -> None:
            preparation.edit_item(interview_id, item.id, text=text, due_on=due_on, base=base)

        day = full_day(item.due_on) if item.due_on >= self._services.present.today() else ""
        self._ask_item(interview_id, "Change the item", item, day, changed)

    def _ask_item(self, interview_id: int, title: str, item: Item | None, day: str, then: ThenItem) -> None:
        text = item.text if item is not None else ""
        answers = Answers(self._services)

        def answered(values: dict[str, str]) -> None:
            typed = values["due"]
            then(values["text"], answers.due(typed) if typed else None)

        asks = [
            Ask("text", "What to prepare", text, required=True, placeholder="Read her talk on caching"),
            answers.ask_due(
                "due",
                "Until when",
                day,
                required=False,
                placeholder="fri, tomorrow, 21 nov",
                hint=_KEPT if text else _FREE,
            ),
        ]
        self._screen.host.ask(
            FormModal(title, asks, about=(interview_id, item.id if item is not None else 0)), answered
        )
