"""The sections of a contact page: what is in each, and how a row of it is painted."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any

from msgspec import Struct

from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.people.milestone import Milestone
from netui.domain.plan.collaboration import Collaboration
from netui.domain.plan.favour import FavourEntry, balance_of
from netui.domain.plan.introduction import Introduction
from netui.domain.week.agenda import day_words
from netui.domain.week.awaited import awaited_words
from netui.services.services import Services
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line
from netui.tui.people import happenings
from netui.tui.widgets.line_list import BLANK, Heading
from netui.tui.widgets.rows import grouped

NAMES = ("Timeline", "Follow-ups", "Interviews", "Introductions", "Favours", "Company")


_STRAIGHT = 2  # them, and who introduced us: no chain worth words


class Idea(Struct, frozen=True):
    """Something that could be given back."""

    id: str
    text: str


class Section(IntEnum):
    """The sections, in their order."""

    TIMELINE = 0
    FOLLOW_UPS = 1
    INTERVIEWS = 2
    INTRODUCTIONS = 3
    FAVOURS = 4
    COMPANY = 5


EMPTY = {
    Section.TIMELINE: ("Nothing has happened yet.", "l logs a coffee, a call, a message."),
    Section.FOLLOW_UPS: ("Nothing is promised.", "a adds a follow-up with a day it is due."),
    Section.INTERVIEWS: ("No interview with them so far.", "i plans an informational interview."),
    Section.INTRODUCTIONS: ("No introductions are known.", "Press I to record one."),
    Section.COMPANY: ("You know no one else there.", "Imports bring colleagues you forgot about."),
    Section.FAVOURS: ("Nothing went to and fro yet.", "a notes what you did for them, or they for you."),
}


class ContactSections:
    """Reads and paints the sections of one person's page; rows are entities, headings and blanks."""

    def __init__(self, services: Services, contact_id: int) -> None:
        self._services = services
        self._contact_id = contact_id

    def rows(self, section: Section) -> list[Any]:
        """Return the rows of a section."""
        if section is Section.TIMELINE:
            return self._timeline()
        if section is Section.FOLLOW_UPS:
            return self._follow_ups()
        if section is Section.INTERVIEWS:
            return list(self._services.interviews.for_contact(self._contact_id))
        if section is Section.INTRODUCTIONS:
            return self._introductions()
        if section is Section.FAVOURS:
            return self._favours()
        row = self._services.contacts.row(self._contact_id)
        return self._services.contacts.at_company(row.company, but=row.id) if row is not None else []

    @staticmethod
    def count(rows: Sequence[Any]) -> int:
        """Return how many of some rows count: of follow-ups those that are open."""
        real = [row for row in rows if not isinstance(row, Heading) and row is not BLANK]
        return sum(
            1 for row in real if not isinstance(row, Idea) and (not isinstance(row, FollowUp) or row.is_open)
        )

    def lines(self, row: Any, glyphs: Glyphs) -> list[Line]:
        """Paint one row on two lines."""
        today = self._services.present.today()
        if isinstance(row, Interaction):
            others = self._services.pages.with_others(row, self._contact_id)
            text = self._services.pages.words_with(row, self._contact_id)
            return happenings.interaction_lines(row, text, others, today, glyphs)
        if isinstance(row, Interview):
            return happenings.interview_lines(row, self._services.pages.day_of(row), today, glyphs)
        if isinstance(row, Milestone):
            return happenings.milestone_lines(row, today, glyphs)
        if isinstance(row, FollowUp):
            now = self._services.present.local_now()
            about = f" {glyphs.dot} ".join(self._about(row))
            return happenings.follow_up_lines(row, about, today, now, glyphs)
        if isinstance(row, Introduction):
            other = next((one for one in reversed(row.people) if one != self._contact_id), None)
            return happenings.introduction_lines(row, self._name(other), today, glyphs)
        if isinstance(row, FavourEntry):
            return happenings.favour_lines(row, today, glyphs)
        if isinstance(row, Collaboration):
            others = [self._name(one) for one in row.contact_ids if one != self._contact_id]
            return happenings.collaboration_lines(row, others, today, glyphs)
        if isinstance(row, Idea):
            return happenings.idea_lines(row.text, glyphs)
        person: ContactRow = row
        return happenings.person_lines(person, today, glyphs)

    def _timeline(self) -> list[Any]:
        rows: list[Any] = []
        year: str | None = None
        for day, happening in self._services.pages.timeline(self._contact_id):
            this_year = "no date yet" if day is None else str(day.year)
            if this_year != year:
                rows += [BLANK, Heading(this_year)] if rows else [Heading(this_year)]
                year = this_year
            rows.append(happening)
        return rows

    def _follow_ups(self) -> list[Any]:
        follow_ups = self._services.follow_ups.around(self._contact_id)
        to_do = sorted(
            (one for one in follow_ups if one.is_open), key=lambda one: (one.waits, one.due_on, one.id)
        )
        closed = [one for one in follow_ups if not one.is_open]
        if not closed:
            return [*to_do]
        return [*to_do, *([BLANK] if to_do else []), Heading("CLOSED", tone="dim"), *closed]

    def _introductions(self) -> list[Any]:
        row = self._services.contacts.row(self._contact_id)
        by = self._services.pages.introducer(row.introduced_by) if row is not None else None
        introduced = self._services.contacts.introduced(self._contact_id)
        views = self._services.introduction_views
        mine, asked = views.with_contact(self._contact_id), views.asked_about(self._contact_id)
        groups: tuple[tuple[Heading, Sequence[Any]], ...] = (
            (Heading("INTRODUCED TO ME BY"), [by] if by is not None else []),
            (Heading("TO INTRODUCE US"), [one for one in asked if one.contact_id == self._contact_id]),
            (Heading("INTRODUCED ME TO"), introduced),
            (Heading("TO INTRODUCE ME TO"), [one for one in asked if one.by_id == self._contact_id]),
            (Heading("I INTRODUCED THEM TO"), mine),
        )
        rows = grouped(groups)
        chain = self._services.introduction_views.chain(self._contact_id)
        if len(chain) > _STRAIGHT and isinstance(rows[0], Heading):
            names = ", ".join(person.name for person in chain[2:])
            rows[0] = Heading(rows[0].text, note=f"people you know through {names}")
        return rows

    def _favours(self) -> list[Any]:
        if self._services.contacts.row(self._contact_id) is None:
            return []
        rows: list[Any] = []
        together = self._services.collaborations.with_contact(self._contact_id)
        if together:
            rows += [Heading("TOGETHER"), *together, BLANK]
        entries = self._services.favours.of(self._contact_id)
        if entries:
            balance = balance_of(entries)
            rows += [Heading(balance.words.upper()), *entries, BLANK]
        ideas = self._services.favours.ideas(self._contact_id)
        if ideas:
            rows += [Heading("TO GIVE BACK"), *(Idea(f"idea:{n}", text) for n, text in enumerate(ideas))]
        return rows[:-1] if rows and rows[-1] is BLANK else rows

    def _name(self, contact_id: int | None) -> str:
        return self._services.introductions.name(contact_id)

    def _about(self, follow_up: FollowUp) -> Iterator[str]:
        if follow_up.contact_id not in {None, self._contact_id}:
            yield f"promised to {self._services.contacts.name_of(follow_up.contact_id)}"
        elif about := self._services.contacts.name_of(follow_up.about_id):
            yield f"about {about}"
        if follow_up.is_open and (awaited := self._services.follow_ups.awaited_name(follow_up)):
            yield awaited_words(awaited)
        elif follow_up.after_on is not None and (met := self._services.contacts.name_of(follow_up.after_id)):
            yield f"you talked with {met} on {day_words(follow_up.after_on, self._services.present.today())}"
