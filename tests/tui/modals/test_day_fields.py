"""A day that a form shows is replaced by the one that is typed: both together can't be read."""

import ast
import re
from pathlib import Path

import netui.tui

DAY = re.compile("day|due|when")


def test_typing_replaces_a_day_in_every_form() -> None:
    kept = []
    for path in sorted(Path(netui.tui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "Ask":
                continue
            over = {word.arg: ast.unparse(word.value) for word in node.keywords}
            if DAY.search(over.get("check", "")) and over.get("overtype") != "True":
                kept.append(f"{path.name}:{node.lineno}")
    assert not kept, f"add overtype=True: {kept}"
