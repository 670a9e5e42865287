"""Events: coming ones with their goals, past ones with the people met."""

from collections.abc import Hashable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from netui.domain.plan.event import Event, EventState
from netui.domain.time.dates import at_zone, echo, full_day
from netui.domain.values import replace
from netui.domain.week.agenda import day_words
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.text import TextModal
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.line_list import Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import labelled

_LABEL = 12
_NO_GROUP = ""


class EventsSection(Section):
    """The events; enter on one opens event mode."""

    name: ClassVar[str] = "events"
    title: ClassVar[str] = "Events"
    empty: ClassVar[str] = "No events yet. Press a to plan one."
    keys: ClassVar[dict[str, str]] = {
        "add": "plan",
        "open": "event mode",
        "done": "was there",
        "skip": "not going",
        "edit": "edit",
        "delete": "delete",
    }

    def rows(self) -> Sequence[Any]:
        """Return what waits for an answer, what is to come, and what is over."""
        events = self._services.events
        return grouped(
            (
                (Heading("WHAT BECAME OF IT?"), events.untold()),
                (Heading("TO COME"), events.coming()),
                (Heading("OVER"), events.past()),
            )
        )

    def key(self, row: Event) -> Hashable:
        """Return the event's id."""
        return row.id

    def count(self) -> int:
        """Return how many are planned."""
        return self._services.events.count()

    def paint(self, row: Event, width: int) -> Line:  # noqa: ARG002
        """Paint title and place, and the day or the people met at the edge."""
        glyphs = self.host.glyphs
        today = self._services.present.today()
        group = self._services.groups.name_of(row.group_id)
        about = " · ".join(part for part in (row.place, group) if part)
        left = (Span(row.title), Span(f"  {about}" if about else "", "dim"))
        met = f"{len(row.contact_ids):,} met  " if row.contact_ids else ""
        when = day_words(row.on, today)
        if row.state is EventState.ATTENDED:
            return Line(left, (Span(met), Span(when, "dim")), Span(glyphs.tick, "success"))
        if row.state is EventState.SKIPPED:
            message = "not there" if self._services.events.has_begun(row) else "not going"
            return Line(
                (Span(row.title, "dim"),), (Span(f"{message}  {when}", "dim"),), Span(glyphs.skipped, "dim")
            )
        if row.at is not None and not self._services.events.is_over(row):
            when = f"{when} {self._services.present.local(row.at):%H:%M}"
        glyph = (
            Span(glyphs.waiting, "accent") if self._services.events.is_over(row) else Span(glyphs.todo, "dim")
        )
        return Line(left, (Span(when, "accent" if row.on == today else ""),), glyph)

    def detail(self, row: Event, width: int) -> list[Line]:
        """Return what the user wants from it, and what came of it."""
        lines: list[Line] = []

        def say(label: str, value: str) -> None:
            if value:
                lines.extend(labelled(label, value, width, label_width=_LABEL))

        say("when", self._typed_when(row))
        say("where", row.place)
        say("group", self._services.groups.name_of(row.group_id))
        say("I want", row.goals)
        say("met", ", ".join(self._answers.names(row.contact_ids)))
        gone = len(row.contact_ids) - len(self._answers.names(row.contact_ids))
        say("", f"and {gone} who {'is' if gone == 1 else 'are'} no longer in the network" if gone else "")
        say("notes", row.notes)
        return lines

    def contacts(self, row: Event) -> Sequence[int]:
        """Return those met there: n writes to all of them."""
        return [one for one in row.contact_ids if self._services.contacts.row(one) is not None]

    def more(self, row: Event | None) -> Sequence[Verb]:
        """Offer goals, notes, and going back."""
        if row is None:
            return ()
        verbs = [
            Verb("g", "what I want from it", lambda: self._write(row, "goals", "What I want from")),
            Verb("n", "notes", lambda: self._write(row, "notes", "Notes on")),
        ]
        if not row.is_planned:
            verbs.append(Verb("p", "planned again", lambda: self._services.events.plan_again(row.id)))
        return verbs

    # The standard keys

    def delete(self, row: Event) -> None:
        """Remove an event."""
        self._services.events.remove(row.id)
        self.host.say(f"Removed: {row.title}")

    def skip(self, row: Event) -> None:
        """Note that the user doesn't go."""
        self._services.events.skipped(row.id)
        self.host.say(f"Not going: {row.title}")

    def open(self, row: Event) -> None:
        """Open event mode, from the day of the event on."""
        if self._services.events.has_begun(row):
            self.host.post_message(Open("event", row.id))
        else:
            when = day_words(row.on, self._services.present.today())
            self.host.say(f"{row.title} is on {when}: event mode opens on the day. v g writes what you want.")

    def done(self, row: Event) -> None:
        """Note that the user was there, with the known people they met."""

        def saved(values: dict[str, str]) -> None:
            self._services.events.attended(
                row.id, self._answers.people(values["people"]), notes=values["notes"]
            )
            self.host.say(f"Was there: {row.title}")

        if not self._services.events.has_begun(row):
            self.open(row)
            return
        asks = [
            Ask(
                "people",
                "Who I met",
                check=self._answers.check_people,
                hint="people you know; for new ones, enter on the event opens event mode",
            ),
            Ask("notes", "In a line"),
        ]
        self.host.ask(FormModal(f"{row.title}: was there", asks, about=row.id), saved)

    def _write(self, row: Event, field: str, title: str) -> None:
        modal = TextModal(
            f"{title} {row.title}",
            getattr(row, field),
            mirror=self.host.mirror,
            draft_key=f"event:{row.id}:{field}",
            placeholder="two people who work on compilers; ask about the workshop"
            if field == "goals"
            else "",
        )
        self.host.ask(modal, lambda text: self._services.events.edit(replace(row, **{field: text}), row))

    def ask(self, row: Event | None) -> None:
        """Ask for an event, or for what one is to be."""
        when = self._typed_when(row) if row is not None else ""
        goals = " ".join(row.goals.split()) if row is not None else ""

        def saved(values: dict[str, str]) -> None:
            on, at = (row.on, row.at) if row and values["when"] == when else self._read_when(values["when"])
            changed = replace(
                row or Event(id=0, uid="", title="", on=on),
                title=values["title"],
                on=on,
                at=at,
                place=values["place"],
                group_id=int(values["group"]) if values.get("group") else None,
                # Goals of several lines are shown in one: they stay where that one is as it was.
                goals=row.goals if row and values["goals"] == goals else values["goals"],
            )
            if row is None:
                self._services.events.add(changed)
            else:
                self._services.events.edit(changed, row)

        groups = [(_NO_GROUP, "none"), *((str(one.id), one.name) for one in self._services.groups.list())]
        asks = [
            Ask("title", "What", row.title if row else "", required=True),
            Ask(
                "when",
                "When",
                when,
                check=self._echo_when,
                placeholder="fri 18:30, 12 mar",
                required=True,
                overtype=True,
            ),
            Ask("place", "Where", row.place if row else ""),
            Ask("goals", "What I want from it", goals, placeholder="meet two people who write backends"),
        ]
        if len(groups) > 1:
            group = str(row.group_id or "") if row is not None else _NO_GROUP
            asks.append(Ask("group", "Group", group, choices=groups))
        title = "Plan an event" if row is None else "Change the event"
        self.host.ask(FormModal(title, asks, about=row.id if row is not None else ()), saved)

    # Days and times

    def _read_when(self, text: str) -> tuple[date, datetime | None]:
        present = self._services.present
        when = present.read_when(text)
        if isinstance(when, datetime):
            at = at_zone(when, present.zone)
            return present.local(at).date(), at
        return when, None

    def _echo_when(self, text: str) -> str:
        on, at = self._read_when(text)
        clock = f" {self._services.present.local(at):%H:%M}" if at is not None else ""
        return f"{echo(on, self._services.present.today())}{clock}"

    def _typed_when(self, event: Event) -> str:
        clock = f" {self._services.present.local(event.at):%H:%M}" if event.at is not None else ""
        return f"{full_day(event.on)}{clock}"
