"""The clipboard of this machine's desktop: X11, Wayland, macOS, WSL."""

import sys
from collections.abc import Mapping
from pathlib import Path

from netui.clipboard.process import Deadline, run

_PROGRAM = Path(__file__).with_name("pyperclip_process.py")


def copy_to_system(data: bytes, env: Mapping[str, str], deadline: Deadline) -> bool:
    """Copy by pyperclip's tool; true only when the text was read back."""
    held = run([sys.executable, "-P", str(_PROGRAM)], data=data, env=env, deadline=deadline)
    return held is not None and _comparable(held) == _comparable(data)


def _comparable(data: bytes) -> bytes:
    """Leave out what desktops change: Windows its line ends, some tools the last one."""
    return data.replace(b"\r\n", b"\n").rstrip(b"\n")
