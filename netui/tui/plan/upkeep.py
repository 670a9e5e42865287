"""Upkeep: people who may be here twice, details that may be stale, details that are missing."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.people.contact import DELETED, ContactRow
from netui.domain.people.duplicates import Duplicate
from netui.domain.people.rules import reviewed_words
from netui.domain.time.dates import short_day
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.sections.section import Section, Verb
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.line_list import BLANK, Heading
from netui.tui.widgets.text_page import facts, labelled

_LABEL = 14
_AT_ONCE = 400


class Lacking(Struct, frozen=True):
    """Someone with a cadence whose details are incomplete, in words."""

    person: ContactRow
    missing: tuple[str, ...]


class UpkeepSection(Section):
    """What to review; space says that it was, enter compares a pair or opens a person."""

    name: ClassVar[str] = "upkeep"
    title: ClassVar[str] = "Upkeep"
    empty: ClassVar[str] = "Nothing to review: all details are up to date, and no one is here twice."
    keys: ClassVar[dict[str, str]] = {
        "done": "reviewed today",
        "edit": "edit",
        "open": "open",
        "skip": "they are two people",
    }

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._searching = False
        self._count: int | None = None

    def reading(self) -> Callable[[], object] | None:
        """Return the look through many people's details."""
        reviews = self._services.detail_reviews
        return None if reviews.are_read or self._services.contacts.count() <= AT_ONCE else reviews.read

    def rows(self) -> Sequence[Any]:
        """Return pairs, then stale details, those with a cadence first, then what is missing."""
        self._search()
        kept, others = self._services.detail_reviews.stale()
        groups: list[tuple[Heading, Sequence[Any]]] = [
            (
                Heading("POSSIBLE DUPLICATES", "looking ..." if self._searching else ""),
                self._services.duplicates.known(),
            ),
            (Heading("DETAILS TO REVIEW"), kept),
            (
                Heading("MISSING"),
                [Lacking(row, words) for row, words in self._services.detail_reviews.missing()],
            ),
            (Heading("TO REVIEW, NOT KEPT IN TOUCH WITH", tone="dim"), others),
        ]
        rows: list[Any] = []
        self._count = 0
        for heading, group in groups:
            if group or (self._searching and heading.note):
                rows += [*([BLANK] if rows else []), heading, *group]
        self._count = sum(len(group) for _, group in groups[:3])
        return rows

    def words(self, verb: str, row: Any | None) -> str | None:
        """Say of a pair that it is compared."""
        return "compare" if isinstance(row, Duplicate) and verb in ("done", "open") else self.keys.get(verb)

    def refusal(self, verb: str, row: Any) -> str:
        """Say that only pairs can be marked as different."""
        if verb == "skip" and not isinstance(row, Duplicate):
            return "Only a pair can be two people. space says that you reviewed the details."
        return ""

    def _search(self) -> None:
        duplicates = self._services.duplicates
        if duplicates.is_current or self._searching:
            return
        if self._services.contacts.count() <= _AT_ONCE:
            duplicates.find()
            return
        self._searching = True
        self.host.in_background(duplicates.search(), self._found)

    def _found(self, _pairs: Sequence[Duplicate]) -> bool:
        self._searching = False
        return True

    def key(self, row: Any) -> Hashable:
        """Return what identifies a row; one person may be stale and lack something."""
        if isinstance(row, Duplicate):
            return row.key
        if isinstance(row, Lacking):
            return f"missing:{row.person.id}"
        return f"stale:{row.id}"

    def count(self) -> int | None:
        """Return how much asks for a look, once it is known."""
        return self._count

    def contacts(self, row: Any) -> Sequence[int]:
        """Return the person, or both of a pair."""
        if isinstance(row, Duplicate):
            return (row.one_id, row.other_id)
        return (row.person.id if isinstance(row, Lacking) else row.id,)

    def paint(self, row: Any, width: int) -> Line:  # noqa: ARG002
        """Paint a pair with how sure it is, or a person with what asks for a look."""
        glyphs, today = self.host.glyphs, self._services.present.today()
        if isinstance(row, Duplicate):
            one, other = self._name(row.one_id), self._name(row.other_id)
            left = (Span(one), Span(" and ", "dim"), Span(other), Span(f"  {row.reasons[0]}", "dim"))
            return Line(left, (Span(f"{row.score}%", "accent"),), Span(glyphs.waiting, "accent"))
        person = row.person if isinstance(row, Lacking) else row
        about = f" {glyphs.dot} ".join(part for part in (person.title, person.company) if part)
        words = ", ".join(row.missing) if isinstance(row, Lacking) else reviewed_words(row.reviewed_on, today)
        return Line((Span(person.name), Span(f"  {about}", "dim")), (Span(words, "dim"),))

    def detail(self, row: Any, width: int) -> list[Line]:
        """Return why two may be one, or what is known of a person."""
        if isinstance(row, Duplicate):
            lines = labelled("shared", ", ".join(row.reasons), width, label_width=_LABEL)
            for contact_id in (row.one_id, row.other_id):
                person = self._services.contacts.row(contact_id)
                if person is not None:
                    words = ", ".join(
                        part
                        for part in (person.title, person.company, *person.emails, *person.phones)
                        if part
                    )
                    lines += labelled(person.name, words or "no details", width, label_width=_LABEL)
            return lines
        person = row.person if isinstance(row, Lacking) else row
        today = self._services.present.today()
        message = {
            "email": ", ".join(person.emails),
            "phone": ", ".join(person.phones),
            "link": ", ".join(person.links),
            "place": person.location,
            "reviewed": short_day(person.reviewed_on, today) if person.reviewed_on else "never",
        }
        return facts(message.items(), width, label_width=_LABEL)

    def more(self, row: Any | None) -> Sequence[Verb]:
        """Offer to look for duplicates again."""
        del row
        return (Verb("d", "look for duplicates again", self._again),)

    def _again(self) -> None:
        self._searching = True
        self.host.read_again()
        self.host.in_background(self._services.duplicates.search(), self._found_again)

    def _found_again(self, pairs: Sequence[Duplicate]) -> bool:
        found = len(pairs)
        self.host.say(f"{counted(found, 'pair')} may be one person" if found else "No one is here twice.")
        return self._found(pairs)

    # Keys

    def done(self, row: Any) -> None:
        """Note that details were reviewed today; a pair is compared."""
        if isinstance(row, Duplicate):
            self.open(row)
            return
        person = row.person if isinstance(row, Lacking) else row
        self._services.contacts.reviewed([person.id])
        self.host.say(f"Reviewed today: {person.name}. u undoes it.")

    def edit(self, row: Any) -> None:
        """Change a person's details; in a pair those of the first."""
        self.host.post_message(Open("contact-form", self.contacts(row)[0]))

    def open(self, row: Any) -> None:
        """Compare a pair, or show a person."""
        if isinstance(row, Duplicate):
            self.host.post_message(Open("merge", (row.one_id, row.other_id)))
        else:
            self.host.post_message(Open("contact", self.contacts(row)[0]))

    def skip(self, row: Any) -> None:
        """Remember that a pair is two people."""
        self._services.duplicates.not_same(row.one_id, row.other_id)
        self.host.say(f"Two people: {self._name(row.one_id)} and {self._name(row.other_id)}")

    def _name(self, contact_id: int) -> str:
        return self._services.contacts.name_of(contact_id) or DELETED
