"""The private names of Textual that netui uses: what for, and what happens without them.

A private name may go with any release. So netui uses them in this room alone, each has a row in the list,
and a part of netui takes over from Textual only if `is_whole` finds all its names. One test compares the list
with the installed Textual, another runs netui on a Textual that has lost a name.
"""

from enum import Enum
from functools import cache
from importlib import import_module

from msgspec import Struct


class Part(Enum):
    """A part of netui that needs private names, and what happens without any of them."""

    PAINTING = "Textual paints every cell of what changed, each with its whole style"
    KEYS = "a key goes to what has the focus when it arrives"
    STOPPING = "Textual's own driver stops and comes back"
    PASTING = "of pasted text with an escape sequence in it, some comes as keys"
    DRIVER = "nothing is written between two frames: a copied note takes another way"
    SCREENS = "only the screens of the area in sight are found"
    STYLES = "all styles are read again for each new area"
    ACTIONS = "a key that can't work now does nothing"
    MESSAGES = "a NetuiError in a handler of a message ends netui with a crash report"
    WORKERS = "a NetuiError in a worker ends netui with a crash report"
    CRASHES = "Textual writes its own crash report, which shows values"
    CLOSING = "a widget counts as removed a little later, the app as ended only when it is"
    FIELDS = "a field paints its value as it is"
    LINES = "a key in a line of 100,000 letters takes 0.1 s and more"
    MEMORY = "lines of closed screens stay in memory for longer"
    FORGETTING = "an open editor loses all its undo if a person is forgotten"


class PrivateName(Struct, frozen=True):
    """A name of a class or a module; `takes` are the arguments of a function, and None is for a value."""

    part: Part
    owner: str
    name: str
    takes: tuple[str, ...] | None
    use: str


_APP, _SCREEN = "textual.app:App", "textual.screen:Screen"
_PUMP, _NODE = "textual.message_pump:MessagePump", "textual.dom:DOMNode"
_INPUT, _EDIT = "textual.widgets:Input", "textual.document._edit:Edit"
_LINUX, _COMPOSITOR = "textual.drivers.linux_driver:LinuxDriver", "textual._compositor"
_PARSER = "textual._xterm_parser"
_AREA = "textual.widgets:TextArea"

PRIVATE_NAMES = (
    PrivateName(Part.PAINTING, _APP, "_display", ("screen", "renderable"), "sends what is to be painted"),
    PrivateName(Part.PAINTING, _COMPOSITOR, "CompositorUpdate", (), "is what is painted"),
    PrivateName(Part.PAINTING, _COMPOSITOR, "LayoutUpdate", ("strips", "region"), "holds whole rows"),
    PrivateName(
        Part.PAINTING, _COMPOSITOR, "ChopsUpdate", ("chops", "spans", "chop_ends"), "holds parts of rows"
    ),
    PrivateName(Part.KEYS, _PUMP, "_post_message", ("message",), "sees a key that quits as soon as it comes"),
    PrivateName(Part.KEYS, _PUMP, "_task", None, "tells whether a widget still takes messages"),
    PrivateName(Part.KEYS, _PUMP, "_message_queue", None, "tells whether a widget has messages"),
    PrivateName(Part.KEYS, _PUMP, "_pending_message", None, "tells whether the app has a message"),
    PrivateName(Part.KEYS, "asyncio:Event", "_waiters", None, "tells whether a widget waits for a message"),
    PrivateName(Part.KEYS, _SCREEN, "_callbacks", None, "tells whether something waits for a drawn screen"),
    PrivateName(Part.KEYS, _SCREEN, "_on_timer_update", (), "draws the screen"),
    PrivateName(Part.KEYS, _APP, "_display", ("screen", "renderable"), "tells that a screen is seen"),
    PrivateName(Part.KEYS, _APP, "_begin_batch", (), "stops painting while a screen is made"),
    PrivateName(Part.KEYS, _APP, "_end_batch", (), "starts painting again"),
    PrivateName(Part.KEYS, _APP, "_batch_count", None, "tells whether painting is stopped"),
    PrivateName(Part.KEYS, _APP, "_registry", None, "holds the widgets that may be at work"),
    PrivateName(Part.STOPPING, _LINUX, "_sigtstp_application", ("_",), "is called on SIGTSTP"),
    PrivateName(Part.STOPPING, _LINUX, "_sigcont_application", ("_",), "is called on SIGCONT"),
    PrivateName(Part.STOPPING, _LINUX, "_writer_thread", None, "tells whether the terminal was taken"),
    PrivateName(Part.STOPPING, _LINUX, "_must_signal_resume", None, "has the app told that it came back"),
    PrivateName(Part.STOPPING, _LINUX, "_enable_mouse_support", (), "asks the terminal for the mouse again"),
    PrivateName(Part.STOPPING, _LINUX, "_app", None, "is painted whole when it comes back"),
    PrivateName(Part.STOPPING, _LINUX, "_loop", None, "stops the program in one of its turns"),
    PrivateName(Part.PASTING, _PARSER, "XTermParser", ("debug",), "reads what the terminal sends"),
    PrivateName(Part.PASTING, _PARSER, "BRACKETED_PASTE_START", None, "comes before pasted text"),
    PrivateName(Part.PASTING, _PARSER, "BRACKETED_PASTE_END", None, "comes after pasted text"),
    PrivateName(Part.PASTING, f"{_PARSER}:XTermParser", "feed", ("data",), "is given what came"),
    PrivateName(Part.PASTING, f"{_PARSER}:XTermParser", "tick", (), "ends a sequence that is cut off"),
    PrivateName(
        Part.PASTING, "textual._parser:Parser", "_timeout_time", None, "tells of a sequence under way"
    ),
    PrivateName(Part.PASTING, "textual.drivers.linux_driver", "XTermParser", ("debug",), "is its reader"),
    PrivateName(Part.DRIVER, _APP, "_driver", None, "writes to the terminal and knows its settings"),
    PrivateName(Part.SCREENS, _APP, "_screen_stacks", None, "holds the screens of areas out of sight"),
    PrivateName(Part.STYLES, _APP, "_css_update_count", None, "tells which styles are the newest"),
    PrivateName(Part.STYLES, _SCREEN, "_css_update_count", None, "tells which styles a screen has"),
    PrivateName(
        Part.ACTIONS, _APP, "_parse_action", ("action", "default_namespace", "namespaces"), "finds what acts"
    ),
    PrivateName(Part.MESSAGES, _PUMP, "_on_message", ("message",), "runs the handlers of a message"),
    PrivateName(Part.WORKERS, _APP, "_handle_exception", ("error",), "is called with an error of a worker"),
    PrivateName(Part.CRASHES, _APP, "_fatal_error", (), "writes the crash report"),
    PrivateName(Part.CLOSING, _APP, "_exit", None, "tells whether the app is ending"),
    PrivateName(Part.CLOSING, _NODE, "_pruning", None, "tells that a widget is being removed"),
    PrivateName(Part.FIELDS, _INPUT, "_value", None, "is what a field paints"),
    PrivateName(Part.FIELDS, _INPUT, "_position_to_cell", ("position",), "finds the cell of the cursor"),
    PrivateName(Part.LINES, _AREA, "_render_line", ("y",), "paints a row"),
    PrivateName(Part.LINES, _AREA, "_theme", None, "has the styles of what is marked"),
    PrivateName(Part.LINES, _AREA, "_has_cursor", None, "tells whether the cursor is there"),
    PrivateName(Part.LINES, _AREA, "_draw_cursor", None, "tells whether the cursor is painted"),
    PrivateName(Part.LINES, _AREA, "_matching_bracket_location", None, "is the other bracket of a pair"),
    PrivateName(
        Part.LINES,
        "textual.document._wrapped_document:WrappedDocument",
        "_offset_to_line_info",
        None,
        "finds a row",
    ),
    PrivateName(
        Part.LINES,
        "textual.document._wrapped_document",
        "compute_wrap_offsets",
        ("text", "width", "tab_size", "fold", "precomputed_tab_sections"),
        "breaks a line",
    ),
    PrivateName(Part.MEMORY, "textual._styles_cache", "StylesCache", (), "remembers painted lines"),
    PrivateName(
        Part.MEMORY, "textual._styles_cache:StylesCache", "get_inner_outer", None, "is cached with them"
    ),
    PrivateName(Part.MEMORY, "rich.segment:Segment", "_split_cells", None, "remembers lines that were cut"),
    PrivateName(Part.FORGETTING, _EDIT, "_edit_result", None, "holds what undo restores"),
)


def owner_of(private: PrivateName) -> object:
    """Return the class or module with the name; raise ImportError or AttributeError where that is gone."""
    module, _, name = private.owner.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found


def exists(private: PrivateName) -> bool:
    """Whether the installed Textual has the name: its class has it, or works with it in its functions."""
    try:
        owner = owner_of(private)
    except (ImportError, AttributeError):
        return False
    if hasattr(owner, private.name):
        return True
    functions = (each for one in getattr(owner, "__mro__", ()) for each in [*vars(one).values()])
    codes = (getattr(getattr(one, "__wrapped__", one), "__code__", None) for one in functions)
    return any(private.name in code.co_names for code in codes if code is not None)


@cache
def is_whole(part: Part) -> bool:
    """Whether all private names are there that a part of netui needs."""
    return all(exists(one) for one in PRIVATE_NAMES if one.part is part)
