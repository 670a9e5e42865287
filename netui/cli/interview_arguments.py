"""The arguments of `netui interview`."""

from typing import TYPE_CHECKING

from netui.cli.arguments import Offer, Parser
from netui.cli.rows import add_row_options
from netui.domain.interviews.interview import InterviewStatus, Medium

if TYPE_CHECKING:
    from netui.cli.parser import _Commands

_PERSON = "a name, a part of it, or an id"
_TALK = "the person, or the id of the talk"


def add_interviews(command: "_Commands") -> None:
    """Define the verbs of the interviews."""
    verb = command.group("interview", "Informational interviews, their checklists and questions.")
    add = verb("add", "Plan an interview with a person.")
    add.offer("name", values=Offer.PEOPLE, help=_PERSON)
    _when_and_how(add, medium=str(Medium.VIDEO))
    add.add_argument("--checklist", metavar="NAME", help="what to prepare by (the one for the medium)")
    add_row_options(verb("list", "List the talks."))
    show = verb("show", "Show a talk with its checklist and questions.")
    show.offer("name", values=Offer.PEOPLE, metavar="N", help=_TALK)
    change = verb("set", "Move a talk, change what is known of it, or close it.")
    change.offer("name", values=Offer.PEOPLE, metavar="N", help=_TALK)
    _when_and_how(change)
    change.add_argument("--checklist", metavar="NAME", help="another one to prepare by")
    change.add_argument(
        "--notes", metavar="TEXT", may_be_empty=True, help="what you noted in it, - for stdin"
    )
    for option, words in (
        ("also-asked", "you asked someone else as well while this request waits"),
        ("second-try", "you sent the request a second time"),
        ("no-show", "they did not come: offering another time becomes a follow-up"),
    ):
        change.add_argument(f"--{option}", action="store_true", help=words)
    change.add_argument(
        "--rehearsed", metavar="LENGTH", help="you rehearsed it for so long: 20, half an hour"
    )
    done = verb("done", "Wrap up an interview: what you learned, what follows.")
    done.offer("name", values=Offer.PEOPLE, metavar="N", help=_TALK)
    for option, words in (
        ("insight", "what you learned"),
        ("action", 'what you do next: "read the paper by fri"'),
        ("trend", "what moves in their field"),
        ("influence", "what it changes in your plan"),
        ("ask-next", "who to talk to next"),
    ):
        done.add_argument(
            f"--{option}", action="append", default=[], metavar="TEXT", help=f"{words}; once for each"
        )
    _prepare(verb)
    delete = verb("delete", "Delete a talk; what was logged stays, and undo brings it back.")
    delete.offer("name", values=Offer.PEOPLE, metavar="N", help=_TALK)
    insights = verb("insights", "List what you learned in all talks: insights and trends.")
    insights.add_argument("query", nargs="*", metavar="WORD", help="only those with these words")
    add_row_options(insights)


def _prepare(verb: "_Commands") -> None:
    """Define what changes the checklist and the questions of an interview."""
    item = verb("item", "Change the checklist of a talk: add an item, tick it, move it.")
    item.offer("name", values=Offer.PEOPLE, metavar="N", help=_TALK)
    item.add_argument("item", metavar="ITEM", help="a part of its words, or its id; with --add what it says")
    item.add_argument("--due", metavar="WHEN", help="its day, with --add or alone")
    question = verb("question", "Change the questions of a talk; without N, list those there are.")
    question.offer("name", values=Offer.PEOPLE, nargs="?", metavar="N", help=_TALK)
    question.add_argument(
        "item",
        nargs="?",
        metavar="QUESTION",
        help="a part of it, or its id; with --add also the id in the list",
    )
    question.add_argument("--theme", metavar="THEME", help="with --add: what it is about")
    question.add_argument("--answer", metavar="TEXT", help="what they answered, - for stdin")
    for made, acts in (
        (item, (("done", "it is done"), ("open", "it is open again"), ("skip", "leave it out"))),
        (question, (("asked", "you asked it"), ("not-asked", "you did not ask it after all"))),
    ):
        way = made.add_mutually_exclusive_group()
        way.add_argument("--add", action="store_true", help="add it")
        for option, words in acts:
            way.add_argument(f"--{option}", action="store_true", help=words)
        made.add_argument("--text", metavar="TEXT", help="say it in other words")
        way.add_argument("--move", type=int, metavar="N", help="so many places down, up where negative")
        way.add_argument("--delete", action="store_true", help="remove it")


def _when_and_how(parser: Parser, *, medium: str | None = None) -> None:
    parser.add_argument("--at", metavar="WHEN", help='"mon 14:00", "mon 2pm-3pm", 2026-11-23T19:00')
    parser.add_argument("--zone", metavar="ZONE", help="the zone --at is meant in (your own by default)")
    parser.offer("--status", metavar="STATUS", values=InterviewStatus)
    parser.add_argument("--minutes", metavar="LENGTH", help='how long it takes: 45, "1h30", "half an hour"')
    parser.offer("--medium", default=medium, metavar="MEDIUM", values=Medium)
    changes = medium is None
    for option, words in (
        ("--place", "the link, the number or the address"),
        ("--goal", "what you want to find out"),
    ):
        clearing = '; "" clears it' if changes else ""
        parser.add_argument(option, metavar="TEXT", may_be_empty=changes, help=f"{words}{clearing}")
