"""What only a fresh interpreter can show: who loads what, and that names stay unique."""

import ast
import builtins
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NETUI = ROOT / "netui"


def loaded_by(program: str, *, store: Path | None = None) -> set[str]:
    """Run a program in a fresh interpreter and return the top-level modules it loaded."""
    show = "import sys, json; print(); print(json.dumps(sorted({n.partition('.')[0] for n in sys.modules})))"
    code = f"{program}\n{show}"
    env = {"PATH": "/usr/bin:/bin", "HOME": str(store or ROOT), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(names)


def test_domain_and_services_load_no_framework() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for folder in ("domain", "services")
        for path in sorted((NETUI / folder).rglob("*.py"))
    ]
    loaded = loaded_by("\n".join(f"import {name}" for name in modules))
    assert loaded.isdisjoint({"textual", "rich", "tinydb", "jinja2"})


_OF_STRUCTS = {"Struct", "StructMeta", "field"}


def test_domain_services_and_screens_take_structs_from_msgspec_and_nothing_else() -> None:
    """What reads and writes documents stays in storage.

    `values.py` has what all values share, and what `packed_rows.py` writes never leaves the memory.
    """
    taken = {
        (str(path.relative_to(NETUI)), name.name)
        for folder in ("domain", "services", "tui")
        for path in sorted((NETUI / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if (getattr(node, "module", None) or name.name).startswith("msgspec")
    }
    packed = {("services/people/packed_rows.py", name) for name in ("Decoder", "Encoder")}
    assert {one for one in taken if one[1] not in _OF_STRUCTS} == {("domain/values.py", "replace"), *packed}


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--json"],
        ["due", "--json"],
        ["add", "Ann Lee", "--json"],
        ["path"],
        ["history", "--json"],
        ["interview", "list", "--json"],
    ],
    ids=" ".join,
)
def test_a_command_loads_no_textual(arguments: list[str], tmp_path: Path) -> None:
    program = f"from netui.cli.main import main\nmain({['--store', str(tmp_path / 'store'), *arguments]!r})"
    loaded = loaded_by(program, store=tmp_path)
    assert "textual" not in loaded
    assert "pyperclip" not in loaded
    assert "shtab" not in loaded


def test_a_binding_id_names_one_action() -> None:
    from netui.bootstrap.key_scopes import screen_scopes

    for scope in screen_scopes():
        actions: dict[str, set[str]] = {}
        for binding in scope.bindings:
            if binding.id:
                actions.setdefault(binding.id, set()).add(binding.action)
        assert {name: found for name, found in actions.items() if len(found) > 1} == {}, scope.name


def test_no_module_has_become_two() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in NETUI.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


_NAMED = re.compile(r"`(?:netui\.)?((?:cli|bootstrap|domain|exchange|services|storage|tui)(?:\.\w+)+)`")


def test_what_the_words_of_a_module_name_is_there() -> None:
    gone = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted(NETUI.rglob("*.py"))
        for name in _NAMED.findall(path.read_text(encoding="utf-8"))
        if not _is_there(name)
    ]
    assert not gone


def _is_there(name: str) -> bool:
    """Whether "room.module" is a module, or "room.module.Name" a name that such a module has."""
    module, _, last = name.rpartition(".")
    if _find_module(name) is not None:
        return True
    path = _find_module(module)
    return path is not None and re.search(rf"\b{last}\b", path.read_text(encoding="utf-8")) is not None


def _find_module(name: str) -> Path | None:
    """Return the file of a module below netui, or None if there is none."""
    path = NETUI.joinpath(*name.split("."))
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


def test_nothing_happens_at_import() -> None:
    """Module bodies hold definitions and constants; no file, clock or locale is touched."""
    forbidden = {"open", "print", "input"}
    for path in NETUI.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for statement in tree.body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
                function = statement.value.func
                name = function.id if isinstance(function, ast.Name) else ""
                assert name not in forbidden, f"{path} calls {name} when imported"


def test_no_handler_of_a_message_calls_the_one_it_inherits() -> None:
    """Textual calls the handler of each class by itself: what calls it too has it done twice."""
    twice = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((NETUI / "tui").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "super().on_" in line and "super().on_event(" not in line
    ]
    assert twice == []


_STORE_NAMES = {"store", "_store"}
_HOLDERS = {"services", "_services", "shell", "session"}


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _reaches_store(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    is_of_services = node.attr in _STORE_NAMES and _last_name(node.value) in _HOLDERS
    return node.attr == "transaction" or is_of_services


def test_no_screen_and_no_command_reaches_into_the_store() -> None:
    """A use case is a method of a service: one transaction, in the room of its feature."""
    found = {
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for folder in ("tui", "cli")
        for path in sorted((NETUI / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _reaches_store(node)
    }
    assert found == set()


def test_no_screen_knows_the_store() -> None:
    importing = {
        str(path.relative_to(ROOT))
        for path in sorted((NETUI / "tui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "netui.services.ports"
        if any(one.name == "Store" for one in node.names)
    }
    assert importing == set()
    from netui.services.services import Services

    assert "store" not in dir(Services)


_OWN_FILES = {
    "bootstrap/event_log.py",  # the log
    "bootstrap/wiring.py",  # the terminal
    "cached_file.py",  # the cache
    "cli/full_screen.py",  # the terminal, and the silence of a closed stderr
    "cli/prompt.py",  # its silence
    "cli/streams.py",  # what comes through a pipe, while it is read
    "clipboard/kept_file.py",  # the copied note, in drafts/
    "clipboard/pyperclip_process.py",  # its silence
    "config.py",  # the settings
    "tui/terminal/guard.py",  # its silence
    "user_file.py",
    "user_folder.py",
}
_WRITING_CALLS = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "copyfile", "copyfileobj"}
_WRITING_FLAGS = {"O_CREAT", "O_WRONLY", "O_RDWR", "O_TRUNC", "O_APPEND"}


def _writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in _WRITING_FLAGS
    if not isinstance(node, ast.Call):
        return False
    named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if named in {"open", "fdopen", "ZipFile"}:
        modes = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
        return any(isinstance(mode, str) and set("wax+") & set(mode) and len(mode) < 4 for mode in modes)
    is_own_function = named == "write_text" and isinstance(node.func, ast.Name)
    return named in _WRITING_CALLS and not is_own_function


_MAY_LEAVE_THE_CALENDAR = {
    "clock.py",
    "domain/time/calendar_ends.py",
    "domain/time/dates.py",
    "domain/time/working_days.py",
}
_LEAVES_THE_CALENDAR = re.compile(r"\.astimezone\(|\w [-+]=? timedelta\(")


def test_no_date_leaves_the_calendar() -> None:
    """Days and instants are moved by `calendar_ends`; what is typed is refused where it is read."""
    found = {
        f"{path.relative_to(NETUI)}:{number}"
        for path in NETUI.rglob("*.py")
        if path.parent.name != "data" and str(path.relative_to(NETUI)) not in _MAY_LEAVE_THE_CALENDAR
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _LEAVES_THE_CALENDAR.search(line)
    }
    assert found == set()


def test_one_module_writes_files_for_the_user() -> None:
    """The others write the store, the settings, the cache, or what they keep for themselves."""
    writing = {
        str(path.relative_to(NETUI))
        for path in NETUI.rglob("*.py")
        if path.relative_to(NETUI).parts[0] != "storage"
        and any(map(_writes, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert writing - _OWN_FILES == set()


_ONE_SUBCLASS = {
    "TerminalApp": "what changes Textual's own App is in the room of the terminal",
    "PaintedInput": "what it overrides of Textual's own Input is private",
    "LongLineArea": "what it overrides of Textual's own TextArea is private",
}
_NO_USE = {"isinstance", "issubclass", "cast"}


def _bases(class_: ast.ClassDef) -> set[str]:
    return {_last_name(base.value if isinstance(base, ast.Subscript) else base) for base in class_.bases}


def _used_by_itself(call: ast.Call) -> set[str]:
    """Return the name that is called, and those handed to what makes things of them."""
    called = _last_name(call.func.value if isinstance(call.func, ast.Subscript) else call.func)
    return {called} if called in _NO_USE else {called, *map(_last_name, call.args)}


def test_no_repr_is_in_a_message() -> None:
    """A value is quoted with “ ”: quotes and escapes of Python are for people who write it."""
    found = [
        f"{path.relative_to(NETUI)}:{node.lineno}"
        for path in NETUI.rglob("*.py")
        for raised in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(raised, ast.Raise) and not _is_internal(raised)
        for node in ast.walk(raised)
        if isinstance(node, ast.FormattedValue) and node.conversion == ord("r")
    ]
    assert found == []


def _is_internal(raised: ast.Raise) -> bool:
    """Whether it is an error of Python, which is never shown as it is."""
    call = raised.exc
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and hasattr(builtins, call.func.id)


def test_no_class_is_split_by_inheritance() -> None:
    """A base that is nothing by itself and has one subclass is a part of it: give it a job, and have it."""
    bases: list[tuple[str, set[str]]] = []
    used: set[str] = set()
    for path in NETUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases.append((node.name, _bases(node)))
            elif isinstance(node, ast.Call):
                used |= _used_by_itself(node)
    abstract = {name for name, has in bases if has & {"Protocol", "ABC"}}
    subclasses = Counter(base for _, has in bases for base in has)
    split = {
        name
        for name, _ in bases
        if subclasses[name] == 1 and name not in used | abstract and not name.endswith("Error")
    }
    assert split == set(_ONE_SUBCLASS)
