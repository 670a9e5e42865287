"""The forms of a mentoring meeting: what the next meeting is about, and the results of one."""

from netui.domain.plan.mentoring import Mentoring, next_meeting
from netui.domain.time.dates import full_day
from netui.services.services import Services
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers, points


def ask_next(services: Services, host: Host, row: Mentoring) -> None:
    """Ask what to talk about next time, and when that is."""
    answers, mentoring = Answers(services), services.mentoring

    def saved(values: dict[str, str]) -> None:
        mentoring.plan(row.id, points(values["agenda"]), answers.day_or_none(values["next"]), row)

    asks = [
        Ask("agenda", "To talk about", "; ".join(row.agenda), placeholder="first this; then that"),
        answers.ask_day("next", "On", row.next_on, placeholder="thu, 12 mar; empty: by the rhythm"),
    ]
    host.ask(FormModal(f"Next meeting with {mentoring.who(row)}", asks, about=row.id), saved)


def ask_met(services: Services, host: Host, row: Mentoring) -> None:
    """Ask for the results of a meeting, and log it with a follow-up for each action."""
    answers, mentoring = Answers(services), services.mentoring

    def saved(values: dict[str, str]) -> None:
        met = mentoring.met(
            row.id,
            on=answers.past_day(values["on"]),
            text=values["text"],
            actions=answers.follow_ups(values["actions"]),
            next_on=answers.day_or_none(values["next"]),
        )
        coming = next_meeting(met)
        words = f"; the next is due {full_day(coming)}" if coming is not None else ""
        host.say(f"Logged the meeting{words}")

    asks = [
        answers.ask_past_day("on", "Met on"),
        Ask("text", "What was said"),
        Ask(
            "actions",
            "Actions",
            check=answers.check_follow_ups,
            placeholder="send the draft by fri; read chapter 3",
            hint="each becomes a follow-up",
        ),
        answers.ask_day("next", "Next meeting", placeholder="in 4 weeks; empty: by the rhythm"),
    ]
    host.ask(FormModal(f"Meeting with {mentoring.who(row)}", asks, about=row.id, start="text"), saved)
