"""Private names of Textual: used in one room, each in the list, and each there as netui counts on."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from rich.segment import Segment
from textual._styles_cache import StylesCache

from netui.domain.values import replace
from netui.tui.terminal.private_textual import PRIVATE_NAMES, PrivateName, exists, owner_of

ROOT = Path(__file__).resolve().parents[3]
ROOM = ROOT / "netui" / "tui" / "terminal"
LIST = ROOM / "private_textual.py"
LIBRARIES = {"textual", "rich"}
_OWN_NAME = re.compile(r"\b(?:self|cls)\.(_[a-z]\w*)")


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


@cache
def _names_of(class_: type) -> frozenset[str]:
    """Return the private names that a class of a library has, or gives what is made of it."""
    found = {*vars(class_), *_OWN_NAME.findall(inspect.getsource(class_))}
    return frozenset(filter(_is_private, found))


def _inherited(class_: type) -> set[str]:
    """Return the private names that a class of netui has from a library."""
    bases = [one for one in class_.__mro__ if one.__module__.partition(".")[0] in LIBRARIES]
    return {name for base in bases for name in _names_of(base)}


def _classes(tree: ast.AST, holder: object) -> Iterator[tuple[ast.ClassDef, type]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            class_ = getattr(holder, node.name)
            yield node, class_
            yield from _classes(node, class_)


def _names_in(class_: ast.ClassDef) -> Iterator[tuple[str, int]]:
    """Yield the names that a class defines, and those it uses of itself."""
    for node in ast.walk(class_):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node in class_.body:
            yield node.name, node.lineno
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"self", "cls", "super()"}:
            yield node.attr, node.lineno
        elif isinstance(node, ast.AnnAssign | ast.Assign) and node in class_.body:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((one.id, node.lineno) for one in targets if isinstance(one, ast.Name))


@cache
def _own_names() -> frozenset[str]:
    """Return the private names that netui itself gives to what it makes."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "netui").rglob("*.py"))
    return frozenset({*_OWN_NAME.findall(text), *re.findall(r"def (_[a-z]\w*)", text), "_replace"})


def _uses(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each private name of Textual or Rich that a file uses, and its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in LIBRARIES:
            if any(map(_is_private, node.module.split("."))):
                yield from ((one.name, node.lineno) for one in node.names)
            yield from ((one.name, node.lineno) for one in node.names if _is_private(one.name))
        elif isinstance(node, ast.Attribute) and _is_private(node.attr):
            of_itself = ast.unparse(node.value) in {"self", "cls", "super()"}
            if not of_itself and node.attr not in _own_names():
                yield node.attr, node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "hasattr", "setattr"}:
            name = node.args[1]
            if isinstance(name, ast.Constant) and _is_private(str(name.value)):
                yield str(name.value), node.lineno
    for class_node, class_ in _classes(tree, module):
        inherited = _inherited(class_)
        yield from ((name, line) for name, line in _names_in(class_node) if name in inherited)


@pytest.mark.parametrize(
    "room", sorted({one.parent for one in ROOM.parent.rglob("*.py")} - {ROOM}), ids=lambda room: room.name
)
def test_private_names_of_textual_are_used_in_one_room(room: Path) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sorted(room.glob("*.py"))
        for name, line in _uses(path)
    ]
    assert found == [], "put it in netui/tui/terminal, or give it another name"


def test_the_list_holds_each_private_name_that_is_used_and_no_other() -> None:
    files = [path for path in sorted(ROOM.glob("*.py")) if path != LIST]
    listed = {one.name for one in PRIVATE_NAMES}
    assert {name for path in files for name, _ in _uses(path)} - listed == set()
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert {name for name in listed if not re.search(rf"\b{name}\b", text)} == set()


def test_what_is_painted_can_be_forgotten() -> None:
    assert hasattr(StylesCache.get_inner_outer, "cache_clear")
    assert hasattr(Segment._split_cells, "cache_clear")


@pytest.mark.parametrize("private", PRIVATE_NAMES, ids=lambda one: f"{one.owner}.{one.name}")
def test_the_installed_textual_has_it(private: PrivateName) -> None:
    """What fails here went with an upgrade of Textual; the list says what netui does without it."""
    assert exists(private), (
        f"{private.owner} has no {private.name} any more. Without it, {private.part.value}."
    )
    found = inspect.getattr_static(owner_of(private), private.name, None)
    assert (inspect.isfunction(found) or inspect.isclass(found)) == (private.takes is not None)
    if private.takes is not None:
        takes = [name for name in inspect.signature(found).parameters if name != "self"]
        assert takes == list(private.takes), f"{private.owner}.{private.name} takes something else now"


def test_a_lost_name_is_noticed() -> None:
    lost = replace(PRIVATE_NAMES[0], name="_gone")
    assert not exists(lost)
    assert not exists(replace(lost, owner="textual.app:Gone"))
    assert not exists(replace(lost, owner="textual._gone"))
