"""Finds every form and dialog there is, in the code of the screens: and where each is made."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

import netui.tui

TUI = Path(netui.tui.__file__).parent
_DIALOG, _SCREEN = "Modal", "AreaScreen"
_FIELDS = ("Input", "TextArea", "FormField", "FieldLine", "ChoiceInput")


class Found(Struct, frozen=True):
    """A call that makes a dialog, or the class of a screen with fields.

    `name` is the module below netui.tui with the function, "people.keys.tag"; the second call in a function
    ends with "#2".
    """

    name: str
    is_screen: bool
    path: Path
    first_line: int
    last_line: int


@cache
def found() -> tuple[Found, ...]:
    """Return every form and dialog."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(TUI.rglob("*.py"))}
    bases = {
        node.name: {name for base in node.bases if (name := _name(base))}
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    dialogs, screens = _below(bases, {_DIALOG}), _below(bases, {_SCREEN})
    fields = _below(bases, set(_FIELDS))
    classes = [node for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)]
    makes = {
        node.name: {_name(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
        for node in classes
    }
    parts = makes.keys() - dialogs - screens
    while more := {name for name in parts - fields if makes[name] & fields}:
        fields |= more
    made: list[Found] = []
    for path, tree in trees.items():
        module = ".".join(path.relative_to(TUI).with_suffix("").parts)
        made += _calls(path, tree, module, dialogs)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name in screens and makes[node.name] & fields:
                name = f"{module}.{node.name}"
                made.append(Found(name, True, path, node.lineno, node.end_lineno or node.lineno))
    return tuple(made)


def at(path: str, line: int) -> str:
    """Return the name of the dialog that is made there."""
    inside = [
        one
        for one in found()
        if str(one.path) == path and one.first_line <= line <= one.last_line and not one.is_screen
    ]
    return max(inside, key=lambda one: one.first_line).name if inside else f"{path}:{line}"


def _calls(path: Path, tree: ast.Module, module: str, dialogs: set[str]) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for name, call in _inside(tree, module):
        if _name(call.func) not in dialogs:
            continue
        seen[name] = seen.get(name, 0) + 1
        again = f"#{seen[name]}" if seen[name] > 1 else ""
        yield Found(f"{name}{again}", False, path, call.lineno, call.end_lineno or call.lineno)


def _inside(node: ast.AST, name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls below a node in the order of the text, each with the function that it is in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield name, child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _inside(child, f"{name}.{child.name}")
        else:
            yield from _inside(child, name)


def _below(bases: dict[str, set[str]], names: set[str]) -> set[str]:
    """Return these classes and all that have them as a base."""
    wanted = set(names)
    while more := {name for name, of in bases.items() if of & wanted and name not in wanted}:
        wanted |= more
    return wanted


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
