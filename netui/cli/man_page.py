"""The manual page, made from the parser: `netui man`. The wheel puts it where `man netui` finds it."""

from collections.abc import Iterable, Iterator

from netui import __version__
from netui.cli.arguments import Parser
from netui.cli.examples import EXAMPLES
from netui.cli.help_words import EXIT_CODES
from netui.cli.parser import build_parser
from netui.cli.words import TOPICS

_ABOUT = (
    "Without a command it shows its screens: who to write to this week, the people, informational interviews,"
    " the network as a map, the plan and a journal. All of it is there as commands too, for scripts and cron."
    " It keeps everything in files of yours and opens no connection."
)
_ARGUMENTS = (
    "Where a command takes a person or an item it accepts the id or, where it names exactly one, the name or"
    " a part of the text. Data goes to stdout, messages to stderr. Each command takes --json."
)
_ENVIRONMENT = (
    ("NETUI_STORE", "the folder of the store, as --store"),
    ("NETUI_CONFIG", "the settings file, as --config"),
    ("NETUI_NOW", "another present for a script or a try: 2026-11-20T09:00:00+01:00"),
    ("NO_COLOR", "no colours"),
    (
        "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME",
        "the folders above netui's own",
    ),
)
_FILES = (
    ("~/.local/share/netui", "the store: people, log, plan, with backups and history"),
    ("~/.config/netui/config.toml", "the settings; next to it templates, checklists, questions and hooks"),
    ("~/.local/state/netui/netui.log", "what happened, without any person's data"),
)


def man_page() -> str:
    """Return the page as man reads it; the same on every machine and every day."""
    return "\n".join(_lines(build_parser())) + "\n"


def _lines(parser: Parser) -> Iterator[str]:
    yield f'.TH NETUI 1 "" "netui {__version__}" "netui"'
    yield from (".SH NAME", r"netui \- keep your professional network alive")
    yield from (".SH SYNOPSIS", r".B netui", r"[options] [\fICOMMAND\fR ...]")
    yield from (".SH DESCRIPTION", _safe(_ABOUT), ".PP", _safe(_ARGUMENTS))
    yield ".SH OPTIONS"
    yield from _rows(parser.described())
    yield ".SH COMMANDS"
    for name, command in parser.commands().items():
        yield f".SS {_safe(command.usage_words())}"
        yield _safe(command.description or "")
        yield from (".PP", ".nf", *(_safe(example) for example in EXAMPLES[name]), ".fi")
        yield from _rows(row for row in command.described() if row[0] not in {"-h, --help", "--json"})
    yield ".SH TOPICS"
    yield _safe(f"netui help TOPIC tells of one thing: {', '.join(TOPICS)}.")
    yield ".SH EXIT STATUS"
    yield from _rows(EXIT_CODES)
    yield ".SH ENVIRONMENT"
    yield from _rows(_ENVIRONMENT)
    yield ".SH FILES"
    yield from _rows(_FILES)
    yield _safe("netui path shows where they are on this machine.")


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for left, right in rows:
        yield from (".TP", rf".B {_safe(left)}", _safe(right))


def _safe(text: str) -> str:
    """Return a text that man shows as it is: no escapes, no requests, hyphens that can be searched for."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return rf"\&{text}" if text.startswith(".") else text
