"""What becomes of the answer to a question: it is used, or the question comes again with what is wrong."""

from collections.abc import Callable
from typing import Any

from textual.screen import ModalScreen

from netui.domain.errors import NetuiError
from netui.tui.modals.base import Modal
from netui.tui.modals.host import Host


def answer_to(host: Host, modal: ModalScreen[Any], then: Callable[[Any], object]) -> Callable[[Any], None]:
    """Return what takes the answer of a modal and hands it to `then`, unless it is None."""

    def answered(answer: Any) -> None:
        if answer is None:
            return
        try:
            then(answer)
        except NetuiError as error:
            again = modal.again(answer, str(error)) if isinstance(modal, Modal) else None
            if again is not None:
                host.ask_unasked(again, then)
            else:
                host.show_error(error)
            return
        if isinstance(modal, Modal):
            modal.let_go()

    return answered
