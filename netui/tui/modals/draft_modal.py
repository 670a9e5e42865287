"""Questions whose drafts survive: mirrored while the user types, back when they are asked again."""

import json
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from netui.tui.look.messages import Say
from netui.tui.modals.base import Modal
from netui.tui.modals.host import host_of
from netui.tui.terminal.guard import DraftMirror

AnswerT = TypeVar("AnswerT")
Subject = int | Sequence[int | None]
IS_BACK = "What you typed here before is back. ctrl+t throws it away."
IS_KEPT = "Not done. What you typed is here the next time."
THROW_AWAY = Binding("ctrl+t", "throw_away", "throw away", id="modal.throw-away", priority=True)
_MOST = 200
"""Words about more than so many are no one's own."""


class DraftModal(Modal[AnswerT]):
    """A question with fields; `let_go` is called once the answer was used.

    Escape keeps what was typed for the next time the same is asked. It goes when it is used, or when it is
    back and thrown away.

    `about` is the id, or the ids, of what it is about, () where that is nothing that is stored: its words go
    with a forgotten person, and come back there only.
    Subclasses give `typed` and `fill`, and call `bring_back` when mounted and `keep` at every change.
    """

    BINDINGS: ClassVar[list[BindingType]] = [THROW_AWAY]

    def __init__(self, title: str, *, about: Subject) -> None:
        super().__init__(title)
        self._about = about
        self._asked: dict[str, str] = {}
        self._is_back = False
        self._is_kept = False
        self._is_refused = False

    def typed(self) -> dict[str, str]:
        """Return the values of the fields, by their names."""
        return {}

    def fill(self, values: dict[str, str]) -> None:
        """Put texts into the fields."""

    def bring_back(self, *, refused: bool = False) -> None:
        """Fill in what was typed here before; what was `refused` stays kept even where nothing is changed."""
        self._asked = self.typed()
        self._is_refused = refused
        mirror = self._mirror()
        kept = None if mirror is None else mirror.load(self.draft_key)
        if kept is None:
            return
        self._is_kept = True
        values = _read(kept, self._asked)
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
        values = self.typed()
        if values != self._asked or self._is_refused:
            mirror.keep(self.draft_key, json.dumps(values, ensure_ascii=False))
            self._is_kept = True
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

    def action_cancel(self) -> None:
        """Answer nothing, and keep what was typed."""
        self.keep()
        if self._is_kept:
            host_of(self).say(IS_KEPT)
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to throw away what is back."""
        return self._is_back if action == "throw_away" else super().check_action(action, parameters)

    def action_throw_away(self) -> None:
        """Put back what was asked with, and keep nothing of what was typed before."""
        self._is_back = False
        self.fill(self._asked)
        self._drop()
        self.refresh_bindings()
        host_of(self).say("Thrown away.")

    @property
    def draft_key(self) -> str:
        """Where what is typed here is kept."""
        ids = (self._about,) if isinstance(self._about, int) else self._about
        about = ",".join(str(one) for one in sorted({one for one in ids if one})) if len(ids) <= _MOST else ""
        return f"ask:{about}:{self._title}" if about else f"ask:{self._title}"

    def _mirror(self) -> DraftMirror | None:
        return host_of(self).mirror if self.draft_key else None


def _read(text: str, asked: dict[str, str]) -> dict[str, str]:
    """Return the fields that are asked for now, with what was kept of them."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return asked
    if not isinstance(kept, dict):
        return asked
    return {name: kept[name] if isinstance(kept.get(name), str) else value for name, value in asked.items()}
