"""The commands and options of netui, as argparse knows them."""

import argparse
from functools import partial
from typing import Any

from netui import __version__
from netui.cli.arguments import SHELLS, Offer, Parser
from netui.cli.file_arguments import add_collect, add_export, add_import
from netui.cli.help_words import EPILOG
from netui.cli.interview_arguments import add_interviews
from netui.cli.keeping_arguments import add_keeping
from netui.cli.plan_arguments import add_goals, add_plan
from netui.cli.rows import add_row_options
from netui.cli.words import HELP, TOPICS, with_set
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.search.sorting import SortOrder

_COLOURS = ("auto", "always", "never")
_PERSON = "a name, a part of it, or an id"
_AGAIN = "add a second person of a name, without a question"
_ITEM = "a row of `netui due`: its number, its id, or a part of its words"


class _Commands:
    """Makes the parser of a command, or of a verb of one, with what all of them take."""

    def __init__(self, root: Parser, verbs: "argparse._SubParsersAction[Parser]", group: str = "") -> None:
        self._root = root
        self._verbs = verbs
        self._group = group
        self._shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
        self._shared.add_argument("--json", action="store_true", help="print JSON of the shape below")
        for option, metavar in (("--store", "DIR"), ("--config", "FILE")):
            self._shared.add_argument(option, metavar=metavar, help=argparse.SUPPRESS)
        self._shared.add_argument("--read-only", action="store_true", help=argparse.SUPPRESS)
        self._shared.add_argument("-q", "--quiet", action="store_true", help=argparse.SUPPRESS)
        self._shared.add_argument("--color", choices=_COLOURS, metavar="WHEN", help=argparse.SUPPRESS)

    def __call__(self, name: str, summary: str) -> Parser:
        made = self._verbs.add_parser(
            name,
            help=summary,
            description=summary,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[self._shared],
            allow_abbrev=False,
        )
        made.more_help = partial(_more_help, summary, f"{self._group} {name}".strip())
        made.offers = self._root.offers
        return made

    def group(self, name: str, summary: str) -> "_Commands":
        """Return the maker of the verbs of a command."""
        parent = self._verbs.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        verbs = parent.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
        return _Commands(self._root, verbs, name)


def _more_help(summary: str, command: str) -> tuple[str, str]:
    """Return the words above and below the options of a command, with examples and the shape it prints."""
    from netui.cli.examples import EXAMPLES
    from netui.cli.shapes_help import SHAPES, shape_help

    above = "\n".join([summary, "", *(f"  {example}" for example in EXAMPLES[command])])
    return above, shape_help(command) if command in SHAPES else ""


def build_parser(wanted: str | None = None) -> Parser:
    """Return the parser of all commands, or of the family that a command is of: at a prompt each costs."""
    parser = Parser(
        prog="netui",
        description="Keep your professional network alive. Without a command: the full-screen program.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.offers = []
    parser.offer(
        "--store", values=Offer.FOLDERS, metavar="DIR", help="the folder of the store (or NETUI_STORE)"
    )
    parser.offer("--config", values=Offer.FILES, metavar="FILE", help="the settings file (or NETUI_CONFIG)")
    parser.add_argument("--read-only", action="store_true", help="change nothing")
    parser.offer("--color", values=_COLOURS, choices=_COLOURS, metavar="WHEN", default="auto")
    parser.add_argument("-q", "--quiet", action="store_true", help="print data and errors alone")
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    version = f"netui {__version__}"
    parser.add_argument("-V", "--version", action="version", version=version, help="say which netui this is")
    command = _Commands(parser, parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser))
    families = (
        (_add, {"add"}),
        (_happened, {"quick", "log", "introduce"}),
        (_people, {"list", "find", "email", "show"}),
        (_changes, {"edit", "tag", "archive", "delete", "merge"}),
        (_agenda, {"due", "done", "snooze", "skip", "follow-up"}),
        (add_interviews, {"interview"}),
        (add_keeping, {"cadence", "settings"}),
        (_note, {"note"}),
        (add_goals, {"goal"}),
        (add_plan, {"plan"}),
        (_journal, {"reflect", "review"}),
        (add_export, {"export"}),
        (add_import, {"import"}),
        (add_collect, {"collect"}),
        (_map, {"map"}),
        (_store, {"history", "undo", "redo"}),
        (_safety, {"backup", "restore", "doctor", "forget"}),
        (_places, {"demo", "path", HELP, "man", "schema", "completion"}),
    )
    one = [define for define, names in families if wanted in names]
    for define in one or [define for define, _ in families]:
        define(command)
    return parser


def _add(command: _Commands) -> None:
    from netui.domain.people.fields import ADD_FIELDS

    add = command("add", "Add a person.")
    add.add_argument("name", help="the whole name, in quotes; - for the person of a message on stdin")
    for field, option in ADD_FIELDS:
        more: dict[str, Any] = {"metavar": option.metavar}
        if field.holds_several:
            more |= {"action": "append", "default": []}
        if field.choices:
            add.offer(f"--{option.name}", values=field.choices, **more)
        else:
            add.add_argument(f"--{option.name}", help=option.help, **more)
    add.add_argument("--again", action="store_true", help=_AGAIN)


def _happened(command: _Commands) -> None:
    quick = command("quick", "Log, add or plan in one line, in plain words.")
    quick.add_argument("line", nargs="+", help="what happened, or what is to be done; - for stdin")
    quick.add_argument("--dry-run", action="store_true", help="show how the line is read, and change nothing")
    quick.add_argument(
        "--yes", action="store_true", help="add people whose names no one has, without a question"
    )
    quick.add_argument("--again", action="store_true", help=_AGAIN)

    log = command("log", "Log what happened with one or several people.")
    log.offer("names", values=Offer.PEOPLE, metavar="NAME[,NAME...]", help="who, with commas between several")
    log.add_argument("text", help="what happened, - for stdin")
    log.offer("--kind", metavar="KIND", default="message", values=InteractionKind)
    log.add_argument("--on", metavar="WHEN", default="today", help='"yesterday", "12 mar", 2026-11-20')
    gave = log.add_mutually_exclusive_group()
    gave.add_argument(
        "--gave", action="store_true", help="it came from you: a favour, or words without an answer"
    )
    gave.add_argument("--received", action="store_true", help="it came from them")
    log.add_argument("--follow-up", metavar="TEXT", help='a promise: "send article by fri"')

    introduce = command("introduce", "Record that you introduced A to B, or who introduced NAME to you.")
    introduce.offer(
        "name", values=Offer.PEOPLE, metavar="A|NAME", help="who you introduced, or who was introduced to you"
    )
    introduce.offer("to", values=Offer.PEOPLE, metavar="B", nargs="?", help="who you introduced A to")
    introduce.offer("--by", values=Offer.PEOPLE, metavar="NAME", help="who introduced NAME to you")
    introduce.add_argument(
        "--asked", action="store_true", help="with --by: you asked for it, and wait for the introduction"
    )
    introduce.add_argument(
        "--on", metavar="WHEN", help="the day (today); A and B with a day to come: planned, both asked first"
    )


def _people(command: _Commands) -> None:
    for name in ("list", "find"):
        listing = command(name, "List people, or those a query fits.")
        listing.add_argument("query", nargs="*", help="company:stripe tag:mentor last:>90d ...")
        listing.offer("--sort", default="name", metavar="ORDER", values=SortOrder)
        listing.add_argument("--saved", metavar="NAME", help="those of a saved search: netui settings")
        listing.add_argument("--first", action="store_true", help="the first of them alone")
        add_row_options(listing)

    email = command("email", "Print addresses for a mail program: mutt's query_command.")
    email.add_argument("query", nargs="*", help="a name, or a query as for list")

    show = command("show", "Show everything known of a person.")
    show.offer("name", values=Offer.PEOPLE, help=_PERSON)
    show.add_argument("--brief", action="store_true", help="what to know before you talk (without --json)")


def _changes(command: _Commands) -> None:
    edit = command("edit", "Change fields of a person.")
    edit.other_way = with_set
    edit.offer("name", values=Offer.PEOPLE, help=_PERSON)
    edit.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        dest="changes",
        help="give a field a value; FIELD+=VALUE and FIELD-=VALUE change a list; once for each",
    )
    edit.add_argument(
        "--reviewed", action="store_true", help="you looked through the details: they are right"
    )
    tag = command("tag", "Give people tags, and take tags from them.")
    tag.offer("names", values=Offer.PEOPLE, metavar="NAME[,NAME...]", help="who, with commas between several")
    tag.add_argument("tags", metavar="+TAG|-TAG", nargs="+", help="+ gives a tag, - takes it")
    archive = command("archive", "Archive a person: out of lists and agenda, with everything kept.")
    archive.offer("name", values=Offer.PEOPLE, help=_PERSON)
    archive.add_argument("--back", action="store_true", help="bring an archived person back")
    delete = command("delete", "Delete a person; the log keeps what happened, and undo brings them back.")
    delete.offer("name", values=Offer.PEOPLE, help=_PERSON)
    merge = command("merge", "Make one person of two; without names, list who may be here twice.")
    merge.offer(
        "one", values=Offer.PEOPLE, nargs="?", metavar="A", help="who stays: a name, a part of it, or an id"
    )
    merge.offer("other", values=Offer.PEOPLE, nargs="?", metavar="B", help="whose history goes to A")
    merge.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="FIELD=SIDE",
        dest="choices",
        help="whose value stays where they differ: A, B or both (the newest); once for each field",
    )
    merge.add_argument("--two-people", action="store_true", help="remember that A and B are two people")


def _agenda(command: _Commands) -> None:
    due = command("due", "Show what is due.")
    due.add_argument("--days", type=int, metavar="N", help="how far ahead (to the end of next week)")
    due.add_argument("--prompt", action="store_true", help="one line for a shell prompt: counts, no names")
    due.add_argument("--plain", action="store_true", help="a sentence a row, for a screen reader")
    due.add_argument(
        "--exit-code", action="store_true", help="end with 1 if something is late or due today, else with 0"
    )
    done = command("done", "Mark something as done.")
    done.offer("item", values=Offer.PEOPLE, help=_ITEM)
    done.offer(
        "--kind", metavar="KIND", values=InteractionKind, help="the channel of a check-in or a thank-you"
    )
    snooze = command("snooze", "Snooze something until another day.")
    snooze.offer("item", values=Offer.PEOPLE, help=_ITEM)
    snooze.add_argument("when", help='until when: "fri", "next week", "1 dec"')
    skip = command("skip", "Skip something this time.")
    skip.offer("item", values=Offer.PEOPLE, help=_ITEM)
    follow_up = command("follow-up", "Promise something to a person, a company or a group.")
    follow_up.offer("name", values=Offer.PEOPLE, help=_PERSON)
    follow_up.add_argument("text", help="what you promised")
    follow_up.add_argument("--due", metavar="WHEN", help='the day (by what you promised): "fri", "1 dec"')
    follow_up.add_argument(
        "--after",
        metavar="TEXT",
        help='who you have to talk to before: "talking to Mei"; with --due it is due on that day in any case',
    )
    owed_to = follow_up.add_mutually_exclusive_group()
    owed_to.add_argument("--company", action="store_true", help="NAME is a company, with no person in mind")
    owed_to.add_argument("--group", action="store_true", help="NAME is a group you took something on for")
    follow_up.offer("--kind", metavar="KIND", values=FollowUpKind)
    follow_up.add_argument("--repeat", metavar="CADENCE", help='again and again: "every month"')


def _note(command: _Commands) -> None:
    note = command("note", "Write a note from a template.")
    note.offer("name", values=Offer.PEOPLE, nargs="?", help="the person; without it the templates are listed")
    note.offer("--template", metavar="T", values=Offer.TEMPLATES, help="which one; by default what fits")
    note.add_argument(
        "--news", action="store_true", help="draft news to everyone who gave you something, without NAME"
    )
    note.add_argument("--copy", action="store_true", help="copy it to the clipboard")
    note.offer("--out", metavar="FILE", values=Offer.FILES, help="write it to a file, - for stdout")
    note.offer("--eml", metavar="FILE", values=Offer.FILES, help="write it as a mail to a file, - for stdout")
    note.add_argument("--mailto", action="store_true", help="open it in the mail program of your desktop")
    note.add_argument("--send", action="store_true", help="open it with mail_command (netui help mail)")
    note.add_argument("--sent", action="store_true", help="mark it as sent")


def _journal(command: _Commands) -> None:
    from netui.domain.journal.reflection import ReflectionKind

    reflect = command("reflect", "Keep a reflection; without --text, list them.")
    reflect.add_argument("--text", metavar="T", help="what is on your mind, - for stdin")
    reflect.offer("--kind", default=str(ReflectionKind.FREE), values=ReflectionKind)
    reflect.add_argument("--private", action="store_true", help="never part of the portfolio")
    review = command("review", "Look back on a week or a month: what was done, what is due, what changed.")
    review.add_argument("--month", action="store_true", help="a month (a week without it)")
    review.add_argument(
        "--back", type=int, default=0, metavar="N", help="how many weeks or months ago (0: the present one)"
    )


def _map(command: _Commands) -> None:
    from netui.domain.network.network import Grouping

    view = command("map", "Show the network in groups, the way to someone, and where it is thin.")
    view.offer("--path-to", values=Offer.PEOPLE, metavar="NAME", help="who can introduce me to NAME")
    view.add_argument("--named", action="store_true", help="with -o: name everyone, for your own eyes")
    view.offer("--by", default=str(Grouping.COMPANY), metavar="GROUPING", values=Grouping)
    view.offer(
        "-o",
        dest="out",
        metavar="FILE",
        values=Offer.FILES,
        help="write it as .svg, .html or .graphml, - for SVG on stdout",
    )


def _store(command: _Commands) -> None:

    history = command("history", "Show what was changed, the newest first.")
    history.add_argument("--limit", type=int, default=50, metavar="N", help="how many (50; 0: all)")
    for name, summary in (("undo", "Undo a change."), ("redo", "Redo a change that was undone.")):
        back = command(name, summary)
        back.add_argument("seq", nargs="?", type=int, metavar="N", help="its number in history (the last)")


def _places(command: _Commands) -> None:
    demo = command("demo", "Try netui on a made-up network that is deleted afterwards.")
    demo.offer(
        "--into",
        metavar="DIR",
        values=Offer.FOLDERS,
        help="write the demo network to an empty folder instead",
    )
    command("path", "Show where netui keeps its files.")
    usage = command(HELP, "Show the help of netui, of a command or of a topic.")
    topics = ", ".join(TOPICS)
    usage.add_argument("topic", metavar="COMMAND|TOPIC", choices=TOPICS, help=f"add, interview add, {topics}")
    schema = command("schema", "Print the JSON Schema of what a command prints with --json.")
    schema.add_argument("of", nargs="+", metavar="COMMAND", help="list, show, due, interview list, ...")
    command("man", "Print the manual page, as man reads it.")
    completion = command("completion", "Print what lets a shell complete commands and options.")
    shells = f"{', '.join(SHELLS)}; people: names for WORD"
    completion.offer("shell", metavar="SHELL", values=SHELLS, help=shells)
    completion.add_argument("word", nargs="?", metavar="WORD", help="what a name begins with")


def _safety(command: _Commands) -> None:
    backup = command("backup", "Write store, settings, templates and drafts into one file.")
    backup.offer(
        "file",
        nargs="?",
        metavar="FILE",
        values=Offer.FILES,
        help="- for stdout; without it, list the backups",
    )
    backup.add_argument("--yes", action="store_true", help="replace a file that is there")
    restore = command("restore", "Restore a backup, or the state of an earlier time.")
    restore.offer("file", nargs="?", metavar="FILE", values=Offer.FILES, help="a backup, - for stdin")
    restore.add_argument("--at", metavar="WHEN", help='"yesterday 18:00", 2026-11-20T09:00')
    restore.add_argument("--yes", action="store_true", help="do not ask, however much changes")
    doctor = command("doctor", "Check every file of the store, and say what is wrong.")
    doctor.add_argument("--repair", action="store_true", help="fix what can be fixed, after a backup")
    forget = command("forget", "Erase a person everywhere, for good: this is not undone.")
    forget.offer("name", values=Offer.PEOPLE, help=_PERSON)
    forget.add_argument("--yes", action="store_true", help="do not ask")
