"""The arguments of `netui goal` and `netui plan`."""

from typing import TYPE_CHECKING

from netui.cli.arguments import Parser
from netui.cli.rows import add_row_options

if TYPE_CHECKING:
    from netui.cli.parser import _Commands

_NAME = "its name, a part of it, or its id"
_SET = "give a field a value; FIELD+=VALUE and FIELD-=VALUE change a list; once for each"


def add_goals(command: "_Commands") -> None:
    """Define the verbs of the goals."""
    from netui.domain.plan.goal import Measure, Period

    verb = command.group("goal", "Goals: add, list.")
    add = verb("add", "Set a goal.")
    add.add_argument("title", help="what you want, in your words")
    add.offer(
        "--measure",
        metavar="M",
        values=Measure,
        help=f"what counts, {Measure.TALKS} where none is said: {', '.join(Measure)}",
    )
    add.add_argument("--target", type=int, metavar="N", help="how many in each period (1)")
    add.offer("--per", metavar="PERIOD", values=Period)
    add.add_argument("--until", metavar="WHEN", help="the day a goal for once runs out")
    add.add_argument("--query", metavar="QUERY", help="which people count, such as tag:compilers")
    add.add_argument("--leads-to", metavar="TEXT", help="the aspiration")
    add.add_argument("--why", metavar="TEXT", help="the motive")
    add_row_options(verb("list", "List the goals with their progress."))


def add_plan(command: "_Commands") -> None:
    """Define the verbs of the plan."""
    from netui.cli.plan_sections import SECTIONS

    verb = command.group("plan", "The sections of the plan: list, show, add, set, done, delete.")

    def of_section(made: Parser, words: str, *, named: bool = True) -> Parser:
        made.offer(
            "section",
            metavar="SECTION",
            values=tuple(SECTIONS),
            choices=tuple(SECTIONS),
            help=", ".join(SECTIONS),
            **({} if named else {"nargs": "?"}),
        )
        if named:
            made.add_argument("name", metavar="NAME", help=words)
        return made

    add_row_options(of_section(verb("list", "List a section, or what each section holds."), "", named=False))
    of_section(verb("show", "Show all there is of an entry."), _NAME)
    add = of_section(verb("add", "Add to a section."), "what it is, in your words; for people their name")
    change = of_section(verb("set", "Change an entry of a section."), _NAME)
    for made in (add, change):
        made.add_argument(
            "--set", action="append", default=[], metavar="FIELD=VALUE", dest="changes", help=_SET
        )
    done = of_section(verb("done", "Take an entry one step on, or say that it happened."), _NAME)
    done.add_argument("--on", metavar="WHEN", help="the day it happened (today)")
    done.add_argument("--text", metavar="TEXT", help="how it was")
    done.add_argument("--with", metavar="NAME[,NAME...]", dest="people", help="who you met at an event")
    done.add_argument(
        "--met",
        action="append",
        default=[],
        metavar="LINE",
        help='who you met at an event, also new people: "Mia Chen, SRE at Fly, send slides"; once for each',
    )
    done.add_argument("--hours", metavar="HOURS", help="the time you gave to a group: 2, 1.5, 45 min")
    of_section(verb("delete", "Delete an entry of a section."), _NAME)
