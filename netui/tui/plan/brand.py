"""The brand: pitches with their seconds, bios with their limits, what was published."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.plan.brand import (
    PLATFORMS,
    Bio,
    BioField,
    Pitch,
    Record,
    RecordKind,
)
from netui.domain.text import choose
from netui.domain.time.dates import full_day, short_day
from netui.domain.values import replace
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.compare import CompareModal
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.modals.text import TextModal
from netui.tui.plan.brand_words import ago, check_limit, compared, limits, spoken, used
from netui.tui.sections.answers import check_link
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.line_list import BLANK, Heading
from netui.tui.widgets.text_page import facts, paragraph

_LABEL = 14
_ANOTHER = "another"
_LONG_PITCH = 60
_SEEN_WIDTH = len("reviewed 12 months ago")


class FieldRow(Struct, frozen=True):
    """One field of a bio."""

    bio: Bio
    field: BioField


Row = Pitch | FieldRow | Record


class BrandSection(Section):
    """How the user presents themselves; enter writes the text under the cursor."""

    name: ClassVar[str] = "brand"
    title: ClassVar[str] = "Brand"
    empty: ClassVar[str] = "Nothing yet. Press a to add a pitch, a bio, or what you published."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "open": "write",
        "edit": "edit",
        "done": "reviewed",
        "delete": "delete",
    }

    def rows(self) -> Sequence[Any]:
        """Return pitches, the fields of each bio under its platform, and what was published."""
        rows: list[Any] = []
        if pitches := self._services.brand.pitches():
            rows += [Heading("PITCHES"), *pitches]
        for bio in self._services.brand.bios():
            rows += [*([BLANK] if rows else []), Heading(bio.platform, bio.link, right=self._seen(bio))]
            rows += [FieldRow(bio, field) for field in bio.fields]
        if records := self._services.brand.records():
            rows += [*([BLANK] if rows else []), Heading("PUBLISHED", f"{len(records)}"), *records]
        return rows

    def key(self, row: Row) -> Hashable:
        """Return the id, and for a field its name too."""
        return (row.bio.id, row.field.name) if isinstance(row, FieldRow) else row.id

    def count(self) -> int:
        """Return how many pitches and bios there are."""
        return self._services.brand.count()

    def paint(self, row: Row, width: int) -> Line:  # noqa: ARG002
        """Paint a pitch with its seconds, a field with what is used of its limit, or a title with its day."""
        today = self._services.present.today()
        if isinstance(row, Pitch):
            message = Span(f"{row.seconds} s", "warning" if row.seconds > _LONG_PITCH else "")
            right = (message, Span(f"  {row.words:>4} words  {self._seen(row):<{_SEEN_WIDTH}}", "dim"))
            return Line((Span(row.title),), right)
        if isinstance(row, Record):
            left = (Span(row.title), Span(f"  {row.where}" if row.where else "", "dim"))
            return Line(left, (Span(f"{row.kind}  {short_day(row.on, today)}", "dim"),))
        text = " ".join(row.field.text.split())
        shown = Span(text) if text else Span("empty", "ghost")
        return Line((Span(f"{row.field.name:<{_LABEL}}", "dim"), shown), (used(row.field),))

    def detail(self, row: Row, width: int) -> list[Line]:
        """Return the text in full."""
        if isinstance(row, Pitch):
            lines = paragraph(row.text, width) if row.text else []
            return lines or [Line((Span("No words yet: enter writes them.", "dim"),))]
        if isinstance(row, FieldRow):
            over = row.field.over
            lines = paragraph(row.field.text, width) if row.field.text else []
            if over:
                lines = [
                    Line((Span(f"{counted(over, 'character')} too many for {row.bio.platform}", "error"),)),
                    *lines,
                ]
            return lines or [Line((Span("Empty: enter writes it.", "dim"),))]
        found = (("when", full_day(row.on)), ("where", row.where), ("link", row.link))
        return facts(found, width, label_width=_LABEL)

    def more(self, row: Row | None) -> Sequence[Verb]:
        """Offer comparing, more fields and limits of a bio, and another version of a pitch."""
        if isinstance(row, Pitch):
            return (Verb("v", "another version", lambda: self._new_version(row), "starts from this one"),)
        if not isinstance(row, FieldRow):
            return ()
        return (
            Verb("c", "compare with another platform", lambda: self._choose_other(row.bio)),
            Verb("f", "another field", lambda: self._add_field(row.bio)),
            Verb("m", "limit of this field", lambda: self._ask_limit(row)),
            Verb("u", "link of this bio", lambda: self._ask_link(row.bio)),
            Verb("p", "remove this bio", lambda: self._remove(row.bio), row.bio.platform),
        )

    # The standard keys

    def add(self) -> None:
        """Ask what is to be added."""
        has = {bio.platform.casefold() for bio in self._services.brand.bios()}
        choices = [
            Choice("pitch", "A pitch", "30 to 60 seconds", key="p"),
            Choice("bio", "A bio", "of a platform, with its limits", key="b"),
            Choice("record", "An article, a talk, a post", key="r"),
        ]

        def picked(what: str) -> None:
            if what == "pitch":
                self._ask_pitch(None)
            elif what == "bio":
                self._ask_platform(has)
            else:
                self._ask_record(None)

        self.host.ask(ChoiceModal("Add", choices), picked)

    def open(self, row: Row) -> None:
        """Write the text of a row."""
        if isinstance(row, Pitch):
            self._write_pitch(row)
        elif isinstance(row, FieldRow):
            self._write_field(row)
        else:
            self._ask_record(row)

    def edit(self, row: Row) -> None:
        """Change a row: the name of a pitch, the text of a field, a record."""
        if isinstance(row, Pitch):
            self._ask_pitch(row)
        else:
            self.open(row)

    def refusal(self, verb: str, row: Row) -> str:
        """Refuse a review of what is published."""
        is_record = verb == "done" and isinstance(row, Record)
        return "What is published needs no review: space is for pitches and bios." if is_record else ""

    def done(self, row: Row) -> None:
        """Note that a pitch or a bio was reviewed."""
        what = row.bio if isinstance(row, FieldRow) else row
        assert not isinstance(what, Record)
        self._services.brand.reviewed(what)
        self.host.say(f"Reviewed today: {what.platform if isinstance(what, Bio) else what.title}")

    def delete(self, row: Row) -> None:
        """Remove a pitch or a record; of a field its text."""
        if isinstance(row, FieldRow):
            self._services.brand.set_field(row.bio, row.field.name, "")
            self.host.say(f"Emptied: {row.field.name} of {row.bio.platform}; v p removes the whole bio")
        else:
            self._remove(row)

    # Pitches

    def _ask_pitch(self, pitch: Pitch | None) -> None:
        def titled(title: str) -> None:
            if pitch is None:
                self._write_pitch(self._services.brand.add_pitch(title))
            else:
                self._services.brand.edit_pitch(pitch, title=title)

        modal = PromptModal(
            "Who is the pitch for?" if pitch is None else "Name of the pitch",
            value=pitch.title if pitch else "",
            placeholder="for engineers at a meetup",
            about=pitch.id if pitch else (),
        )
        self.host.ask(modal, titled)

    def _write_pitch(self, pitch: Pitch) -> None:
        modal = TextModal(
            f"Pitch: {pitch.title}",
            pitch.text,
            measure=spoken,
            placeholder="who you are, what you look for, what you ask of the other",
            mirror=self.host.mirror,
            draft_key=f"pitch:{pitch.id}",
        )
        self.host.ask(modal, lambda text: self._services.brand.edit_pitch(pitch, text=text))

    def _new_version(self, pitch: Pitch) -> None:
        modal = PromptModal("Who is this version for?", placeholder="for a recruiter", about=pitch.id)
        self.host.ask(
            modal, lambda title: self._write_pitch(self._services.brand.add_pitch(title, pitch.text))
        )

    # Bios

    def _ask_platform(self, has: set[str]) -> None:
        choices = [
            Choice(name, name, limits(fields))
            for name, fields in PLATFORMS.items()
            if name.casefold() not in has
        ]
        choices.append(Choice(_ANOTHER, "another platform", "typed"))

        def picked(name: str) -> None:
            if name == _ANOTHER:
                self.host.ask(
                    PromptModal("Which platform?", placeholder="ORCID", about=()),
                    self._services.brand.add_bio,
                )
            else:
                self._services.brand.add_bio(name)

        self.host.ask(ChoiceModal("The bio of", choices, filterable=False), picked)

    def _write_field(self, row: FieldRow) -> None:
        modal = TextModal(
            f"{row.bio.platform}: {row.field.name}",
            row.field.text,
            limit=row.field.limit,
            mirror=self.host.mirror,
            draft_key=f"bio:{row.bio.id}:{row.field.name}",
        )
        self.host.ask(modal, lambda text: self._services.brand.set_field(row.bio, row.field.name, text))

    def _add_field(self, bio: Bio) -> None:
        def named(name: str) -> None:
            if bio.field(name.strip()) is not None:
                raise InvalidValueError(f"{bio.platform} has the field {name.strip()} already")
            self._services.brand.set_field(bio, name, "")

        self.host.ask(
            PromptModal(f"Another field of {bio.platform}", placeholder="Pronouns", about=bio.id), named
        )

    def _ask_limit(self, row: FieldRow) -> None:
        modal = PromptModal(
            f"How many characters does {row.bio.platform} take in {row.field.name}?",
            value=str(row.field.limit or ""),
            hint="empty: as many as you like",
            validate=check_limit,
            required=False,
            about=row.bio.id,
        )
        self.host.ask(
            modal,
            lambda text: self._services.brand.set_limit(
                row.bio, row.field.name, int(text) if text.strip() else None
            ),
        )

    def _ask_link(self, bio: Bio) -> None:
        modal = PromptModal(f"Link of {bio.platform}", value=bio.link, required=False, about=bio.id)
        self.host.ask(
            modal,
            lambda link: self._services.brand.save(replace(bio, link=link.strip()), bio),
        )

    def _remove(self, what: Pitch | Bio | Record) -> None:
        self._services.brand.remove(what)
        self.host.say(f"Removed: {what.platform if isinstance(what, Bio) else what.title}")

    def _choose_other(self, bio: Bio) -> None:
        others = [one for one in self._services.brand.bios() if one.id != bio.id]
        if not others:
            self.host.say("There is no other bio to compare with: a adds one.")
        elif len(others) == 1:
            self._compare(bio, others[0])
        else:
            choices = [Choice(one, one.platform) for one in others]
            modal: ChoiceModal[Bio] = ChoiceModal(f"Compare {bio.platform} with", choices)
            self.host.ask(modal, lambda other: self._compare(bio, other))

    def _compare(self, first: Bio, second: Bio) -> None:
        found = self._services.brand.compare(first.id, second.id)
        self.host.push_screen(
            CompareModal(
                f"{first.platform} and {second.platform}",
                lambda width: compared(found, first.platform, second.platform, width),
            )
        )

    # What was published

    def _ask_record(self, record: Record | None) -> None:
        def saved(values: dict[str, str]) -> None:
            kind = choose(RecordKind, values["kind"], "kind of record")
            on = record.on if record and values["on"] == shown else self._answers.past_day(values["on"])
            if record is None:
                self._services.brand.add_record(
                    values["title"], on, kind=kind, where=values["where"], link=values["link"]
                )
            else:
                self._services.brand.save(
                    replace(
                        record,
                        title=values["title"],
                        on=on,
                        kind=kind,
                        where=values["where"],
                        link=values["link"],
                    ),
                    record,
                )

        shown = full_day(record.on) if record else "today"
        asks = [
            Ask("title", "Title", record.title if record else "", required=True),
            one_of("kind", "What", record.kind if record else RecordKind.ARTICLE),
            self._answers.ask_past_day("on", "When", shown),
            Ask("where", "Where", record.where if record else "", placeholder="a blog, a stage, a platform"),
            Ask("link", "Link", record.link if record else "", check=check_link, placeholder="https://"),
        ]
        title = "Published" if record is None else "Change"
        self.host.ask(FormModal(title, asks, about=record.id if record else ()), saved)

    def _seen(self, what: Pitch | Bio) -> str:
        if what.reviewed_on is None:
            return ""
        return f"reviewed {ago(what.reviewed_on, self._services.present.today())}"
