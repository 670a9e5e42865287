"""The order of a day in figures, as in 3/12/2027."""

from enum import StrEnum


class DateOrder(StrEnum):
    """Which comes first between slashes or dashes; unsaid, what can be two days is asked about."""

    UNSAID = ""
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
