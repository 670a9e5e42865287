"""Choose the questions of an interview from the bank, add new ones, put them in order."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import ChosenQuestion, Interview
from netui.domain.interviews.preparation import Question, by_theme, question_hint, theme_title
from netui.domain.text import fold
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.text import Line, Span, plain
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.subjects import Gone, gone_interview
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import wrap


class QuestionsScreen(AreaScreen):
    """The bank by theme at the left, what is chosen for this interview at the right."""

    KEYS_TITLE: ClassVar[str] = "Questions"
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    QuestionsScreen .first { width: 3fr; }
    QuestionsScreen .second { width: 2fr; }
    QuestionsScreen #whole { height: 2; padding: 0 2; color: $dim; }
    QuestionsScreen SafeInput { padding: 0 2; width: 100%; margin-bottom: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose_and_go_on", "choose, next", id="questions.choose-next"),
        Binding("space", "choose", "choose", id="questions.choose"),
        Binding("J", "move(1)", "move down", id="questions.down"),
        Binding("K", "move(-1)", "move up", show=False, id="questions.up"),
        Binding("a", "add_own", "add your own", id="questions.add"),
        Binding("e", "edit", "edit", id="questions.edit"),
        Binding("d", "remove", "take out", show=False, id="questions.remove"),
        Binding("slash", "filter", "filter", id="questions.filter"),
        Binding("escape", "back", "back", id="questions.back"),
    ]

    def __init__(self, services: Services, interview_id: int) -> None:
        super().__init__()
        self._services = services
        self._interview_id = interview_id
        self._interview: Interview = services.interviews.get(interview_id)
        self._wanted: int | None = None
        self._chosen: dict[str, ChosenQuestion] = {}

    def compose_body(self) -> ComposeResult:
        """Yield the bank with its filter, and the chosen questions."""
        with Horizontal():
            with Panel(title="Question bank", classes="first"):
                yield SafeInput(placeholder="/ filter: words of the question or its theme")
                yield LineList(self._paint_bank, key=_bank_key, opens=False, id="bank")
            with Panel(classes="second", id="chosen-panel"):
                yield LineList(
                    self._paint_chosen,
                    key=lambda row: row.id,
                    row_height=2,
                    opens=False,
                    empty=(
                        Line((Span("Nothing chosen yet.", "dim"),)),
                        Line((Span("space in the bank chooses a question.", "dim"),)),
                    ),
                    id="chosen",
                )

        yield Static(id="whole", markup=False)

    def on_mount(self) -> None:
        """Start in the bank."""
        self._bank.focus()

    def reload(self, change: Change | None) -> None:
        """Show what is chosen now."""
        if change is not None and "interviews" not in change.touched:
            return
        self._interview = self._services.interviews.get(self._interview_id)
        self._chosen = {_words(question.text): question for question in self._interview.questions}
        self._fill_bank(keep=True)
        self._chosen_list.set_rows(self._interview.questions, cursor=self._wanted)
        self._wanted = None
        panel = self.query_one("#chosen-panel", Panel)
        panel.set_title(f"For {self._services.interviews.name_of(self._interview)}")
        hint = question_hint(len(self._interview.questions))
        panel.set_subtitle(hint)
        self.query_one(".first", Panel).set_subtitle(hint)

    def gone(self) -> Gone | None:
        """The interview, where it is here no more."""
        return gone_interview(self._services.interviews, self._interview_id)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Filter while the user types."""
        self._fill_bank(keep=False)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go on in the bank."""
        self._bank.focus()

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Show the whole question under the cursor; the keys follow it."""
        self._show_whole()
        self.refresh_bindings()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:  # noqa: ARG002
        """Show the whole question of the list that has the focus."""
        self._show_whole()

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what space and enter do to the question under the cursor."""
        if not self.is_mounted or self._under_cursor() is None:
            return None
        return {"questions.choose": "let go", "questions.choose-next": "next"}.get(binding_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs a chosen question."""
        if action in ("move", "edit", "remove"):
            return True if self.is_mounted and self._under_cursor() is not None else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say what these keys need."""
        if action in ("move", "edit", "remove"):
            return "Only a chosen question is ordered, edited or taken out: space chooses it."
        return super().why_not(action)

    # Keys

    def action_choose(self) -> None:
        """Choose the question under the cursor, or let it go."""
        row = self._bank.cursor_row if self._bank.has_focus else None
        question = self._under_cursor()
        if question is not None:
            self._services.interviews.preparation.remove_question(self._interview_id, question.id)
        elif isinstance(row, Question):
            self._services.interviews.preparation.choose_questions(self._interview_id, [row.id])

    def action_choose_and_go_on(self) -> None:
        """Choose the question under the cursor, unless it is chosen, and go to the next one."""
        if self._under_cursor() is None:
            self.action_choose()
        (self._chosen_list if self._chosen_list.has_focus else self._bank).action_down()

    def action_move(self, by: int) -> None:
        """Ask the chosen question earlier or later."""
        question = self._under_cursor()
        if question is not None:
            self._services.interviews.preparation.move_question(self._interview_id, question.id, by)

    def action_add_own(self) -> None:
        """Add a question of the user's own, of the theme under the cursor."""
        row = self._bank.cursor_row if self._bank.has_focus else None
        theme = row.theme if isinstance(row, Question) else ""

        def added(text: str) -> None:
            interview = self._services.interviews.preparation.add_question(self._interview_id, text, theme)
            self._wanted = interview.questions[-1].id
            self.query_one(SafeInput).value = ""

        title = (
            f"A question of your own ({theme_title(theme).lower()})" if theme else "A question of your own"
        )
        hint = "open questions, with what or how, get the longer answers"
        self.host.ask(PromptModal(title, hint=hint, validate=self._new, about=self._interview_id), added)

    def action_edit(self) -> None:
        """Put the chosen question in other words."""
        question = self._under_cursor()
        base = self._interview
        if question is not None:
            self.host.ask(
                PromptModal(
                    "The question in your words", value=question.text, about=(self._interview_id, question.id)
                ),
                lambda text: self._services.interviews.preparation.edit_question(
                    base.id, question.id, text, base
                ),
            )

    def action_remove(self) -> None:
        """Take the chosen question out."""
        question = self._under_cursor()
        if question is not None:
            self._services.interviews.preparation.remove_question(self._interview_id, question.id)

    def action_filter(self) -> None:
        """Go to the filter; typing takes the place of what it was."""
        self.query_one(SafeInput).take_over()

    def action_back(self) -> None:
        """Leave the filter and take its words away; where there are none leave the screen."""
        words = self.query_one(SafeInput)
        if words.has_focus or words.value:
            words.value = ""
            self._bank.focus()
        else:
            self.go_back()

    # Rows

    @property
    def _bank(self) -> LineList:
        return self.query_one("#bank", LineList)

    @property
    def _chosen_list(self) -> LineList:
        return self.query_one("#chosen", LineList)

    def _show_whole(self) -> None:
        row = (self._chosen_list if self._chosen_list.has_focus else self._bank).cursor_row
        self.query_one("#whole", Static).update(plain("" if row is None else row.text))

    def _under_cursor(self) -> ChosenQuestion | None:
        """Return the chosen question under the cursor of the list that has the focus."""
        row = (self._chosen_list if self._chosen_list.has_focus else self._bank).cursor_row
        if isinstance(row, ChosenQuestion):
            return row
        return self._chosen.get(_words(row.text)) if isinstance(row, Question) else None

    def _new(self, text: str) -> str:
        if _words(text) in self._chosen:
            raise InvalidValueError("this question is chosen already")
        return ""

    def _fill_bank(self, *, keep: bool) -> None:
        wanted = fold(self.query_one(SafeInput).value).split()
        bank = self._services.interviews.preparation.question_bank
        known = {_words(question.text) for question in bank}
        own = [question for words, question in self._chosen.items() if words not in known]
        rows: list[object] = []
        groups: list[tuple[str, Sequence[Any]]] = [("Your own", own)]
        groups += [(theme_title(theme), questions) for theme, questions in by_theme(bank).items()]
        for title, questions in groups:
            fitting = [q for q in questions if all(word in fold(f"{q.text} {title}") for word in wanted)]
            if fitting:
                count = sum(1 for question in fitting if _words(question.text) in self._chosen)
                rows += [Heading(title.upper(), right=f"{count} chosen" if count else ""), *fitting, BLANK]
        self._bank.set_empty("No question holds these words: a adds your own.")
        self._bank.set_rows(rows[:-1], keep=keep)

    def _paint_bank(self, row: Question | ChosenQuestion, _width: int) -> Line:
        glyphs = self._bank.glyphs
        chosen = self._chosen.get(_words(row.text))
        if chosen is None:
            return Line((Span(row.text),), (), Span(glyphs.todo, "dim"))
        place = self._interview.questions.index(chosen) + 1
        return Line((Span(row.text, "accent"),), (Span(f"{place}", "dim"),), Span(glyphs.tick, "success"))

    def _paint_chosen(self, row: ChosenQuestion, width: int) -> Sequence[Line]:
        place = self._interview.questions.index(row) + 1 if row in self._interview.questions else 0
        state = "answered" if row.answer.strip() else "asked" if row.asked else ""
        right = (Span(state, "dim"),) if state else ()
        number = f"{place:>2} "
        first, *more = wrap(row.text, max(1, width - len(number) - (len(state) + 2 if state else 0)))
        return (
            Line((Span(number, "dim"), Span(first)), right),
            Line((Span(" " * len(number)), Span(" ".join(more)))),
        )


def _words(text: str) -> str:
    return fold(" ".join(text.split()))


def _bank_key(row: Question | ChosenQuestion) -> str:
    return f"own:{row.id}" if isinstance(row, ChosenQuestion) else row.id
