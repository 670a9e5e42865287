"""Which ways to copy there are, told from the environment; nothing is run."""

import platform
import shutil
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from netui.domain.config import ClipboardWay


class Way(StrEnum):
    """A way to copy that can be tried; the file is kept in any case."""

    TMUX = "tmux"
    SYSTEM = "system"
    TERMINAL = "terminal"


class Machine(Struct, frozen=True):
    """What is installed here; `system` is as platform.system() says it."""

    system: str = "Linux"
    wsl: bool = False
    tools: frozenset[str] = frozenset()


_TOOLS = ("tmux", "xclip", "xsel", "wl-copy", "wl-paste", "klipper", "qdbus")
_DEAF_TERMINALS = frozenset({"", "dumb", "linux", "unknown"})
_ASKED_FOR = {
    ClipboardWay.TMUX: (Way.TMUX,),
    ClipboardWay.PYPERCLIP: (Way.SYSTEM,),
    ClipboardWay.OSC52: (Way.TERMINAL,),
    ClipboardWay.FILE: (),
}


def this_machine(env: Mapping[str, str]) -> Machine:
    """Look around: the system, and which tools are on the path."""
    path = env.get("PATH")
    return Machine(
        system=platform.system(),
        wsl="microsoft" in platform.release().casefold(),
        tools=frozenset(tool for tool in _TOOLS if shutil.which(tool, path=path)),
    )


def ways_to_copy(env: Mapping[str, str], asked_for: ClipboardWay, machine: Machine) -> tuple[Way, ...]:
    """Return the ways worth trying, the most reliable first; none where only the file is left."""
    if asked_for is not ClipboardWay.AUTO:
        return _ASKED_FOR[asked_for]
    found = []
    if env.get("TMUX") and "tmux" in machine.tools:
        found.append(Way.TMUX)
    if not is_remote(env) and _has_system_clipboard(env, machine):
        found.append(Way.SYSTEM)
    if env.get("TERM", "") not in _DEAF_TERMINALS:
        found.append(Way.TERMINAL)
    return tuple(found)


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine: a clipboard of this one would be out of reach."""
    return any(env.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def inside_screen(env: Mapping[str, str]) -> bool:
    """Whether GNU screen runs between netui and the terminal."""
    return not env.get("TMUX") and (bool(env.get("STY")) or env.get("TERM", "").startswith("screen"))


def _has_system_clipboard(env: Mapping[str, str], machine: Machine) -> bool:
    if machine.wsl or machine.system == "Darwin":
        return True
    if env.get("WAYLAND_DISPLAY") and {"wl-copy", "wl-paste"} <= machine.tools:
        return True
    x_tools = "xclip" in machine.tools or "xsel" in machine.tools or {"klipper", "qdbus"} <= machine.tools
    return bool(env.get("DISPLAY")) and x_tools
