"""What was typed, in an order argparse can read: it takes whatever begins with a dash for an option."""

import re
from collections.abc import Sequence
from itertools import pairwise

HELP = "help"
TOPICS = ("dates", "search", "fields", "plan", "calendar", "mail", "hooks", "recipes", "phone")
"""What has a page of its own: `netui help TOPIC`."""
_TOPIC_OF = {
    **{topic: topic for topic in TOPICS},
    **dict.fromkeys(("date", "day", "days", "time", "times", "zones", "when"), "dates"),
    **dict.fromkeys(("searches", "searching", "query", "queries"), "search"),
    "field": "fields",
    **dict.fromkeys(("recipe", "cron", "systemd", "tmux", "fzf"), "recipes"),
    **dict.fromkeys(("carddav", "android", "iphone"), "phone"),
    **dict.fromkeys(("hook", "after-change"), "hooks"),
    **dict.fromkeys(("mails", "mailing", "mutt", "neomutt", "aerc", "alot", "eml", "mailto"), "mail"),
    **dict.fromkeys(("calendars", "ics", "ical", "icalendar", "vdir", "khal", "vdirsyncer"), "calendar"),
}
"""The topics by the words that others have for them; none is a command."""
_WITH_VALUE = frozenset(
    (
        *("--store", "--config", "--color", "--sort", "-o", "--days", "--only", "--without", "--allow"),
        *("--hide", "--vcard", "--columns", "--format", "--saved"),
    )
)
_QUERYING = frozenset({"list", "find", "email", "export"})
"""The commands that take a query."""
ENDINGS = {"vcf": "vcard", "ical": "ics", "md": "markdown"}
"""The formats of `export` that files end otherwise than they are called, by that ending."""
_NAMED_BY_FILE = {"csv": "csv", "json": "json", "ics": "ics", "vcf": "vcard"}
"""The formats that the name of a file tells, by its ending."""
_LETTER = r"-[A-Za-z]"
"""An option, known or not: no one leaves out all that has one letter."""
_YEARLESS = r"--\d\d-\d\d"


def in_order(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with `-tag:x` among the words of a query, and `--02-29` as the value it is.

    So are the tags of `tag NAME -x`. `export vcf` becomes `export vcard`, `help add` `add --help`; `help
    dates` stays.
    """
    joined: list[str] = []
    for word in arguments:
        if joined and joined[-1].startswith("--") and re.fullmatch(_YEARLESS, word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    command = _command_at(joined)
    if command is not None and joined[command] == HELP:
        asked = next((at for at, word in enumerate(joined) if at > command and not word.startswith("-")), -1)
        if asked > command and joined[asked] in _TOPIC_OF:
            joined[asked] = _TOPIC_OF[joined[asked]]
            return joined
        return [*joined[:command], *(word for word in joined[command + 1 :] if word != HELP), "--help"]
    if command is not None and joined[command] == "tag":
        return [*joined[: command + 1], *_tags_last(joined[command + 1 :])]
    if command is None or joined[command] not in _QUERYING:
        return joined
    rest = _query_last(joined[command + 1 :])
    return [*joined[: command + 1], *(_format_first(rest) if joined[command] == "export" else rest)]


def command_of(words: Sequence[str]) -> str | None:
    """Return the command among the arguments, known or not, or None if there is none."""
    at = _command_at(words)
    return None if at is None else words[at]


def _command_at(words: Sequence[str]) -> int | None:
    """Return the index of the command, after the options for all commands."""
    is_value = False
    for index, word in enumerate(words):
        if not is_value and not word.startswith("-"):
            return index
        is_value = not is_value and word in _WITH_VALUE
    return None


def _tags_last(words: Sequence[str]) -> list[str]:
    """Return options first: "-recruiter" is a tag."""
    is_option = [word.startswith("--") or word in {"-h", "-q"} for word in words]
    values = [at > 0 and words[at - 1] in _WITH_VALUE for at in range(len(words))]
    first = [word for word, one, value in zip(words, is_option, values, strict=True) if one or value]
    rest = [word for word, one, value in zip(words, is_option, values, strict=True) if not (one or value)]
    return [*first, "--", *rest]


def _query_last(words: Sequence[str]) -> list[str]:
    options: list[str] = []
    query: list[str] = []
    is_value = False
    for index, word in enumerate(words):
        if word == "--":
            query += words[index + 1 :]
            break
        if is_value or word.startswith("--") or re.fullmatch(_LETTER, word):
            options.append(word)
            is_value = not is_value and word in _WITH_VALUE
        else:
            query.append(word)
    return [*options, "--", *query]


def _format_first(words: Sequence[str]) -> list[str]:
    """Return the words of an export with its format first: also by its ending, or by that of the file.

    A plain word in its place is taken for a mistyped format, not for a query.
    """
    at = words.index("--") + 1
    first = words[at] if at < len(words) else ""
    if first and ":" not in first:
        return [*words[:at], ENDINGS.get(first.casefold(), first), *words[at + 1 :]]
    file = next((value for option, value in pairwise(words[: at - 1]) if option == "-o"), "")
    named = _NAMED_BY_FILE.get(file.rpartition(".")[2].casefold()) if "." in file else None
    return [*words[:at], *([named] if named else []), *words[at:]]


def with_set(option: str) -> str:
    """Return how `edit` changes the field that `add` has an option for, or ""."""
    from netui.domain.people.fields import ADD_FIELDS

    return next((f"--set {field.name}=..." for field, one in ADD_FIELDS if option == f"--{one.name}"), "")
