import pytest

from netui.clipboard.detection import Machine, Way, inside_screen, this_machine, ways_to_copy
from netui.domain.config import ClipboardWay

X11 = Machine(tools=frozenset({"xclip", "tmux"}))
WAYLAND = Machine(tools=frozenset({"wl-copy", "wl-paste"}))
NOTHING = Machine()
SSH = {"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22", "TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("env", "machine", "expected"),
    [
        ({"DISPLAY": ":0", "TERM": "xterm"}, X11, (Way.SYSTEM, Way.TERMINAL)),
        ({"WAYLAND_DISPLAY": "wayland-0", "TERM": "foot"}, WAYLAND, (Way.SYSTEM, Way.TERMINAL)),
        ({"WAYLAND_DISPLAY": "wayland-0", "TERM": "foot"}, X11, (Way.TERMINAL,)),
        ({"TERM": "xterm"}, Machine(system="Darwin"), (Way.SYSTEM, Way.TERMINAL)),
        ({"TERM": "xterm"}, Machine(wsl=True), (Way.SYSTEM, Way.TERMINAL)),
        ({"DISPLAY": ":0", "TERM": "xterm"}, NOTHING, (Way.TERMINAL,)),
        (SSH, X11, (Way.TERMINAL,)),
        ({**SSH, "DISPLAY": "localhost:10"}, X11, (Way.TERMINAL,)),
        ({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0", "TERM": "xterm"}, X11, (Way.TERMINAL,)),
        ({**SSH, "TMUX": "/tmp/t,1,0", "TERM": "tmux"}, X11, (Way.TMUX, Way.TERMINAL)),
        (
            {"TMUX": "/tmp/t,1,0", "DISPLAY": ":0", "TERM": "tmux"},
            X11,
            (Way.TMUX, Way.SYSTEM, Way.TERMINAL),
        ),
        ({"TMUX": "/tmp/t,1,0", "TERM": "screen"}, NOTHING, (Way.TERMINAL,)),
        ({"TERM": "linux"}, X11, ()),
        ({"TERM": "dumb"}, NOTHING, ()),
        ({}, NOTHING, ()),
    ],
)
def test_the_surest_way_comes_first(env: dict[str, str], machine: Machine, expected: tuple[Way, ...]) -> None:
    assert ways_to_copy(env, ClipboardWay.AUTO, machine) == expected


@pytest.mark.parametrize(
    ("asked_for", "expected"),
    [
        (ClipboardWay.TMUX, (Way.TMUX,)),
        (ClipboardWay.PYPERCLIP, (Way.SYSTEM,)),
        (ClipboardWay.OSC52, (Way.TERMINAL,)),
        (ClipboardWay.FILE, ()),
    ],
)
def test_the_settings_have_the_last_word(asked_for: ClipboardWay, expected: tuple[Way, ...]) -> None:
    assert ways_to_copy(SSH, asked_for, NOTHING) == expected


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"STY": "1.pts", "TERM": "screen"}, True),
        ({"TERM": "screen.xterm-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/t,1,0"}, False),
        ({"TERM": "xterm"}, False),
    ],
)
def test_gnu_screen_differs_from_tmux(env: dict[str, str], expected: bool) -> None:
    assert inside_screen(env) is expected


def test_tools_are_looked_for_on_the_path_that_is_given() -> None:
    assert this_machine({"PATH": "/nowhere"}).tools == frozenset()
