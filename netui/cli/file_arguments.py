"""The arguments of import, collect and export."""

from collections.abc import Callable

from netui.cli.arguments import Offer, Parser
from netui.cli.words import ENDINGS

Command = Callable[[str, str], Parser]
"""Makes the parser of a command, from its name and what it does."""


def add_export(command: Command) -> None:
    """Add the command that writes for other programs."""
    from netui.domain.journal.calendar import DAYS_AHEAD, CalendarKind
    from netui.domain.journal.exporting import CardVersion, Columns, ExportFormat
    from netui.domain.journal.portfolio import Part

    export = command("export", "Write people, what is due, everything, or the portfolio for other programs.")
    formats = [*ExportFormat, "markdown", "portfolio"]
    export.add_argument(
        "what",
        metavar="FORMAT",
        choices=[*formats, *ENDINGS],
        help=f"{', '.join(formats)}; or by the ending of its files: {', '.join(ENDINGS)}; "
        "-o FILE.vcf, .csv, .ics or .json tells it too",
    )
    export.add_argument(
        "query", nargs="*", default=[], help="which people: company:stripe tag:mentor last:>90d ..."
    )
    export.offer(
        "-o",
        dest="out",
        metavar="FILE",
        values=Offer.FILES,
        help="a file or a folder, - for stdout (the default; portfolio: this folder; markdown: name one; "
        "ics: FOLDER/ for a file an entry, a vdir)",
    )
    export.add_argument(
        "--yes",
        action="store_true",
        help="replace a file of that name in a folder; markdown: those changed by hand too",
    )
    export.add_argument("--raw", action="store_true", help="csv: every cell exactly as it is stored")
    columns = ", ".join(Columns)
    export.offer("--columns", metavar="C", choices=[*Columns], values=Columns, help=f"csv: {columns}")
    export.add_argument(
        "--uids", action="store_true", help="json: uids in place of ids, to compare two machines"
    )
    export.add_argument(
        "--vcard", choices=[version.value for version in CardVersion], help="vcard: which version (3.0)"
    )
    export.add_argument("--days", type=int, metavar="N", help=f"ics: how far ahead ({DAYS_AHEAD})")
    kinds = ", ".join(CalendarKind)
    export.offer("--only", metavar="KINDS", values=CalendarKind, help=f"ics: some of {kinds}")
    export.add_argument("--no-alarms", action="store_true", help="ics: nothing rings")
    parts = ", ".join(Part)
    export.offer(
        "--without", action="append", default=[], metavar="PART", values=Part, help=f"portfolio: {parts}"
    )
    export.add_argument("--named", action="store_true", help="portfolio: name everyone, for your own eyes")
    export.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="NAME",
        help="portfolio: let a name in a text stand",
    )
    export.add_argument(
        "--hide",
        action="append",
        default=[],
        metavar="NAME",
        help="portfolio: hide the name of someone who isn't a contact",
    )


def add_import(command: Command) -> None:
    """Add the command that reads address books."""
    from netui.domain.people.importing import FORMATS, Messages

    take = command(
        "import", "Import people from an address book: LinkedIn, Google, Outlook, vCards, LDIF, CSV."
    )
    take.offer("files", nargs="+", metavar="FILE", values=Offer.FILES, help="- for stdin")
    formats = ["auto", *FORMATS]
    take.add_argument(
        "--format", default="auto", metavar="F", choices=formats, help=f"what they are: {', '.join(formats)}"
    )
    take.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column of a table holds, by its head or number: email, or custom.boat for an own field; "
        "or the name of a saved mapping",
    )
    take.add_argument("--save-map", metavar="NAME", help="keep the mapping under a name, for --map NAME")
    take.add_argument(
        "--tag", action="append", default=[], metavar="T", help="a tag for everyone who is new; once for each"
    )
    take.add_argument(
        "--every", metavar="CADENCE", help="how often to be in touch with who is new, spread out"
    )
    take.add_argument(
        "--messages",
        choices=[one.value for one in Messages],
        default=Messages.NONE.value,
        help="LinkedIn's messages: not read (none), their dates for the log, or their text too (text)",
    )
    take.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")


def add_collect(command: Command) -> None:
    """Add the command that proposes entries for the log."""
    parser = command("collect", "Propose entries for the log from mail, calendars and messages.")
    parser.offer(
        "files",
        nargs="+",
        metavar="FILE",
        values=Offer.FILES,
        help="an mbox, a Maildir, a message, an .ics file, a folder of these, messages.csv; - for stdin",
    )
    parser.add_argument("--yes", action="store_true", help="log what is proposed; without it nothing changes")
    parser.add_argument("--since", metavar="WHEN", help='from which day on (a year back): "1 jan 2025"')
    parser.add_argument(
        "--take", metavar="N", help="with --yes: log only these rows: 1,3-5 (all but those refused)"
    )
    parser.add_argument(
        "--refuse", metavar="N", help="with --yes: never propose these rows again: 2,6 or all"
    )
    parser.add_argument(
        "--add-people",
        type=int,
        default=0,
        metavar="N",
        help="with --yes: add the first N of those met often, with their entries",
    )
