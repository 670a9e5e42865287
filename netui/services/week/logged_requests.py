"""What an entry of the log says was asked for, recorded as the interview or the introduction it is."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.interaction import Direction
from netui.domain.plan.introduction import IntroductionState
from netui.domain.week.quick_introduction import read_introduction
from netui.domain.week.quick_line import Entry, QuickAdd
from netui.domain.week.request_words import THEM, asks_for_interview, introduction_line
from netui.services.interviews.service import InterviewService
from netui.services.people.finding import rows_meant
from netui.services.people.people import name_of
from netui.services.plan.introductions import IntroductionService
from netui.services.ports import Store
from netui.services.present import Present

_OPEN = (InterviewStatus.SCHEDULED, InterviewStatus.ASKED, InterviewStatus.IDEA)


class Request(NamedTuple):
    """What was asked for, in words, what records it, and the `command` that does.

    `unclear` is who an introduction was asked to where that is no one in the network, or several people:
    it can't be recorded then.
    """

    words: str
    command: str
    record: Callable[[], object] = lambda: None
    unclear: str = ""

    @property
    def echo(self) -> str:
        """What is recorded, or why it can't be."""
        return self.words if not self.unclear else f"{self.words}: not recorded, who is “{self.unclear}”?"


class LoggedRequests:
    """Finds what an entry asked for that isn't recorded yet."""

    def __init__(
        self, store: Store, present: Present, interviews: InterviewService, introductions: IntroductionService
    ) -> None:
        self._store = store
        self._present = present
        self._interviews = interviews
        self._introductions = introductions

    def of(
        self, contact_ids: Sequence[int], text: str, on: date, direction: Direction = Direction.BOTH
    ) -> Request | None:
        """Return what I asked someone for in an entry; None for nothing new, or for several people."""
        if len(contact_ids) != 1 or direction is Direction.RECEIVED:
            return None
        contact_id, name = contact_ids[0], name_of(self._store, contact_ids[0])
        if asks_for_interview(text):
            return self._interview(contact_id, name, on)
        return self._introduction(contact_id, name, text, on)

    def _interview(self, contact_id: int, name: str, on: date) -> Request | None:
        known = {one.status: one for one in self._interviews.for_contact(contact_id) if one.status in _OPEN}
        if InterviewStatus.SCHEDULED in known:
            return None
        waiting = known.get(InterviewStatus.ASKED)
        if waiting is not None:
            if waiting.asked_on is None or on <= (waiting.second_try_on or waiting.asked_on):
                return None
            words = f"interview with {name}: asked a second time"
            return Request(
                words,
                f"netui interview set {waiting.id} --second-try",
                lambda: self._interviews.second_try(waiting.id),
            )
        idea = known.get(InterviewStatus.IDEA)
        return Request(
            f"interview with {name}: asked for",
            f"netui interview set {idea.id} --status asked"
            if idea
            else f'netui interview add "{name}" --status asked',
            lambda: self._ask(contact_id, idea, on),
        )

    def _ask(self, contact_id: int, idea: Interview | None, on: date) -> None:
        with self._store.transaction(f"Ask for the interview with {name_of(self._store, contact_id)}"):
            interview = idea or self._interviews.add(contact_id, status=InterviewStatus.ASKED)
            self._interviews.ask(interview.id, on)

    def _introduction(self, contact_id: int, name: str, text: str, on: date) -> Request | None:
        line, blank = introduction_line(text), QuickAdd(today=self._present.today())
        entry = read_introduction(line, blank, self._present.reading()) if line else None
        if entry is None or entry.entry is not Entry.ASKED or entry.doubts:
            return None
        by, other = entry.names
        if by != THEM and contact_id not in {row.id for row in rows_meant(self._store, by)}:
            return None
        meant = rows_meant(self._store, other)
        who = meant[0].name if len(meant) == 1 else other
        words = f"you asked {name} to introduce you to {who}"
        command = f'netui introduce "{who}" --by "{name}" --asked'
        if len(meant) != 1:
            return Request(words, command, unclear=other)
        known = self._introductions.asking.find(contact_id, meant[0].id)
        if known is not None and known.state is IntroductionState.MADE:
            return None
        if known is not None and known.asked_on is not None and on <= (known.reminded_on or known.asked_on):
            return None
        return Request(words, command, lambda: self._introductions.asking.ask(contact_id, meant[0].id, on))
