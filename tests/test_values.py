"""Every value of netui: it can't be changed, and is compared, hashed, replaced and shown field by field."""

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import asdict

import netui
from netui.domain.people.contact import Contact, Position
from netui.domain.people.forgotten import Forgotten
from netui.domain.values import field_names, replace
from netui.storage.safety.references import _References
from netui.storage.tables.contact_rows import StoredRow

NETUI = Path(netui.__file__).parent
CHANGED_IN_PLACE = {StoredRow, _References}
"""What is decoded by the thousand, and filled in afterwards."""
NOT_SHOWN: dict[type[Struct], set[str]] = {Forgotten: {"names", "addresses"}}


def _subclasses(kind: type[Struct]) -> Iterator[type[Struct]]:
    for found in kind.__subclasses__():
        yield found
        yield from _subclasses(found)


def _structs() -> list[type[Struct]]:
    for module in pkgutil.walk_packages(netui.__path__, "netui."):
        importlib.import_module(module.name)
    found = {kind for kind in _subclasses(Struct) if _is_written_down(kind)}
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def _is_written_down(kind: type[Struct]) -> bool:
    """Whether it is in a module of netui, and not made of others when it is asked for."""
    if not kind.__module__.startswith("netui."):
        return False
    place: object = sys.modules[kind.__module__]
    for name in kind.__qualname__.split("."):
        place = getattr(place, name, None)
    return place is kind


STRUCTS = _structs()
VALUES = [kind for kind in STRUCTS if kind not in CHANGED_IN_PLACE]


def _made(kind: type[Struct]) -> Struct:
    """Return a value with another number in each field; a Struct doesn't check types when it is made."""
    return kind(**{name: number for number, name in enumerate(field_names(kind), 1)})


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_value(kind: type[Struct]) -> None:
    value, names = _made(kind), field_names(kind)
    assert value == _made(kind)
    assert hash(value) == hash(_made(kind))
    for name in names:
        with pytest.raises(AttributeError):
            setattr(value, name, 0)
        other = replace(value, **{name: 500})
        assert value != other, name
        assert asdict(other) == {**asdict(value), name: 500}
        assert replace(other, **{name: getattr(value, name)}) == value
    assert value == _made(kind)
    with pytest.raises(TypeError):
        replace(value, no_such_field=0)
    hidden = NOT_SHOWN.get(kind, set())
    assert {name for name in names if f"{name}=" not in repr(value)} == hidden
    assert {name for name in names if name not in dict(value.__rich_repr__())} == hidden


def test_only_what_is_filled_in_afterwards_can_be_changed() -> None:
    assert {kind for kind in STRUCTS if not kind.__struct_config__.frozen} == CHANGED_IN_PLACE


def test_no_frozen_value_is_a_dataclass() -> None:
    """A dataclass that is made once costs as much as thirty Structs."""
    found = {
        str(path.relative_to(NETUI))
        for path in sorted(NETUI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if ast.unparse(decorator).startswith("dataclass(frozen=True")
    }
    assert not found


def test_mypy_knows_which_fields_can_be_replaced() -> None:
    """Without the plugin mypy would find these comments unused."""
    position = Position(title="Baker")
    with pytest.raises(TypeError):
        replace(position, tittle="Cook")  # type: ignore[call-arg]
    replace(position, title=3)  # type: ignore[arg-type]


def test_values_of_two_kinds_differ() -> None:
    class Other(Struct, frozen=True):
        title: str = ""
        company: str = ""
        since: str | None = None
        until: str | None = None

    values: list[object] = [Position(), Other()]
    assert values[0] != values[1]


def test_a_value_that_holds_a_dict_has_no_hash_and_shares_it_with_no_one() -> None:
    one, other = Contact(id=1, uid="a", name="Ann"), Contact(id=1, uid="a", name="Ann")
    assert one == other
    assert one.custom is not other.custom
    with pytest.raises(TypeError):
        hash(one)
