"""goal add, goal list."""

from argparse import Namespace

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.rows import rows_printed
from netui.domain.plan.goal import Goal, Measure, Period
from netui.domain.text import choose


def add(args: Namespace, context: Context) -> None:
    """Set a goal."""
    services = context.services
    draft = Goal(
        id=0,
        uid="",
        title=args.title,
        measure=choose(Measure, args.measure or Measure.TALKS, "thing to count"),
        target=1 if args.target is None else args.target,
        period=choose(Period, args.per or Period.MONTH, "period"),
        query=args.query or "",
        until=services.present.read_due(args.until) if args.until else None,
        aspiration=args.leads_to or "",
        motive=args.why or "",
    )
    goal = services.goals.add(draft)
    shape = context.shapes.goal(goal)
    words = f"Goal: {goal.title} ({goal.measure}, {shape['progress']} of {goal.target} {goal.per_words})"
    context.answer(shape, words)
    if (args.measure, args.target, args.per) == (None, None, None):
        context.say("It counts one interview a month: --measure, --target and --per choose what and how many")


def listing(args: Namespace, context: Context) -> None:
    """List the goals with their progress."""
    goals = context.services.goals.list()
    shapes = [context.shapes.goal(goal) for goal in goals]
    if rows_printed(args, shapes, "goal list"):
        return
    rows = (
        (shape["id"], goal.title, f"{shape['progress']} of {goal.target} {goal.per_words}")
        for goal, shape in zip(goals, shapes, strict=True)
    )
    context.answer(shapes, () if context.as_json else table(rows, (16, 40), least=(0, 16), spare=(0,)))
    if not goals:
        context.say_empty('No goal yet: netui goal add "One talk a month" --target 1 --per month')
