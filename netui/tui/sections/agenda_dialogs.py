"""What some rows of the agenda ask when they are done: the answer of a mentor, what comes next."""

from collections.abc import Callable
from typing import Any

from netui.domain.plan.mentoring import MentoringStage
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, FollowUpDue, MentorAsked, NextStep
from netui.services.services import Services
from netui.tui.look.messages import WriteNote
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.sections.answers import Answers
from netui.tui.shell.area import AreaScreen

Act = Callable[[AgendaRow, Callable[[], object], str], None]
"""Runs what a key does to a row; the last argument is told when it is done, where it is not empty."""


def mentor_asked(
    services: Services, screen: AreaScreen, act: Act, row: AgendaRow, subject: MentorAsked
) -> None:
    """Ask what someone answered who was asked about mentoring, or whether they were asked once more."""
    choices: list[Choice[Any]] = [
        Choice("done", "I asked once more" if subject.again else "Close it without an answer"),
        Choice("write", "Write to them", "a note"),
        Choice(MentoringStage.TRYING, "They said yes", "start to meet"),
        Choice(MentoringStage.ENDED, "They said no"),
    ]

    def picked(choice: str) -> None:
        if choice == "done":
            act(row, lambda: services.actions.done(row), "")
        elif choice == "write" and row.contact_id is not None:
            screen.post_message(WriteNote([row.contact_id]))
        else:
            stage = MentoringStage(choice)
            act(row, lambda: services.mentoring.set_stage(subject.mentoring_id, stage), f"{row.who}: {stage}")

    screen.host.ask(ChoiceModal(f"{row.who}: {row.text}", choices), picked)


def next_step(services: Services, screen: AreaScreen, act: Act, row: AgendaRow, subject: NextStep) -> None:
    """Ask what comes next, now that a step is done."""
    answers, steps = Answers(services), services.plan_actions.next_steps

    def saved(text: str) -> None:
        words, day = answers.step(text)
        act(row, lambda: steps.take(subject, words, day), f"Done: {row.text}")

    screen.host.ask(
        PromptModal(
            f"Done: {row.text}",
            placeholder="what is next: call Mia by fri",
            hint="empty: nothing is next yet",
            validate=lambda text: answers.check_step(text) if text else "",
            required=False,
            about=subject.entry_id,
        ),
        saved,
    )


def change_follow_up(
    services: Services, screen: AreaScreen, act: Act, row: AgendaRow, subject: FollowUpDue
) -> None:
    """Ask what a follow-up is to be, and when it is due."""
    answers = Answers(services)
    follow_up = services.follow_ups.get(subject.follow_up_id)
    due = answers.typed_due(follow_up)

    def saved(values: dict[str, str]) -> None:
        changed = replace(follow_up, text=values["text"])
        if values["due"] != due:
            on, after = answers.due_or_awaited(values["due"])
            changed = changed.moved(on, after.id if after is not None else None, services.present.today())
        act(row, lambda: services.follow_ups.edit(changed, follow_up), "")

    asks = [
        Ask("text", "What", follow_up.text, required=True),
        answers.ask_due_or_awaited(follow_up),
    ]
    title = f"Follow-up with {row.who}" if row.who else "Follow-up"
    screen.host.ask(FormModal(title, asks, about=follow_up.id), saved)
