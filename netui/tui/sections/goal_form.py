"""The form of a goal, and what can be done with one, wherever it is set or changed."""

from collections.abc import Callable

from netui.domain.plan.goal import MEASURE_WORDS, Goal, Measure, Period
from netui.domain.search.query import parse
from netui.domain.text import choose
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers, number, typed_day

_MOST = 1000


def goal_form(
    services: Services, goal: Goal | None = None, *, title: str = "", target: int = 1
) -> tuple[FormModal, Callable[[dict[str, str]], Goal]]:
    """Return the form to set or change a goal, and what stores its answers."""

    answers = Answers(services)
    until = typed_day(goal.until if goal else None)

    def check_query(text: str) -> str:
        parse(text, services.present.today(), week_start=services.present.week_start)
        return ""

    def store(values: dict[str, str]) -> Goal:
        period = choose(Period, values["period"], "period")
        measure = choose(Measure, values["measure"], "thing to count")
        wanted = replace(
            goal or Goal(id=0, uid="", title=""),
            title=values["title"],
            target=int(values["target"]),
            period=period,
            measure=measure,
            until=answers.due(values["until"], until) if values["until"] else None,
            query=values["query"],
            aspiration=values["aspiration"],
            motive=values["motive"],
        )
        return services.goals.add(wanted) if goal is None else services.goals.edit(wanted, goal)

    period = goal.period if goal else Period.MONTH
    # The title a place proposes goes with what it counts; else nothing is counted on a guess.
    measure = (goal.measure if goal else Measure.TALKS).value if goal or title else ""
    unchosen = [] if measure else [("", "choose what counts")]
    asks = [
        Ask("title", "What", goal.title if goal else title, required=True),
        Ask(
            "target",
            "How many",
            str(goal.target if goal else target),
            check=number(1, _MOST),
            required=True,
            overtype=True,
        ),
        Ask(
            "measure",
            "Counted",
            measure,
            choices=[*unchosen, *((one.value, f"{one.value}: {MEASURE_WORDS[one]}") for one in Measure)],
            required=True,
            needed="a goal needs something to count: space goes through what there is",
        ),
        Ask(
            "query",
            "Which people",
            goal.query if goal else "",
            check=check_query,
            placeholder="tag:compilers, company:stripe; empty: everyone",
            when=("measure", Measure.PEOPLE),
        ),
        one_of("period", "In every", period),
        replace(
            answers.ask_due("until", "Until", until, placeholder="31 dec, in 3 months"),
            needed="A goal for once needs its last day, such as 31 dec.",
            when=("period", Period.ONCE),
        ),
        Ask("aspiration", "What it leads to", goal.aspiration if goal else "", placeholder="my aspiration"),
        Ask("motive", "Why", goal.motive if goal else "", placeholder="my motive"),
    ]
    if goal is None:
        return FormModal("Set a goal", asks, about=()), store
    return FormModal("Change the goal", asks, about=goal.id), store


def ask_goal(services: Services, host: Host, goal_id: int) -> None:
    """Ask what to do with a goal: change it, put it aside, remove it."""
    goals = services.goals
    goal = goals.get(goal_id)

    def picked(choice: str) -> None:
        if choice == "close":
            goals.close(goal_id)
        elif choice == "remove":
            goals.remove(goal_id)
        else:
            form, store = goal_form(services, goal)
            host.ask(form, lambda values: host.say(f"Goal: {store(values).title}"))

    choices = [
        Choice("change", "change it"),
        Choice("close", "put it aside", "no longer counted"),
        Choice("remove", "remove it", "u brings it back"),
    ]
    host.ask(ChoiceModal(f"{goal.title}: {goal.target} {goal.per_words}", choices), picked)
