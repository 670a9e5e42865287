"""The forms and lines of strategies and actions, for goals as well as for strategies."""

from datetime import datetime

from netui.domain.plan.strategy import ActionState, PlanAction, Reach, Strategy, StrategyState
from netui.domain.text import choose
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import describe_day, full_day, short_day
from netui.domain.values import replace
from netui.services.plan.strategies import Yield
from netui.services.services import Services
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers

_NONE = "0"
_BESIDE = 13  # the sign, the state, and a gap before the results
_STATE_TONES = {StrategyState.WORKS: "success", StrategyState.TRYING: "", StrategyState.DROPPED: "dim"}


def ask_strategy(
    services: Services, host: Host, strategy: Strategy | None = None, *, goal_id: int | None = None
) -> None:
    """Ask for a strategy, or for what one is to be."""
    start = strategy or Strategy(id=0, uid="", title="", goal_id=goal_id)

    def saved(values: dict[str, str]) -> None:
        current = services.strategies.get(start.id) if strategy is not None else start
        changed = replace(
            current,
            title=values["title"],
            goal_id=_chosen(values["goal"]),
            why=values["why"],
            reach=choose(Reach, values["reach"], "reach"),
        )
        if strategy is None:
            host.say(f"Strategy: {services.strategies.add(changed).title}")
        else:
            services.strategies.edit(changed, strategy)

    asks = [
        Ask("title", "How", start.title, required=True, placeholder="speak at meetups"),
        Ask("why", "Why chosen", start.why, placeholder="the people I look for go there"),
        one_of("reach", "Where", start.reach),
        Ask("goal", "For the goal", str(start.goal_id or _NONE), choices=_goals(services, start.goal_id)),
    ]
    title = "Choose a strategy" if strategy is None else "Change the strategy"
    host.ask(FormModal(title, asks, about=start.id), saved)


def ask_action(
    services: Services,
    host: Host,
    action: PlanAction | None = None,
    *,
    goal_id: int | None = None,
    strategy_id: int | None = None,
) -> None:
    """Ask for a step of the plan, or for what one is to be."""
    answers = Answers(services)
    today = services.present.today()
    start = action or PlanAction(
        id=0, uid="", text="", due_on=today, goal_id=goal_id, strategy_id=strategy_id
    )

    due = full_day(start.due_on) if action is not None else ""

    def saved(values: dict[str, str]) -> None:
        current = services.plan_actions.get(start.id) if action is not None else start
        changed = replace(
            current,
            text=values["text"],
            due_on=answers.due(values["due"], due),
            strategy_id=_chosen(values["strategy"]),
            goal_id=_chosen(values["goal"]),
        )
        if action is None:
            host.say(f"Planned: {services.plan_actions.add(changed).text}")
        else:
            services.plan_actions.edit(changed, action)

    ways = [(_NONE, "none"), *((str(one.id), one.title) for one in services.strategies.list())]
    asks = [
        Ask("text", "What", start.text, required=True, placeholder="apply to speak at the June meetup"),
        answers.ask_due("due", "Due", due, placeholder="fri, in 2 weeks, 12 mar"),
        Ask("strategy", "Part of the strategy", str(start.strategy_id or _NONE), choices=ways),
        Ask("goal", "For the goal", str(start.goal_id or _NONE), choices=_goals(services, start.goal_id)),
    ]
    title = "Plan an action" if action is None else "Change the action"
    host.ask(FormModal(title, asks, about=start.id), saved)


def _goals(services: Services, chosen: int | None) -> list[tuple[str, str]]:
    goals = services.goals.list(closed=True)
    open_ones = [one for one in goals if one.closed_on is None or one.id == chosen]
    return [(_NONE, "none"), *((str(one.id), one.title) for one in open_ones)]


def _chosen(value: str) -> int | None:
    return int(value) or None


def strategy_line(strategy: Strategy, brought: Yield, glyphs: Glyphs, width: int) -> Line:
    """Return a strategy with where it is carried out, and at the right edge its results and its state.

    If there is no room for all of that, where it is carried out is left to the detail.
    """
    dropped = strategy.state is StrategyState.DROPPED
    sign = {StrategyState.WORKS: glyphs.tick, StrategyState.DROPPED: glyphs.skipped}.get(
        strategy.state, glyphs.bullet
    )
    tone = _STATE_TONES[strategy.state]
    reach = f"  {strategy.reach}"
    fits = cell_len(strategy.title) + len(reach) + len(brought.words) + _BESIDE <= width
    return Line(
        (Span(strategy.title, "dim" if dropped else ""), *([Span(reach, "dim")] if fits else [])),
        (Span(f"{brought.words}  ", "dim"), Span(f"{strategy.state:<7}", tone)),
        Span(sign, tone or "dim"),
    )


def action_line(action: PlanAction, now: datetime, glyphs: Glyphs) -> Line:
    """Return an action with the day it is due, or what became of it; `now` on the user's own clock."""
    today = now.date()
    if not action.is_open:
        done = action.state is ActionState.DONE
        closed = (
            short_day(on_clock(action.closed_at, now.tzinfo).date(), today)
            if action.closed_at is not None
            else ""
        )
        sign = Span(glyphs.tick, "success") if done else Span(glyphs.skipped, "dim")
        return Line((Span(action.text, "dim"),), (Span(f"{action.state} {closed}".strip(), "dim"),), sign)
    late = action.due_on < today
    tone = "error" if late else "warning" if action.due_on == today else "dim"
    sign = Span(glyphs.overdue, "error") if late else Span(glyphs.todo, "dim")
    return Line((Span(action.text),), (Span(describe_day(action.due_on, today), tone),), sign)
