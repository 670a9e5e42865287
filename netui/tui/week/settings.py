"""The settings of the agenda, asked for from This week: time away, goals, default cadences."""

from collections.abc import Callable
from typing import Any

from netui.domain.people.cadence import Cadence, RuleScope
from netui.domain.people.contact import Stage
from netui.domain.week.agenda import day_words
from netui.services.services import Services
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.sections.goal_form import ask_goal, goal_form
from netui.tui.shell.area import AreaScreen


class WeekSettings:
    """Asks with the modals of one screen, then calls one service; `echo_coming` reads a day to come."""

    def __init__(self, services: Services, screen: AreaScreen, echo_coming: Callable[[str], str]) -> None:
        self._services = services
        self._screen = screen
        self._echo_coming = echo_coming

    def offers(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return what can be set, for the palette."""
        return (
            ("away until ...", self.away),
            ("set a goal", self.add_goal),
            ("change a goal", self.edit_goals),
            ("default for a tag: how often to keep in touch", self.tag_cadence),
            ("default for a stage: how often to keep in touch", self.stage_cadence),
        )

    # Away

    def away(self) -> None:
        """Ask until when the user is away, or whether they are back."""
        until = self._services.cadences.preferences().away_until
        today = self._services.present.today()
        if until is None or until <= today:
            self._away_until()
            return

        def picked(choice: str) -> None:
            if choice == "back":
                self._services.cadences.away(None)
                self._screen.host.say("Welcome back")
            else:
                self._away_until()

        choices = [Choice("back", "I am back"), Choice("until", "Away until another day")]
        self._ask(ChoiceModal(f"Away until {day_words(until, today)}", choices), picked)

    def _away_until(self) -> None:
        services = self._services

        def read(text: str) -> None:
            today = services.present.today()
            day = services.present.read_day(text)
            services.cadences.away(day)
            self._screen.host.say(
                f"Away until {day_words(day, today)}; what was missed is spread over the weeks after"
            )

        self._ask(
            PromptModal(
                "Away until",
                placeholder="mon, in 2 weeks, 12 mar",
                hint="No check-ins before that day, and no flood on it.",
                validate=self._echo_coming,
                about=(),
            ),
            read,
        )

    # Goals

    def add_goal(self) -> None:
        """Ask for a goal."""
        form, store = goal_form(self._services, title="Informational interviews", target=2)
        self._ask(form, lambda values: self._screen.host.say(f"Goal set: {store(values).title}"))

    def edit_goals(self) -> None:
        """Ask which goal, then what to do with it."""
        goals = self._services.goals.list()
        if not goals:
            self._screen.host.say("There is no goal yet: + sets one")
        elif len(goals) == 1:
            self._edit_goal(goals[0].id)
        else:
            choices = [Choice(goal.id, goal.title, f"{goal.target} {goal.per_words}") for goal in goals]
            self._ask(ChoiceModal("Which goal?", choices), self._edit_goal)

    def _edit_goal(self, goal_id: int) -> None:
        ask_goal(self._services, self._screen.host, goal_id)

    # Default cadences

    def tag_cadence(self) -> None:
        """Ask for the default cadence of a tag."""
        tags = self._services.contacts.tags()
        if not tags:
            self._screen.host.say("No one has a tag yet: t on a person gives one")
            return
        self._cadence_of(RuleScope.TAG, tags)

    def stage_cadence(self) -> None:
        """Ask for the default cadence of a stage."""
        self._cadence_of(RuleScope.STAGE, [stage.value for stage in Stage])

    def _cadence_of(self, scope: RuleScope, values: list[str]) -> None:
        rules = self._services.cadences.preferences().rules
        now = {rule.value.casefold(): rule.cadence for rule in rules if rule.scope is scope}

        def note(value: str) -> str:
            cadence = now.get(value.casefold())
            return f"every {cadence}" if cadence is not None else ""

        def picked(value: str) -> None:
            self._ask(
                PromptModal(
                    f"Be in touch with everyone {_of(scope, value)}",
                    value=note(value),
                    placeholder="every 3 months",
                    hint="Empty takes the default away; what you chose for a person comes first.",
                    validate=_echo_cadence,
                    required=False,
                    about=(),
                ),
                lambda text: chosen(value, text.strip()),
            )

        def chosen(value: str, text: str) -> None:
            cadence = Cadence.parse(text) if text else None
            self._services.cadences.set_rule(scope, value, cadence)
            words = f"every {cadence}" if cadence is not None else "no default"
            self._screen.host.say(f"Everyone {_of(scope, value)}: {words}")

        self._ask(
            ChoiceModal(
                f"How often to keep in touch, for a {scope}", [Choice(v, v, note(v)) for v in values]
            ),
            picked,
        )

    def _ask(self, modal: Any, then: Callable[[Any], object]) -> None:
        self._screen.host.ask(modal, then)


def _of(scope: RuleScope, value: str) -> str:
    return f"tagged {value}" if scope is RuleScope.TAG else f"in the stage {value}"


def _echo_cadence(text: str) -> str:
    return f"every {Cadence.parse(text)}"
