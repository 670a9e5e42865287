"""The words of days, months and distances, each with what it stands for."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = {
    name.casefold()[:length]: number
    for number, name in enumerate(DAY_NAMES)
    for length in (3, 4, 5, len(name))
    if length <= len(name)
} | {"weds": 2}
MONTHS = {
    name.casefold()[:length]: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for length in (3, 4, len(name))
    if length <= len(name)
}
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
COUNTS |= {word: number for number, word in enumerate(_NUMBER_WORDS.split(), start=1)}
UNITS = {
    "d": "days",
    "day": "days",
    "w": "weeks",
    "wk": "weeks",
    "week": "weeks",
    "fortnight": "fortnights",
    "m": "months",
    "mo": "months",
    "mth": "months",
    "mnth": "months",
    "month": "months",
    "y": "years",
    "yr": "years",
    "year": "years",
    "working day": "working days",
    "weekday": "working days",
    "business day": "working days",
}
