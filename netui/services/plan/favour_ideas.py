"""What could be given back to a person: from follow-ups, shared interests, and what I wrote down myself."""

import re
from collections.abc import Iterator
from datetime import date
from heapq import nlargest

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.contact import Contact, ContactRow, Role, Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, Interaction
from netui.domain.plan.favour import FavourKind, favour_in
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.dates import short_day
from netui.services.people.people import named, require_contact
from netui.services.plan.favour_ledger import FavourLedger
from netui.services.ports import Change, Store
from netui.services.present import Present

_MOST = 6
_MOST_OF_A_KIND = 2
_MOST_READ = 500
_RECENT = 365
_STEP = 6
_NEW_JOB_MONTHS = 3
_BIRTHDAY_DAYS = 14
_GIFTS = frozenset({FollowUpKind.SEND, FollowUpKind.INTRODUCTION, FollowUpKind.CONGRATULATE})
_RELATIONS = frozenset(Role) | {"close"}  # tags about our relationship, not about their interests
_SHORTEST_WORD = 3
_LONGEST_TEXT = 90


class FavourIdeas:
    """Thinks of what to give; what it found stays known until something changes."""

    def __init__(self, store: Store, present: Present, ledger: FavourLedger) -> None:
        self._store = store
        self._present = present
        self._ledger = ledger
        self._known: dict[int, list[str]] = {}
        self._written: list[tuple[str, str, frozenset[int]]] | None = None
        self._on: date | None = None
        store.subscribe(self._changed)

    def of(self, contact_id: int) -> list[str]:
        """Return up to 6 ideas, the easiest first; empty for someone who is gone."""
        today = self._present.today()
        if self._on != today:
            self._known.clear()
            self._written = None
            self._on = today
        if contact_id not in self._known:
            contact = require_contact(self._store, contact_id)
            ideas = dict.fromkeys(
                idea
                for source in (self._promised, self._occasions, self._resources, self._people)
                for idea in _first(source(contact))
            )
            self._known[contact_id] = list(ideas)[:_MOST]
        return self._known[contact_id]

    def _promised(self, contact: Contact) -> Iterator[str]:
        for follow_up in sorted(self._store.follow_ups.for_contact(contact.id), key=lambda one: one.due_on):
            is_due = follow_up.is_open and not follow_up.waits
            if is_due and follow_up.contact_id == contact.id and follow_up.kind in _GIFTS:
                yield f"Keep your promise: {follow_up.text}"

    def _occasions(self, contact: Contact) -> Iterator[str]:
        today = self._present.today()
        since = contact.position.since
        done = {entry.kind for entry in self._ledger.of(contact.id)[:5] if entry.direction is Direction.GAVE}
        if since and FavourKind.CONGRATULATION not in done and _months_ago(since, today) <= _NEW_JOB_MONTHS:
            words = " at ".join(part for part in (contact.title, contact.company) if part)
            yield f"Congratulate: {words}, since {since}"
        if contact.birthday is not None:
            day = contact.birthday.next_on_or_after(today)
            if (day - today).days <= _BIRTHDAY_DAYS:
                yield f"Wish a happy birthday on {short_day(day, today)}"

    def _resources(self, contact: Contact) -> Iterator[str]:
        """Yield what I gave others or learned in interviews that touches an interest of theirs."""
        topics = _topics(contact)
        if not topics:
            return
        for folded, idea, people in self._notes():
            if contact.id in people:
                continue
            topic = next((one for one, fits in topics if fits.search(folded)), None)
            if topic is not None:
                yield f"{topic}: {idea}"

    def _people(self, contact: Contact) -> Iterator[str]:
        """Yield who shares an interest or a tag with them: the two could be introduced."""
        topics = _topics(contact)
        if not topics:
            return
        known = [row for row in self._store.contacts.rows() if row.last_contact_on and row.id != contact.id]
        for row in nlargest(_MOST_READ, known, key=_last_contact):
            haystack = self._store.contacts.haystack(row.id)
            topic = next((one for one, fits in topics if fits.search(haystack)), None)
            if topic is not None and _may_be_introduced(row, contact):
                yield f"Introduce {row.name}: {topic} for both"

    def _notes(self) -> list[tuple[str, str, frozenset[int]]]:
        """Return what I wrote in a year and could pass on: folded, as an idea, and who knows it."""
        if self._written is None:
            today = self._present.today()
            written = []
            for interview in self._store.interviews.all():
                if interview.status is InterviewStatus.DONE:
                    who = frozenset({interview.contact_id} if interview.contact_id is not None else ())
                    for learned in (*interview.insights, *interview.trends):
                        teller = interview.contact_name or "an interview"
                        idea = f"share what {teller} told you: “{_short(learned)}”"
                        written.append((fold(learned), idea, who))
            for entry in self._newest(today):
                if entry.text and favour_in(entry) is FavourKind.ARTICLE:
                    who = frozenset(entry.contact_ids)
                    other = named(self._name(one) for one in entry.contact_ids) if who else "someone"
                    came = f"you gave {other}" if entry.direction is Direction.GAVE else f"{other} gave you"
                    idea = f"pass on what {came}: “{_short(entry.text)}”"
                    written.append((fold(entry.text), idea, who))
            self._written = written
        return self._written

    def _newest(self, today: date) -> list[Interaction]:
        """Return the newest entries of a year: as many as can be read without anyone waiting for it."""
        found: list[Interaction] = []
        last = today
        while len(found) < _MOST_READ and last > days_after(today, -_RECENT):
            found += self._store.interactions.between(days_after(last, -_STEP), last)
            last = days_after(last, -_STEP - 1)
        return found[:_MOST_READ]

    def _name(self, contact_id: int) -> str:
        row = self._store.contacts.row(contact_id)
        return row.name if row is not None else "someone"

    def _changed(self, change: Change) -> None:
        self._known.clear()
        if change.touched.keys() & {"interactions", "interviews", "contacts"}:
            self._written = None


def _last_contact(row: ContactRow) -> date:
    return row.last_contact_on or date.min


def _may_be_introduced(row: ContactRow, contact: Contact) -> bool:
    """Whether two people may not know one another: neither colleagues, nor introduced by one another."""
    if row.archived_at is not None or row.stage is Stage.POTENTIAL:
        return False
    if row.introduced_by == contact.id or contact.introduced_by == row.id:
        return False
    return not row.company or fold(row.company) != fold(contact.company)


def _topics(contact: Contact) -> list[tuple[str, re.Pattern[str]]]:
    """Return interests, then tags, with what finds them as whole words in folded text."""
    topics = []
    for topic in (*contact.interests, *contact.tags):
        folded = fold(topic).strip()
        if len(folded) >= _SHORTEST_WORD and folded not in _RELATIONS:
            topics.append((topic, re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")))
    return topics


def _first(ideas: Iterator[str]) -> list[str]:
    return [idea for _, idea in zip(range(_MOST_OF_A_KIND), ideas, strict=False)]


def _months_ago(since: str, today: date) -> int:
    year, _, month = since.partition("-")
    if not month.isdigit() or not year.isdigit():
        return 999
    return (today.year - int(year)) * 12 + today.month - int(month)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_TEXT else f"{words[: _LONGEST_TEXT - 1]}…"
