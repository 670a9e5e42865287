"""The environment templates run in: sandboxed, bounded in size, steps and processor time.

Jinja's own sandbox keeps a template away from Python. It does not keep it from looping, doubling a text or
padding it to gigabytes; here every loop, call, concatenation and growing operation draws on one budget per
rendering.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from jinja2 import Environment, Undefined, pass_context, pass_environment
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from netui.domain.notes.note import gap
from netui.domain.notes.own_notes import OwnNote
from netui.notes.template_tree import SHOWN, SIZED, STEPS

MAX_CHARACTERS = 64 * 1024
MAX_STEPS = 20_000
MAX_SECONDS = 1.0
"""Of the processor: a machine that is busy with something else takes nothing away from a note."""
_STEPS_TO_CLOCK = 16
"""How many steps are taken between two looks at the clock: a look takes longer than a step."""
_LONG = 4_000
"""A text of so many characters may take long to make."""
_MAX_ITEMS = 1_000
_MAX_COPIES = 64
_MAX_DEPTH = 20
_MAX_NUMBER = 2**53
_SAFE_FILTERS = ("wordcount", "length", "count", "default", "d", "list", "int", "abs")
_OF_TEXT = ("upper", "lower", "title", "capitalize", "trim", "string", "truncate", "reverse")
BUDGET = "(budget)"


class OverBudgetError(Exception):
    """A template asked for more text, steps or time than a note can need."""


class Budget:
    """What one rendering may still use."""

    def __init__(
        self, steps: int = MAX_STEPS, seconds: float = MAX_SECONDS, characters: int = MAX_CHARACTERS
    ) -> None:
        self._steps = steps
        self._characters = characters
        self._ends = time.thread_time() + seconds
        self._depth = 0
        self._made = 0

    def step(self) -> None:
        """Count one step; raise OverBudgetError when they or the time are used up."""
        self._steps -= 1
        if self._steps < 0:
            raise OverBudgetError("it loops too long for a note")
        if self._steps % _STEPS_TO_CLOCK == 0:
            self._look_at_clock()

    def _look_at_clock(self) -> None:
        if time.thread_time() > self._ends:
            raise OverBudgetError("it takes too long to render")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one call inside another; refuse a macro that calls itself without end."""
        self.step()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise OverBudgetError("its macros call one another without end")
        try:
            yield
        finally:
            self._depth -= 1

    def sized(self, length: int) -> None:
        """Refuse a text of this length where it is beyond any note."""
        self.step()
        if length > _LONG:
            self._look_at_clock()
        if length > self._characters:
            raise OverBudgetError(f"it writes more than {self._characters // 1024:,} kB")

    def made(self, length: int) -> None:
        """Count a text that was made on the way, of which many may be held at once."""
        self.sized(length)
        self._made += length
        if self._made > _MAX_COPIES * self._characters:
            raise OverBudgetError("it makes more text than a note can need")

    def weighed(self, value: Any) -> None:
        """Count a value as it would be written out: a list held twice by another counts twice."""
        waiting, length = [(value, 0)], 0
        while waiting:
            item, depth = waiting.pop()
            self.step()
            if depth > _MAX_DEPTH:
                raise OverBudgetError("its lists lie too deep in one another")
            if isinstance(item, str):
                length += len(item)
            elif isinstance(item, list | tuple | dict):
                length += len(item)
                waiting.extend((part, depth + 1) for part in item)
                if isinstance(item, dict):
                    waiting.extend((part, depth + 1) for part in item.values())
            self.sized(max(length, len(waiting)))
        self.made(length)


class Points(list[str]):
    """A list of values that knows the label of the gap shown for one that is not there."""

    def __init__(self, label: str, values: Iterable[str] = ()) -> None:
        super().__init__(values)
        self.label = label

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        if isinstance(index, slice):
            return Points(self.label, found) if found else Missing(self.label)
        return found


class Missing(Undefined):
    """A value that is not there: false, empty, and written as a gap."""

    __slots__ = ()

    @property
    def _label(self) -> str:
        if isinstance(self._undefined_obj, Points):
            return self._undefined_obj.label
        return self._undefined_hint or str(self._undefined_name or "something is missing here")

    def __str__(self) -> str:
        return gap(self._label)

    def __getitem__(self, _index: object) -> "Missing":  # type: ignore[override]
        return self


class NoteEnvironment(SandboxedEnvironment):
    """A sandbox with the few filters and functions that a note needs."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=Missing, finalize=_written, optimized=False, keep_trailing_newline=True)
        self.globals = {"gap": gap, "range": _range}
        self.filters = {name: FILTERS[name] for name in _SAFE_FILTERS}
        self.filters |= {name: _keeping_note(FILTERS[name]) for name in _OF_TEXT}
        self.filters |= {"first": _first, "last": _last, "join": _join, "replace": _replace}
        self.filters["sentence"] = _sentence
        self.filters |= {"sort": _by_attribute("sort"), "unique": _by_attribute("unique")}
        self.filters |= {STEPS: _steps, SIZED: _sized, SHOWN: _shown}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing but a loop's own counters has parts; fields are looked up as items."""
        return type(obj).__name__ == "LoopContext" and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro, as one step."""
        budget: Budget = context[BUDGET]
        with budget.deeper():
            result = super().call(context, called, *args, **kwargs)
        if isinstance(result, str):
            budget.made(len(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add and multiply texts and numbers of a sane size."""
        budget: Budget = context[BUDGET]
        if operator == "+" and (isinstance(left, str | Undefined) or isinstance(right, str | Undefined)):
            left, right = str(left), str(right)
            budget.made(len(left) + len(right))
            return left + right
        if isinstance(left, int | float) and isinstance(right, int | float):
            return _number(operator, left, right, budget)
        if operator == "+" and isinstance(left, list) and isinstance(right, list):
            _few(len(left) + len(right))
            added = left + right
            budget.weighed(added)
            return added
        raise OverBudgetError(f"{operator} is for numbers here")


def _number(operator: str, left: float, right: float, budget: Budget) -> float:
    budget.step()
    if max(abs(left), abs(right)) > _MAX_NUMBER or (operator == "**" and max(abs(left), abs(right)) > 50):
        raise OverBudgetError("it counts beyond any number a note can need")
    operations: dict[str, Callable[[Any, Any], Any]] = {
        "+": lambda a, b: a + b,
        "*": lambda a, b: a * b,
        "**": lambda a, b: a**b,
        "%": lambda a, b: a % b,
    }
    result: float = operations[operator](left, right)
    return result


def _written(value: Any) -> Any:
    if isinstance(value, list | tuple):
        words = [str(item) for item in value]
        return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    return value


def _few(count: int) -> None:
    if count > _MAX_ITEMS:
        raise OverBudgetError(f"it counts beyond {_MAX_ITEMS} items")


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    _few(len(numbers))
    return numbers


def _first(values: Any) -> Any:
    return values if isinstance(values, Missing) else next(iter(values), Missing("the first of none"))


def _last(values: Any) -> Any:
    return (
        values if isinstance(values, Missing) else next(reversed(list(values)), Missing("the last of none"))
    )


@pass_context
def _steps(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        context[BUDGET].step()
        yield value


@pass_context
def _sized(context: Context, value: Any) -> Any:
    """Weigh what a literal or a filter made; what it would only yield later is made here, step by step."""
    if isinstance(value, Iterator):
        value = list(_steps(context, value))
    context[BUDGET].weighed(value)
    return value


@pass_context
def _shown(context: Context, value: Any) -> Any:
    """Count what is written, also into a block or macro that keeps it until its end."""
    value = str(_written(value))
    context[BUDGET].made(len(value))
    return value


def _keeping_note(filtering: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja's that leaves a text of the user's own notes marked as one."""

    @wraps(filtering)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        result = filtering(*args, **kwargs)
        is_own = isinstance(result, str) and any(isinstance(given, OwnNote) for given in args)
        return OwnNote(result) if is_own else result

    return filtered


def _by_attribute(name: str) -> Callable[..., Any]:
    """Return a filter of Jinja's, for at most a few attributes: it takes a list of any length."""
    filtering = FILTERS[name]

    @pass_environment
    def limited(environment: Environment, values: Any, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(given, str) and len(given) > _MAX_DEPTH for given in (*args, *kwargs.values())):
            raise OverBudgetError(f"{name} takes the name of one attribute")
        return filtering(environment, values, *args, **kwargs)

    return limited


@pass_context
def _join(context: Context, values: Any, separator: str = ", ") -> Any:
    if isinstance(values, Missing):
        return values
    budget: Budget = context[BUDGET]
    parts: list[str] = []
    length = 0
    for value in values:
        parts.append(str(value))
        length += len(parts[-1]) + len(str(separator))
        budget.sized(length)
    return str(separator).join(parts)


@pass_context
def _replace(context: Context, value: Any, old: str, new: str) -> Any:
    if isinstance(value, Missing):
        return value
    text = value if isinstance(value, OwnNote) else str(value)
    context[BUDGET].sized(len(text) + text.count(str(old)) * len(str(new)))
    return type(text)(text.replace(str(old), str(new)))


def _sentence(value: Any) -> Any:
    """Close a text with a full stop where it has no end of its own."""
    text = value if isinstance(value, OwnNote) else str(value)
    return text if not text or text[-1] in ".!?…。！？" else type(text)(text + ".")
