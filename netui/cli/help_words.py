"""Words below the help of netui, of which the manual page has some too."""

from netui.cli.words import TOPICS

EXIT_CODES = (
    ("0", "done"),
    ("1", "failed"),
    ("2", "wrong usage or value"),
    ("3", "not found or ambiguous"),
    ("4", "store locked or read-only"),
    ("5", "store damaged"),
    ("130", "interrupted"),
)
EPILOG = f"""\
Where a command takes a person or an item it accepts the id or, where it names exactly one,
the name or a part of the text. Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 failed,
2 wrong usage or value, 3 not found or ambiguous, 4 store locked or read-only, 5 store damaged,
130 interrupted.

netui help COMMAND shows a command with examples, and netui help TOPIC tells of one thing; topics:
{", ".join(TOPICS)}.
"""
