"""Each key that a class of the screens binds has an id, for the keymap, and an action, which works."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import netui.tui
from netui.tui.shell.app import NetuiApp

WITHOUT_ID = {(NetuiApp, "help_quit")}


def classes_below(base: type[Any]) -> Iterator[type[Any]]:
    for one in base.__subclasses__():
        yield one
        yield from classes_below(one)


def classes_with_keys() -> dict[type[Any], list[Binding]]:
    for module in pkgutil.walk_packages(netui.tui.__path__, "netui.tui."):
        import_module(module.name)
    of_netui = [one for one in classes_below(DOMNode) if one.__module__.startswith("netui.")]
    return {one: [*Binding.make_bindings(vars(one).get("BINDINGS", ()))] for one in of_netui}


def test_each_key_has_an_id_and_an_action() -> None:
    found = classes_with_keys()
    assert len(found) > 50
    screens = [one for one in found if issubclass(one, Screen)]
    for holder, bindings in found.items():
        for binding in bindings:
            where, name, _ = parse(binding.action)
            homes = {"": [holder], "screen": screens, "app": [NetuiApp]}[where]
            assert any(
                hasattr(home, f"{start}{name}") for home in homes for start in ("action_", "_action_")
            ), f"{holder.__name__}: no action {name}"
            assert binding.id or (holder, name) in WITHOUT_ID, f"{holder.__name__}: {name} has no id"
