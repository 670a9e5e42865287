"""Questions whose drafts survive: mirrored while the user types, back when they are asked again."""

import json
from collections.abc import Callable, Sequence
from typing import ClassVar, Self, TypeVar

from textual.binding import Binding, BindingType

from netui.domain.errors import NetuiError
from netui.tui.look.messages import Say
from netui.tui.modals.base import Modal
from netui.tui.modals.host import host_of
from netui.tui.terminal.guard import DraftMirror

AnswerT = TypeVar("AnswerT")
Subject = int | Sequence[int | None]
IS_BACK = "What you typed here before is back. ctrl+t throws it away."
THROWN = "Thrown away. ctrl+t restores it."
IS_KEPT = "Not done. What you typed is here the next time."
THROW_AWAY = Binding("ctrl+t", "throw_away", "throw away", id="modal.throw-away", priority=True)
_MOST = 200
"""Words about more than so many are no one's own."""


class DraftModal(Modal[AnswerT]):
    """A question with fields; `let_go` is called once the answer was used.

    Escape keeps what was typed for the next time the same is asked. It goes when it is used, or when it is
    back and thrown away; until something else is typed, the same key restores it. Only the fields that
    were changed are kept.

    `about` is the id, or the ids, of what it is about, () where that is nothing that is stored: its words go
    with a forgotten person, and come back there only.
    Subclasses give `typed`, `fill` and `tell`, call `bring_back` when mounted, `keep` at every change, and
    `answer` in the end. Without `kept` there is no draft: for a search, a path that is offered, a word.

    `use` does slow work with the answer, away from the screen. The question stays until that is done, and
    shows why it could not be done: the keys of the screen below never get what is typed again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [THROW_AWAY]

    def __init__(
        self,
        title: str,
        *,
        about: Subject,
        kept: bool = True,
        use: Callable[[AnswerT], object] | None = None,
    ) -> None:
        super().__init__(title)
        self._kept = kept
        self._about = about
        self._use = use
        self._is_in_use = False
        self._used: AnswerT | None = None
        self._asked: dict[str, str] = {}
        self._thrown: dict[str, str] = {}
        self._is_back = False
        self._is_kept = False

    def typed(self) -> dict[str, str]:
        """Return the values of the fields, by their names."""
        return {}

    def fill(self, values: dict[str, str]) -> None:
        """Put texts into the fields."""

    def tell(self, text: str, tone: str) -> None:
        """Show a line under what is asked."""

    def asked_with(self, values: dict[str, str]) -> Self:
        """Take over what was in the fields at first, where an answer that was refused is in them now."""
        self._asked = values
        return self

    def bring_back(self, *, refused: bool = False) -> None:
        """Fill in what was typed here before; what was `refused` is in the fields, and stays kept."""
        values = self.typed()
        self._asked = self._asked or (dict.fromkeys(values, "") if refused else values)
        mirror = self._mirror()
        kept = None if mirror is None else mirror.load(self.draft_key)
        self._is_kept = kept is not None
        if kept is None or refused:
            return
        back = read_fields(kept)
        values = {name: back.get(name, text) for name, text in self._asked.items()}
        if values != self._asked:
            self._is_back = True
            self.fill(values)
            self.refresh_bindings()
            self.post_message(Say(IS_BACK))

    def keep(self) -> None:
        """Mirror the values of the fields, if they aren't what was asked with."""
        mirror = self._mirror()
        if mirror is None or not self._asked:
            return
        changed = {name: text for name, text in self.typed().items() if text != self._asked[name]}
        if changed:
            mirror.keep(self.draft_key, json.dumps(changed, ensure_ascii=False))
            self._is_kept = True
            if self._thrown:
                self._thrown = {}
                self.refresh_bindings()
        else:
            self._drop()

    def let_go(self) -> None:
        """Keep nothing of it from now on."""
        self._asked = {}
        self._drop()

    def _drop(self) -> None:
        mirror = self._mirror()
        if mirror is not None and self._is_kept:
            mirror.discard(self.draft_key)
            self._is_kept = False

    def answer(self, answer: AnswerT) -> None:
        """Answer, after the slow work with it if there is any."""
        if self._use is None:
            self.dismiss(answer)
        elif not self._is_in_use:
            self._use_now(answer, self._use)

    def on_screen_resume(self) -> None:
        """Answer now if the work ended under another screen."""
        if self._used is not None:
            self.dismiss(self._used)

    def _use_now(self, answer: AnswerT, use: Callable[[AnswerT], object]) -> None:
        def work() -> str:
            try:
                use(answer)
            except NetuiError as error:
                return str(error)
            return ""

        def worked(problem: str) -> bool:
            self._is_in_use = False
            if problem:
                self.tell(problem, "error")
            else:
                self._used = answer
                self.dismiss(answer)
            return False

        self._is_in_use = True
        self.tell("One moment", "dim")
        host_of(self).in_background(work, worked)

    def action_cancel(self) -> None:
        """Answer nothing, and keep what was typed; what is in use ends by itself."""
        if self._is_in_use:
            return
        self.keep()
        if self._is_kept:
            host_of(self).say(IS_KEPT)
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to throw away what is back, and to restore what was thrown away."""
        if action == "throw_away":
            return (self._is_back or bool(self._thrown)) and not self._is_in_use
        return super().check_action(action, parameters)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what the key does that throws away, once it has."""
        return "restore" if binding_id == THROW_AWAY.id and self._thrown else None

    def action_throw_away(self) -> None:
        """Put back what was asked with, and keep nothing of what was typed before; or restore that."""
        thrown, self._thrown = self._thrown, {}
        self._is_back = bool(thrown)
        if thrown:
            self.fill(thrown)
            self.keep()
        else:
            self._thrown = self.typed()
            self.fill(self._asked)
            self._drop()
        self.refresh_bindings()
        host_of(self).say("It is back." if thrown else THROWN)

    @property
    def draft_key(self) -> str:
        """Where what is typed here is kept; nowhere if it isn't."""
        if not self._kept:
            return ""
        ids = (self._about,) if isinstance(self._about, int) else self._about
        about = ",".join(str(one) for one in sorted({one for one in ids if one})) if len(ids) <= _MOST else ""
        return f"ask:{about}:{self._title}" if about else f"ask:{self._title}"

    def _mirror(self) -> DraftMirror | None:
        return host_of(self).mirror if self.draft_key else None


def read_fields(text: str) -> dict[str, str]:
    """Return the fields in the draft of a form, by their names; none for any other text."""
    try:
        kept = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        kept = None
    fields = kept.items() if isinstance(kept, dict) else ()
    return {name: value for name, value in fields if isinstance(value, str)}
