"""What is typed into the forms of the sections: read, and echoed while the user types."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

from netui.domain.counted import whole_number
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.journal.portfolio import safe_link
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.plan.next_step import Stepping
from netui.domain.time.dates import describe_day, echo, full_day
from netui.domain.time.past_days import past_days
from netui.domain.week.promises import NewFollowUp
from netui.services.people.follow_up_reading import Due
from netui.services.services import Services
from netui.tui.modals.form import Ask

_MOST_MEANT = 3
_BY = re.compile(r"^(?P<words>.*\S)\s+by\s+(?P<day>\S.*)$", re.IGNORECASE)


class Answers:
    """Reads days, people, numbers and lists as they are typed; raises InvalidValueError in one line."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def day(self, text: str) -> date:
        """Read a day, the next such one."""
        return self._services.present.read_day(text)

    def day_or_none(self, text: str) -> date | None:
        """Read a day, or nothing."""
        return self.day(text) if text else None

    def due(self, text: str, had: str = "") -> date:
        """Read a day by which something is due: not one that is over, unless it is `had`, left as it was."""
        return self.day(text) if had and text == had else self._services.present.read_due(text)

    def check_due(self, text: str, had: str = "") -> str:
        """Echo a day by which something is due."""
        return echo(self.due(text, had), self._today)

    def due_or_awaited(self, text: str) -> Due:
        """Read a day, or the conversation before which it is not due: "once I talked to Mei"."""
        with _names_in_a_line():
            return self._services.follow_ups.reading.due(text)

    def typed_due(self, follow_up: FollowUp) -> str:
        """Return when a follow-up is due as it can be typed again."""
        awaited = self._services.follow_ups.awaited_name(follow_up)
        by = "" if follow_up.waits else full_day(follow_up.due_on)
        if not awaited:
            return by
        who = f"once I talked to {self.typed_people([follow_up.after_id or 0])}"
        return f"by {by}, or {who}" if by else who

    def new_follow_up(self, text: str) -> NewFollowUp:
        """Read "send article by fri", "tell her once I talked to Mei"."""
        with _names_in_a_line():
            return self._services.follow_ups.reading.follow_up(text)

    def check_new_follow_up(self, text: str) -> str:
        """Echo what was promised, and when it is due."""
        promised = self.new_follow_up(text)
        return f"{promised.text}, {promised.due_words(self._today)}"

    def past_day(self, text: str) -> date:
        """Read a day that is not to come."""
        return self._services.present.read_past(text)

    def _check_day(self, text: str) -> str:
        """Echo a day."""
        return echo(self.day(text), self._today)

    def _check_past_day(self, text: str) -> str:
        """Echo a day that is not to come."""
        return echo(self.past_day(text), self._today)

    def past_days(self, text: str) -> tuple[date, date]:
        """Read the first and the last of some days, none of them to come."""
        return past_days(text, self._services.present.reading())

    def check_past_days(self, text: str) -> str:
        """Echo the first and the last day."""
        return " to ".join(full_day(day) for day in self.past_days(text))

    def person(self, text: str) -> ContactRow:
        """Find the one person a name means."""
        with _names_in_a_line():
            return self._services.contacts.find(text)

    def check_person(self, text: str) -> str:
        """Echo who is meant."""
        row = self.person(text)
        return " · ".join(part for part in (row.name, row.title, row.company) if part)

    def people(self, text: str) -> tuple[int, ...]:
        """Find the people that "Ana, Tom" names."""
        if not text.strip():
            return ()
        with _names_in_a_line():
            return tuple(row.id for row in self._services.contacts.find_all(text))

    def check_people(self, text: str) -> str:
        """Echo who is meant."""
        return ", ".join(self.names(self.people(text)))

    def names(self, ids: Sequence[int]) -> Sequence[str]:
        """Return the names of people who are still there."""
        rows = (self._services.contacts.row(contact_id) for contact_id in ids)
        return [row.name for row in rows if row is not None]

    def typed_people(self, ids: Sequence[int]) -> str:
        """Return people as they can be typed: by name, or by id where the name alone is not enough."""
        words = []
        for contact_id in ids:
            row = self._services.contacts.row(contact_id)
            if row is None:
                continue
            try:
                alone = not set(",;") & set(row.name) and self.person(row.name).id == contact_id
            except InvalidValueError:
                alone = False
            words.append(row.name if alone else f"#{contact_id}")
        return ", ".join(words)

    def ask_past_day(
        self,
        name: str,
        label: str,
        shown: str = "today",
        *,
        required: bool = True,
        placeholder: str = "",
        hint: str = "",
    ) -> Ask:
        """Return the question for a day that is not to come."""
        return Ask(name, label, shown, (), self._check_past_day, hint, placeholder, required, overtype=True)

    def ask_due(
        self,
        name: str,
        label: str,
        shown: str = "in 1 week",
        *,
        required: bool = True,
        placeholder: str = "",
        hint: str = "",
    ) -> Ask:
        """Return the question for a day by which something is due; `shown` is fine as it is, even if over."""
        check = partial(self.check_due, had=shown)
        return Ask(name, label, shown, (), check, hint, placeholder, required, overtype=True)

    def ask_due_or_awaited(self, follow_up: FollowUp | None = None) -> Ask:
        """Return the question when a follow-up is due: on a day, or once there was a conversation."""
        shown = "in 1 week" if follow_up is None else self.typed_due(follow_up)

        def check(text: str) -> str:
            if follow_up is not None and text == shown:
                return self._services.follow_ups.due_words(follow_up).removeprefix("due ")
            return self._services.follow_ups.reading.echo(self.due_or_awaited(text))

        hint = "a day, or: once I talked to Mei"
        return Ask("due", "Due", shown, (), check, hint, "", required=True, overtype=True)

    def ask_day(self, name: str, label: str, day: date | None = None, *, placeholder: str) -> Ask:
        """Return the question for any day, or none."""
        shown = typed_day(day)
        return Ask(name, label, shown, check=self._check_day, placeholder=placeholder, overtype=True)

    def ask_person(self, name: str, label: str, contact_id: int | None = None) -> Ask:
        """Return the question for one person, who is there already where `contact_id` is given."""
        typed = self.typed_people(() if contact_id is None else (contact_id,))
        return Ask(name, label, typed, check=self.check_person, required=True)

    def ask_people(self, name: str, label: str, ids: Sequence[int], placeholder: str = "Ana, Tom") -> Ask:
        """Return the question for people; those in `ids` are there already."""
        return Ask(name, label, self.typed_people(ids), check=self.check_people, placeholder=placeholder)

    def follow_ups(self, text: str) -> Sequence[tuple[str, date | None]]:
        """Read "send the paper by fri; read chapter 3" as words with their days."""
        found: list[tuple[str, date | None]] = []
        for part in points(text):
            match = _BY.match(part)
            day: date | None = None
            words = part
            if match is not None:
                try:
                    day = self.day(match["day"])
                    words = match["words"]
                except InvalidValueError:
                    day = None
            found.append((words, day))
        return found

    def check_follow_ups(self, text: str) -> str:
        """Echo what was promised."""
        today = self._today
        return "; ".join(
            f"{words} ({describe_day(day, today)})" if day else words for words, day in self.follow_ups(text)
        )

    def step(self, text: str) -> tuple[str, date | None]:
        """Read "send my CV by fri" as the next step and its day."""
        words = " ".join(text.split())
        match = _BY.match(words)
        try:
            return (words, None) if match is None else (match["words"], self.day(match["day"]))
        except InvalidValueError:
            return words, None

    def step_fields(self, text: str) -> dict[str, Any]:
        """Read the next step as fields of what has one."""
        words, day = self.step(text)
        return {"next_step": words, "next_on": day}

    def check_step(self, text: str) -> str:
        """Echo the day of a next step, or how to give it one."""
        words, day = self.step(text)
        return f"{words} ({describe_day(day, self._today)})" if day else "no day: write “by fri” at its end"

    def ask_step(self, entry: Stepping) -> Ask:
        """Return the question for the next step of something in the plan."""
        by = f" by {full_day(entry.next_on)}" if entry.next_on is not None else ""
        typed, example = f"{entry.next_step}{by}", "send my CV by fri"
        return Ask("next", "Next step", typed, check=self.check_step, placeholder=example)

    @property
    def _today(self) -> date:
        return self._services.present.today()


@contextmanager
def _names_in_a_line() -> Iterator[None]:
    """Refuse a name that no one has, or several, in one line: a form has no room for a list."""
    try:
        yield
    except NotFoundError as error:
        raise InvalidValueError(str(error)) from error
    except AmbiguousError as error:
        found = error.candidates
        shown = ", ".join("#" + " ".join(one.split()) for one in found[:_MOST_MEANT])
        more = ", ..." if len(found) > _MOST_MEANT else ""
        raise InvalidValueError(f"{error}: {shown}{more}" if shown else str(error)) from error


def typed_day(day: date | None) -> str:
    """Return a day as it can be typed again."""
    return full_day(day) if day is not None else ""


def points(text: str) -> tuple[str, ...]:
    """Read "this; that" as a list."""
    return tuple(point for part in re.split(r"[;\n]", text) if (point := " ".join(part.split())))


def check_link(text: str) -> str:
    """Refuse what makes no sense: a published page would have to leave it out."""
    if not safe_link(text):
        raise InvalidValueError(
            f"“{text.strip()}” is no web address: write one like https://example.org/page"
        )
    return ""


def number(first: int, last: int) -> Callable[[str], str]:
    """Return a check for a whole number in a range."""

    def check(text: str) -> str:
        found = whole_number(text)
        if found is None or not first <= found <= last:
            raise InvalidValueError(f"a whole number from {first} to {last}")
        return ""

    return check
