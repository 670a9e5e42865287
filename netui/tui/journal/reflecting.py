"""How a reflection begins: freely, with the network check, or as a STAR of some days."""

from datetime import date

from netui.domain.journal.reflection import ReflectionKind, Start
from netui.domain.plan.goal import Period
from netui.domain.plan.periods import span_before, span_of
from netui.domain.time.calendar_ends import days_after
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers

_KINDS = (
    (ReflectionKind.FREE, "f", "free", "one question, or none"),
    (ReflectionKind.CHECK, "n", "network check", "what is hard, what do I want, how do I measure it"),
    (ReflectionKind.STAR, "s", "STAR", "from what was logged in some days"),
)


def reflect(services: Services, host: Host) -> None:
    """Ask how to begin a reflection, and open it."""

    def begin(kind: ReflectionKind) -> None:
        if kind is ReflectionKind.STAR:
            _ask_days(services, host)
        else:
            host.post_message(Open("reflection", str(Start(kind=kind))))

    choices = [Choice(kind, label, note, key) for kind, key, label, note in _KINDS]
    host.ask(ChoiceModal("Reflect", choices, filterable=False), begin)


def _ask_days(services: Services, host: Host) -> None:
    today, week_start = services.present.today(), services.present.week_start
    month = span_of(Period.MONTH, today, week_start)
    quarter = span_of(Period.QUARTER, today, week_start)
    before = span_before(month, week_start)
    spans = [
        ("w", "the last 7 days", days_after(today, -6), today),
        ("f", "the last 4 weeks", days_after(today, -27), today),
        ("m", "this month", month.first, today),
        ("l", "last month", before.first, before.last),
        ("q", "this quarter", quarter.first, today),
    ]
    choices: list[Choice[tuple[date, ...]]] = [
        Choice((first, last), label, f"{first.day} {first:%b} to {last.day} {last:%b}", key)
        for key, label, first, last in spans
    ]
    choices.append(Choice((), "days of my own", "august, or 12 oct to 3 nov", "d"))

    def chosen(days: tuple[date, ...]) -> None:
        if days:
            star = Start(kind=ReflectionKind.STAR, first=days[0], last=days[1])
            host.post_message(Open("reflection", str(star)))
            return
        answers = Answers(services)
        modal = PromptModal(
            "Which days?",
            placeholder="august, 12 oct to 3 nov, since 2 weeks ago",
            validate=answers.check_past_days,
            about=(),
        )
        host.ask(modal, lambda text: chosen(answers.past_days(text)))

    host.ask(ChoiceModal("Which days does it look back on?", choices, filterable=False), chosen)
