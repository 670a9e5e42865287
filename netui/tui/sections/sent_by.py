"""The question how a note was sent, where neither an address nor the log says so."""

from collections.abc import Callable

from netui.domain.people.interaction import InteractionKind
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host

_SENT_BY = (InteractionKind.MESSAGE, InteractionKind.EMAIL, InteractionKind.SOCIAL, InteractionKind.LETTER)


def ask_sent_by(
    host: Host, name: str, then: Callable[[InteractionKind], None], start: InteractionKind | None = None
) -> None:
    """Ask by which channel a note went to someone, the cursor on `start`; `then` gets the answer."""
    choices = [Choice(one, one.value) for one in _SENT_BY]
    host.ask_unasked(ChoiceModal(f"How did you send it to {name}?", choices, start=start), then)
