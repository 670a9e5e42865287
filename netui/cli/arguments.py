"""The parser of the commands: errors in one line, and what a shell can complete."""

import argparse
import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, NoReturn

from netui.cli.output import put, say
from netui.domain.did_you_mean import did_you_mean


class Offer(Enum):
    """What a shell offers in the place of a value that is not one of a few words."""

    FILES = "files"
    FOLDERS = "folders"
    TEMPLATES = "templates"
    PEOPLE = "people"


SHELLS = ("bash", "zsh", "fish")
# Patterns as texts: only a mistake compiles them.
_REPR = r"""(?<![^\s(])(['"])(.*?)\1(?![^\s,)])"""
"""A value as argparse quotes it."""
_PLAIN = (
    (r"argument (\S+): expected one argument", r"\1 needs a value"),
    (r"argument (\S+): expected at least one argument", r"\1 needs a value"),
    (r"argument (-\S+): is empty", r"\1 is empty: give it a value, or leave it out"),
    (r"argument (\S+): is empty", r"\1 is empty: write what is meant"),
    (r"argument (\S+): invalid int value: ", r"\1 needs a whole number, not "),
    (r"argument (\S+): ignored explicit argument .*", r"\1 takes no value"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 and \2 don't go together"),
    (r"the following arguments are required: (.*)", r"what is missing: \1"),
)
"""What argparse says, and how netui says it; what a later Python words in another way is shown as it is."""
Offers = list[tuple[argparse.Action, Offer | tuple[str, ...]]]


_OTHER_WORDS = {
    "new": "add",
    "create": "add",
    "remove": "delete",
    "rm": "delete",
    "line": "quick",
    "a": "quick",
    "ls": "list",
    "search": "find",
    "contact": "show",
    "view": "show",
    "set": "edit",
    "today": "due",
    "todo": "due",
    "week": "due",
    "later": "snooze",
    "remind": "follow-up",
    "promise": "follow-up",
    "talk": "interview",
    "meeting": "interview",
    "thank": "note",
    "thanks": "note",
    "journal": "reflect",
    "network": "map",
    "save": "backup",
    "check": "doctor",
    "repair": "doctor",
    "fix": "doctor",
    "erase": "forget",
    "config": "settings",
    "rhythm": "cadence",
    "away": "cadence",
    "version": "--version",
}
"""Commands and verbs by words that others have for them."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line and a hint: what was probably meant, where help is.

    `offers` holds what a shell completes the values of arguments with; it is not what argparse checks.
    `more_help` makes the words above and below the options when they are shown: what the command does, and
    the shape that it prints. `other_way` says what is written here in the place of an option of another
    command, "" where nothing is.
    """

    offers: Offers
    more_help: Callable[[], tuple[str, str]] | None = None
    other_way: Callable[[str], str] | None = None

    def format_help(self) -> str:
        """Return the help."""
        if self.more_help is not None:
            self.description, self.epilog = self.more_help()
        return super().format_help()

    def add_argument(self, *names: Any, may_be_empty: bool = False, **options: Any) -> argparse.Action:
        """Add an argument; a value of nothing but blanks is refused, unless it may be empty: that clears."""
        takes_text = options.get("action", "store") in {"store", "append"} and options.get("nargs") != "*"
        if takes_text and not may_be_empty:
            options.setdefault("type", _filled)
        return super().add_argument(*names, **options)

    def offer(self, *names: str, values: Offer | Iterable[str], **options: Any) -> None:
        """Add an argument of which it is known what its value can be."""
        known = values if isinstance(values, Offer) else tuple(values)
        if not isinstance(known, Offer):
            options.setdefault("help", ", ".join(known))
        self.offers.append((self.add_argument(*names, **options), known))

    def described(self) -> list[tuple[str, str]]:
        """Return the arguments that help shows, as they are written, each with its words."""
        formatter = self._get_formatter()
        return [
            (formatter._format_action_invocation(action), (action.help or "").replace("%%", "%"))  # noqa: SLF001
            for action in self._actions
            if action.help != argparse.SUPPRESS and not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
        ]

    def usage_words(self) -> str:
        """Return the command with its positional arguments, whatever the width of the terminal."""
        formatter = self._get_formatter()
        words = [
            formatter._format_args(action, str(action.metavar or action.dest))  # noqa: SLF001
            for action in self._actions
            if not action.option_strings and not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
        ]
        return " ".join([self.prog, "[options]", *words])

    def commands(self) -> "dict[str, Parser]":
        """Return the commands, or the verbs of a command, by name; a command with verbs is not one itself."""
        found: dict[str, Parser] = {}
        for action in self._actions:
            for name, parser in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
                verbs = parser.commands()
                found |= {f"{name} {verb}": one for verb, one in verbs.items()} if verbs else {name: parser}
        return found

    def error(self, message: str) -> NoReturn:
        """Exit with 2 and one line that says where help is."""
        for theirs, ours in _PLAIN:
            message = re.sub(theirs, ours, message)
        message = re.sub(_REPR, r"“\2”", message)
        say(f"netui: {message} (see: {self.prog} --help)")
        self.exit(2)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Read the arguments; refuse an option that isn't one here, with what was probably meant."""
        found, unknown = super().parse_known_args(args, namespace)
        wrong = next((word for word in unknown if word.startswith("-")), None)
        if wrong is not None:
            option = wrong.partition("=")[0]
            options = [one for one in self._option_string_actions if one.startswith("--")]
            other = self.other_way(option) if self.other_way is not None else ""
            meant = f"; did you mean {other}?" if other else _meant(option, options)
            self.error(f"there is no option {option}{meant}")
        if unknown:
            self.error(f"{unknown[0]} is one word too many: put what belongs together in quotes")
        return found, unknown

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Return the value of an argument: in `--notes=--` it is two dashes.

        Python before 3.13 takes them out and gives an empty list in the place of a text, whatever its type.
        """
        if arg_strings != ["--"] or (not action.option_strings and action.nargs is not None):
            return super()._get_values(action, arg_strings)
        value = self._get_value(action, "--")
        self._check_value(action, value)
        return value if action.nargs in {None, argparse.OPTIONAL} else [value]

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that isn't one of those there are, with what was probably meant."""
        if action.choices is None or value in action.choices:
            return
        known = [str(one) for one in action.choices]
        if isinstance(action.choices, dict):  # commands
            other = _OTHER_WORDS.get(value.casefold(), "")
            is_here = other in action.choices or other in self._option_string_actions
            meant = f"; did you mean {other}?" if is_here else _meant(value, known)
            command = " ".join([*self.prog.split()[1:], value])
            raise argparse.ArgumentError(None, f"there is no command {command}{meant}")
        what = action.metavar or "/".join(action.option_strings) or action.dest
        raise argparse.ArgumentError(None, f"{what} can't be {value}{did_you_mean(value, known)}")

    def _print_message(self, message: str, _file: object = None) -> None:
        """Print help or the version; argparse would send it to stderr where stdout is closed."""
        put(message, end="")


def _filled(text: str) -> str:
    if not text.strip():  # a variable of a script that is not set
        raise argparse.ArgumentTypeError("is empty")
    return text


def _meant(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?", or nothing: the words there are fill more than a line."""
    meant = did_you_mean(word, known)
    return meant if meant.endswith("?") else ""
