"""goal add, goal list."""

from argparse import Namespace

from netui.cli.context import Context
from netui.cli.output import table
from netui.domain.choices import choose
from netui.domain.goal import Measure, Period


def add(args: Namespace, context: Context) -> None:
    """Set a goal."""
    goal = context.services.goals.add(
        args.title,
        measure=choose(Measure, args.measure, "measure"),
        target=args.target,
        period=choose(Period, args.per, "period"),
    )
    shape = context.shapes.goal(goal)
    words = f"Goal: {goal.title} ({goal.measure}, {shape['progress']} of {goal.target} this {goal.period})"
    context.answer(shape, words)


def listing(_: Namespace, context: Context) -> None:
    """List the goals with their progress."""
    goals = context.services.goals.list()
    shapes = [context.shapes.goal(goal) for goal in goals]
    rows = (
        (shape["id"], shape["title"], f"{shape['progress']} of {shape['target']} this {shape['period']}")
        for shape in shapes
    )
    context.answer(shapes, () if context.as_json else table(rows, (16, 40)))
    if not goals:
        context.say('No goal yet: netui goal add "One talk a month" --target 1 --per month')
