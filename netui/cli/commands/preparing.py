"""interview item, question, insights, delete."""

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from netui.cli.columns import table
from netui.cli.commands.interviews import open_one, page
from netui.cli.context import Context
from netui.cli.plan_values import only
from netui.cli.rows import rows_printed
from netui.cli.streams import piped
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview

Acts = dict[str, tuple[bool, Callable[[], Interview]]]
"""What can be done, by its option: whether that was given, and how it is done."""


def item(args: Namespace, context: Context) -> None:
    """Add an item to the checklist of an interview, or change one."""
    interview, preparation = open_one(args, context), context.services.interviews.preparation
    due_on = context.coming_day(args.due) if args.due is not None else None
    if args.add:
        _answer(preparation.add_item(interview.id, args.item, due_on), context)
        return
    at, one = interview.id, only(args.item, [(each, each.text) for each in interview.items], "item").id
    edits = args.due is not None or args.text is not None
    words = args.text
    acts: Acts = {
        "--due": (
            edits,
            lambda: preparation.edit_item(at, one, text=words, due_on=due_on, base=interview),
        ),
        "--done": (args.done, lambda: preparation.tick_item(at, one)),
        "--open": (args.open, lambda: preparation.untick_item(at, one)),
        "--skip": (args.skip, lambda: preparation.skip_item(at, one)),
        "--move": (args.move is not None, lambda: preparation.move_item(at, one, args.move)),
        "--delete": (args.delete, lambda: preparation.remove_item(at, one)),
    }
    _answer(_one_of(acts), context)


def question(args: Namespace, context: Context) -> None:
    """Choose a question for an interview, or change one; without an interview list the bank."""
    preparation = context.services.interviews.preparation
    if args.name is None:
        _bank(context)
        return
    if args.item is None:
        raise InvalidValueError("which question? netui interview show N has those that were chosen")
    interview = open_one(args, context)
    at = interview.id
    if args.theme is not None and not args.add:
        raise InvalidValueError("--theme goes with --add: leave it out")
    if args.add:
        if args.answer is not None:
            raise InvalidValueError("add the question first, then --answer it")
        if args.item in {each.id for each in preparation.question_bank}:
            _answer(preparation.choose_questions(at, [args.item]), context)
        else:
            _answer(preparation.add_question(at, args.item, args.theme or ""), context)
        return
    one = only(args.item, [(each, each.text) for each in interview.questions], "question").id
    acts: Acts = {
        "--answer": (
            args.answer is not None,
            lambda: preparation.answer(at, one, piped(args.answer), interview),
        ),
        "--asked": (args.asked, lambda: preparation.mark_asked(at, one)),
        "--not-asked": (args.not_asked, lambda: preparation.mark_asked(at, one, asked=False)),
        "--text": (args.text is not None, lambda: preparation.edit_question(at, one, args.text, interview)),
        "--move": (args.move is not None, lambda: preparation.move_question(at, one, args.move)),
        "--delete": (args.delete, lambda: preparation.remove_question(at, one)),
    }
    _answer(_one_of(acts), context)


def _one_of(acts: Acts) -> Interview:
    """Do the one thing that was given; raise InvalidValueError for none or several."""
    given = [act for is_given, act in acts.values() if is_given]
    if len(given) != 1:
        raise InvalidValueError(f"what about it? give one of {', '.join(acts)}")
    return given[0]()


def _bank(context: Context) -> None:
    bank = context.services.interviews.preparation.question_bank
    shapes = [{"id": one.id, "theme": one.theme, "text": one.text} for one in bank]
    rows = ((one.id, one.theme, one.text) for one in bank)
    context.answer(shapes, () if context.as_json else table(rows, (28, 16), least=(20, 0, 30)))


def insights(args: Namespace, context: Context) -> None:
    """List the insights and trends of all interviews, the newest first."""
    interviews = context.services.interviews
    shapes: list[dict[str, Any]] = []
    for one in interviews.insights_of_all(" ".join(args.query)):
        day = context.services.present.day_of(one.interview.at)
        shapes.append(
            {
                "interview": str(one.interview.id),
                "contact": context.shapes.person(one.interview.contact_id),
                "on": day.isoformat() if day else None,
                "kind": one.kind.value,
                "text": one.text,
            }
        )
    if rows_printed(args, shapes, "interview insights"):
        return
    lines = ((one["on"] or "", (one["contact"] or {}).get("name", ""), one["text"]) for one in shapes)
    context.answer(shapes, () if context.as_json else table(lines, (10, 28), least=(0, 16, 30)))
    if not shapes:
        context.say_empty("Nothing learned yet: netui interview done NAME --insight TEXT")


def delete(args: Namespace, context: Context) -> None:
    """Delete an interview."""
    interviews = context.services.interviews
    interview = interviews.find(args.name)
    name = interviews.name_of(interview)
    interviews.closing.delete(interview.id)
    shape = {"id": str(interview.id), "name": name}
    context.answer(shape, f"Deleted the interview with {name}. `netui undo` brings it back")


def _answer(interview: Interview, context: Context) -> None:
    context.answer(context.shapes.interview_page(interview), page(interview, context))
