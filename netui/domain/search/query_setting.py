"""What every term of a search line needs: what it is read against, and a choice among known words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.folding import fold
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.time.calendar_ends import days_after

Test = Callable[[ContactRow], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a query is read against; `week_start` is 0 for Monday."""

    today: date
    week_start: int
    contact_of: Callable[[int], Contact | None]

    @property
    def week_end(self) -> date:
        """The last day of the week that holds today."""
        return days_after(self.today, (self.week_start - self.today.weekday() - 1) % 7)


def chosen_from(field: str, value: str, options: Iterable[str], more: str = "") -> list[str]:
    """Return the option meant, or all that begin so; raise InvalidValueError where none does."""
    options = list(options)
    start = fold(value)
    if start in options:
        return [start]
    chosen = [option for option in options if option.startswith(start)]
    if not chosen:
        possible = ", ".join([*options, *([more] if more else [])])
        raise InvalidValueError(f'"{field}:{value}" finds nothing: after {field}: write {possible}')
    return chosen


def one_of(field: str, value: str, tests: dict[str, Test], more: str = "") -> Test:
    """Return the test that goes by this word or its beginning; `more` names what else may be written."""
    chosen = [tests[name] for name in chosen_from(field, value, tests, more)]
    return chosen[0] if len(chosen) == 1 else lambda row: any(test(row) for test in chosen)
