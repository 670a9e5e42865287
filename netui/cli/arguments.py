"""The parser of the commands: errors in one line, and what a shell can complete."""

import argparse
import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, NoReturn

from netui.cli.output import put, say


class Offer(Enum):
    """What a shell offers in the place of a value that is not one of a few words."""

    FILES = "files"
    FOLDERS = "folders"
    TEMPLATES = "templates"


SHELLS = ("bash", "zsh", "fish")
_REPR = re.compile(r"""(?<![^\s(])(['"])(.*?)\1(?![^\s,)])""")
"""A value as argparse quotes it."""
Offers = list[tuple[argparse.Action, Offer | tuple[str, ...]]]


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line and a hint.

    `offers` holds what a shell completes the values of arguments with; it is not what argparse checks.
    `made_epilog` makes the words under the help when it is shown.
    """

    offers: Offers
    made_epilog: Callable[[], str] | None = None

    def format_help(self) -> str:
        """Return the help."""
        if self.made_epilog is not None:
            self.epilog = self.made_epilog()
        return super().format_help()

    def offer(self, *names: str, values: Offer | Iterable[str], **options: Any) -> None:
        """Add an argument of which it is known what its value can be."""
        known = values if isinstance(values, Offer) else tuple(values)
        if not isinstance(known, Offer):
            options.setdefault("help", ", ".join(known))
        self.offers.append((self.add_argument(*names, **options), known))

    def error(self, message: str) -> NoReturn:
        """Exit with 2 and one line that says where help is."""
        message = _REPR.sub(r"“\2”", message)
        say(f"netui: {message} (see: {self.prog} --help)")
        self.exit(2)

    def _print_message(self, message: str, _file: object = None) -> None:
        """Print help or the version; argparse would send it to stderr where stdout is closed."""
        put(message, end="")
