"""The buffer of tmux, and the terminal around it."""

from collections.abc import Mapping

from msgspec import Struct

from netui.clipboard.process import Deadline, run

_PASTE = "paste it with the tmux prefix and ]"


class TmuxCopy(Struct, frozen=True):
    """A text that was read back from tmux; `beyond` says how far it went from there."""

    beyond: str


def copy_to_tmux(data: bytes, env: Mapping[str, str], deadline: Deadline) -> TmuxCopy | None:
    """Load a text into the buffer of tmux, read it back, and have tmux hand it to its terminal."""
    handed_on = run(["tmux", "load-buffer", "-w", "-"], data=data, env=env, deadline=deadline) is not None
    if not handed_on and run(["tmux", "load-buffer", "-"], data=data, env=env, deadline=deadline) is None:
        return None
    if run(["tmux", "show-buffer"], env=env, deadline=deadline) != data:
        return None
    if not handed_on:
        return TmuxCopy(f"; this tmux hands nothing on to the terminal: {_PASTE}")
    return TmuxCopy(_beyond(env, deadline))


def _beyond(env: Mapping[str, str], deadline: Deadline) -> str:
    setting = _ask("show-options", "-gv", "set-clipboard", env=env, deadline=deadline)
    if setting == "off":
        return f"; set-clipboard is off in tmux, so your terminal may not have it: {_PASTE}"
    answer = _ask(
        "display-message", "-p", "#{client_name}|#{client_termfeatures}", env=env, deadline=deadline
    )
    client, _, features = answer.partition("|")
    if not client:
        return f"; no terminal is attached to take it on: {_PASTE}"
    if "clipboard" in features.split(","):
        return ", and sent to your terminal"
    return f"; as far as tmux knows your terminal takes no clipboard: {_PASTE}"


def _ask(*command: str, env: Mapping[str, str], deadline: Deadline) -> str:
    answer = run(["tmux", *command], env=env, deadline=deadline)
    return (answer or b"").decode("utf-8", "replace").strip()
