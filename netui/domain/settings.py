"""Every setting of config.toml: what it is called, what it decides, which values it takes."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct

from netui.domain.config import ClipboardWay, Config
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.text import shown_value
from netui.domain.time.date_order import DateOrder

Value = str | int | bool
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Setting(Struct, frozen=True, kw_only=True):
    """One setting: its name in the file, its label and meaning on the screen, and the check of its value.

    `read` returns the value as `Config` has it, or raises InvalidValueError in one line. `choices` are
    (value in the file, words); without any it is typed. `empty` says what an empty text means,
    `unit` what is counted. With `at_start` a change counts from the next start. One that `names_program`
    never comes from a backup or another machine, whose file could start any program.
    """

    name: str
    label: str
    about: str
    group: str
    read: Callable[[object], object]
    choices: tuple[tuple[Value, str], ...] = ()
    empty: str = "not set"
    unit: str = ""
    at_start: bool = False
    names_program: bool = False

    @property
    def default(self) -> object:
        """The value where the file says nothing."""
        return getattr(Config(), self.name)

    def value_in(self, config: Config) -> object:
        """Return the value that some settings have."""
        return getattr(config, self.name)

    def words(self, value: object) -> str:
        """Return a value as the screen shows it."""
        for choice, words in self.choices:
            if self.read(choice) == value:
                return words
        return f"{as_text(value)} {self.unit}".strip() or self.empty

    def typed(self, text: str) -> Value:
        """Return what was typed as the file has it; raise InvalidValueError if it can't be used."""
        line = text.strip()
        number = (
            not isinstance(self.default, str | tuple)
            and line.isdecimal()
            and line.isascii()
            and len(line) < 10
        )
        value = int(line) if number else line
        self.read(value)
        return value


def as_text(value: object) -> str:
    """Return a value as it is typed: several have commas between them."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _text(name: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str):
            return value
        raise InvalidValueError(f'{name} is a text in quotes, not {shown_value(value)}: write {name} = "..."')

    return read


def _zone(value: object) -> str:
    zone = _text("time_zone")(value).strip()
    if not zone:
        return ""
    from netui.domain.time.zones import named_zone

    return named_zone(zone).key


def _texts(name: str) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        given = value.split(",") if isinstance(value, str) else value
        if isinstance(given, list) and all(isinstance(one, str) for one in given):
            return tuple(dict.fromkeys(one.strip() for one in given if one.strip()))
        raise InvalidValueError(
            f'{name} is a list of texts, not {shown_value(value)}: write {name} = ["...", "..."]'
        )

    return read


def _number(name: str, first: int, last: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and first <= value <= last:
            return value
        raise InvalidValueError(f"{name} is a number from {first} to {last}, not {shown_value(value)}")

    return read


def _flag(name: str) -> Callable[[object], bool]:
    def read(value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise InvalidValueError(f"{name} is true or false, not {shown_value(value)}")

    return read


def _one_of(name: str, kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    words = [one.value for one in kind]

    def read(value: object) -> StrEnum:
        if isinstance(value, str) and value in words:
            return kind(value)
        raise _not_one_of(name, value, filter(None, words))

    return read


def _command(value: object) -> str:
    command = _text("mail_command")(value)
    if command.strip():
        from netui.domain.notes.mailing import mail_arguments

        mail_arguments(command)
    return command


def _weekday(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6:
        return value
    if isinstance(value, str) and len(value.strip()) >= 3:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(value.strip().casefold()):
                return number
    raise _not_one_of("week_start", value, _WEEKDAYS)


def _not_one_of(name: str, value: object, words: Iterable[str]) -> InvalidValueError:
    meant = did_you_mean(value[:100] if isinstance(value, str) else "", words)
    return InvalidValueError(f"{name} can't be {shown_value(value)}{meant}")


_YOU, _DAYS, _DUE, _LOOK, _NOTES = "YOU", "DAYS", "WHAT COMES DUE", "LOOK", "NOTES"

SETTINGS = (
    Setting(
        name="name",
        label="Your name",
        about="The name your notes are signed with. Without it each note has a gap to fill.",
        group=_YOU,
        read=_text("name"),
    ),
    Setting(
        name="headline",
        label="One line about you",
        about="Who you are, such as “systems student at EPFL”: for notes to people who don't know you yet.",
        group=_YOU,
        read=_text("headline"),
    ),
    Setting(
        name="addresses",
        label="Your addresses",
        about="Your own email addresses, with commas between them, and the address of your LinkedIn profile: "
        "`netui collect` knows by them who wrote a message.",
        group=_YOU,
        read=_texts("addresses"),
    ),
    Setting(
        name="time_zone",
        label="Time zone",
        about="The clock your days begin and your interviews are shown by, such as Europe/Berlin. "
        "Leave it empty for the clock of this machine.",
        group=_DAYS,
        read=_zone,
        empty="as this machine",
    ),
    Setting(
        name="week_start",
        label="First day of the week",
        about="Where the month and “this week” begin.",
        group=_DAYS,
        read=_weekday,
        choices=tuple((day, day.capitalize()) for day in _WEEKDAYS),
    ),
    Setting(
        name="date_order",
        label="Dates in figures",
        about="How 3/12/2027 is read. A date with dots, such as 3.12.2027, has its day first in any case.",
        group=_DAYS,
        read=_one_of("date_order", DateOrder),
        choices=(
            (DateOrder.UNSAID.value, "ask each time"),
            (DateOrder.DAY_FIRST.value, "day first: 3 December"),
            (DateOrder.MONTH_FIRST.value, "month first: March 12"),
        ),
    ),
    Setting(
        name="check_ins_per_week",
        label="Check-ins a week",
        about="How many check-ins This week asks for, from 1 to 500. The others wait in one line.",
        group=_DUE,
        read=_number("check_ins_per_week", 1, 500),
    ),
    Setting(
        name="review_after_months",
        label="Review details after",
        about="After how many months a person's details are offered for review, from 1 to 120.",
        group=_DUE,
        read=_number("review_after_months", 1, 120),
        unit="months",
    ),
    Setting(
        name="theme",
        label="Theme",
        about="The colours. You see each one while you choose; ansi-dark has 16 colours, for slow lines.",
        group=_LOOK,
        read=_text("theme"),
    ),
    Setting(
        name="ascii_only",
        label="Plain characters",
        about="Draw frames and signs with the characters on a keyboard, for a font that lacks the others.",
        group=_LOOK,
        read=_flag("ascii_only"),
        choices=((False, "no"), (True, "yes")),
        at_start=True,
    ),
    Setting(
        name="mouse",
        label="Mouse",
        about="Clicks and the wheel. Without them the terminal selects text as it always does.",
        group=_LOOK,
        read=_flag("mouse"),
        choices=((True, "yes"), (False, "no, the terminal selects")),
        at_start=True,
    ),
    Setting(
        name="clipboard",
        label="Way to copy",
        about="How a note reaches your clipboard. Automatic tries the safest way first and says what "
        "happened.",
        group=_NOTES,
        read=_one_of("clipboard", ClipboardWay),
        choices=(
            (ClipboardWay.AUTO.value, "automatic"),
            (ClipboardWay.OSC52.value, "the terminal, by OSC 52"),
            (ClipboardWay.TMUX.value, "the tmux buffer"),
            (ClipboardWay.PYPERCLIP.value, "the clipboard of this machine"),
            (ClipboardWay.FILE.value, "a file"),
        ),
        at_start=True,
    ),
    Setting(
        name="mail_command",
        label="Mail program",
        about="What opens a note in your mail program: neomutt -H {eml} with a file, "
        "or a command with {mailto}, a link.",
        group=_NOTES,
        read=_command,
        empty="the desktop's",
        names_program=True,
    ),
    Setting(
        name="linkedin_note_limit",
        label="LinkedIn note",
        about="How many characters LinkedIn allows in a note with an invitation: 200 in free accounts, "
        "300 in others. From 50 to 2000.",
        group=_NOTES,
        read=_number("linkedin_note_limit", 50, 2000),
        unit="characters",
    ),
)
"""In the order of the screen; its tables come after them."""

BY_NAME = {setting.name: setting for setting in SETTINGS}
TABLES = {"keymap": "keymap", "searches": "saved_searches", "mappings": "saved_mappings"}
"""The tables of the file, and the attribute of `Config` that has their entries."""
