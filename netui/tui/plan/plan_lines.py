"""Strategies and actions as lines, painted alike wherever they stand."""

from datetime import datetime

from netui.domain.plan.plan_action import ActionState, PlanAction
from netui.domain.plan.strategy import Strategy, StrategyState
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import describe_day, short_day
from netui.services.plan.strategies import Yield
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len

_BESIDE = 13  # the sign, the state, and a gap before what it brought
_STATE_TONES = {StrategyState.WORKS: "success", StrategyState.TRYING: "", StrategyState.DROPPED: "dim"}


def strategy_line(strategy: Strategy, brought: Yield, glyphs: Glyphs, width: int) -> Line:
    """Return a strategy with where it is carried out, and at the right edge what it brought and its state.

    Where there is no room for all of that, it is left to the detail where it is carried out.
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
