"""Leaving a text that is kept as a draft: where that can't be written, the user is asked first."""

from collections.abc import Callable

from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host


def leave_draft(host: Host, leave: Callable[[], object], words: str = "", *, typed: bool = True) -> None:
    """Write what was typed, say `words` and leave; if it can't be written, say why and ask first."""
    why = host.mirror.flush(every=True) if typed else None
    if why is None:
        if typed and words:
            host.say(words)
        leave()
        return
    host.say(why, "error")
    choices = [
        Choice(False, "Stay here, to copy it", key="s"),
        Choice(True, "Leave: it is here until you quit", key="l"),
    ]
    question: ChoiceModal[bool] = ChoiceModal("What you typed can't be kept", choices, filterable=False)
    host.ask_unasked(question, lambda leaves: leave() if leaves else None)
