"""Introductions: the loops still open, who was introduced to me, who I introduce."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, ClassVar

from netui.domain.people.follow_up import FollowUpKind
from netui.domain.plan.introduction import Introduction, IntroductionState, Way
from netui.domain.time.dates import full_day, short_day
from netui.services.plan.introduction_views import Connector, Received
from netui.services.week.introduction_source import ASKING, REMINDER
from netui.tui.look.messages import Open, WriteNote
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.plan.introduction_rows import (
    IntroductionRow,
    connector_line,
    introduction_of,
    is_open,
    kept_words,
)
from netui.tui.sections.asked_forms import ask_what_came, note_made
from netui.tui.sections.giving_forms import ask_made, ask_received
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.sections.section import Section, Verb
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.line_list import Heading
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import facts

_LABEL = 12
_MOST_CONNECTORS = 5


class IntroductionsSection(Section):
    """Open loops first; space takes the next step of one."""

    name: ClassVar[str] = "introductions"
    title: ClassVar[str] = "Introductions"
    empty: ClassVar[str] = "No introductions yet. Press a to record one, to you or by you."
    keys: ClassVar[dict[str, str]] = {
        "add": "add introduction",
        "done": "next step",
        "open": "open person",
        "edit": "edit",
        "delete": "remove",
    }

    def reading(self) -> Callable[[], object] | None:
        """Return the search through many people for introductions."""
        views = self._services.introduction_views
        return None if views.are_read or self._services.contacts.count() <= AT_ONCE else views.read

    def rows(self) -> Sequence[Any]:
        """Return what is open, who introduces me to most people, my introductions, then those to me."""
        views = self._services.introduction_views
        received = [IntroductionRow(received=one) for one in views.received()]
        made = [IntroductionRow(made=one) for one in views.made()]
        connectors = self._services.introduction_views.top_connectors(_MOST_CONNECTORS)
        groups: tuple[tuple[str, Sequence[Any]], ...] = (
            ("OPEN", [row for row in (*received, *made) if is_open(row)]),
            ("TOP CONNECTORS", connectors),
            ("BY ME", [row for row in made if not is_open(row)]),
            ("TO ME", [row for row in received if not is_open(row)]),
        )
        return grouped(
            (Heading(words, right="" if group is connectors else f"{len(group):,}"), group)
            for words, group in groups
        )

    def key(self, row: IntroductionRow | Connector) -> Hashable:
        """Return what identifies an introduction, or a connector."""
        return ("connector", row.row.id) if isinstance(row, Connector) else row.id

    def count(self) -> int:
        """Return how many loops are open."""
        return self._services.introduction_views.open_count()

    def paint(self, row: IntroductionRow | Connector, width: int) -> Line:  # noqa: ARG002
        """Paint the people of an introduction and what is still to do; or how many a connector introduced."""
        glyphs = self.host.glyphs
        if isinstance(row, Connector):
            return connector_line(row, glyphs)
        today = self._services.present.today()
        if row.received is not None:
            one = row.received
            left = [Span(self._name(one.contact_id)), Span(f"  by {self._name(one.introducer_id)}", "dim")]
            asked_on = one.record.asked_on if one.record is not None else None
            on, settled = one.on or asked_on, one.thanked_on is not None
        else:
            assert row.made is not None
            left = [
                Span(self._name(row.made.contact_id)),
                Span(" to ", "dim"),
                Span(self._name(row.made.other_id)),
                Span("  by me", "dim"),
            ]
            on, settled = row.made.on or row.made.dropped_on, row.made.on is not None
        words = self._state(row)
        tone = "accent" if is_open(row) else "dim"
        when = short_day(on, today) if on is not None else ""
        sign = Span(glyphs.tick if settled else glyphs.bullet, "dim")
        if is_open(row):
            sign = Span(glyphs.todo, "accent")
        elif (record := row.record) is not None and record.state is IntroductionState.DROPPED:
            sign = Span(glyphs.skipped, "dim")
        return Line(left, (Span(words, tone), Span(f"  {when:>10}", "dim")), sign)

    def detail(self, row: IntroductionRow | Connector, width: int) -> list[Line]:
        """Return its state and how I came to know them; or who a connector introduced me to."""
        found = self._connected(row) if isinstance(row, Connector) else self._facts(row)
        return facts(found, width, label_width=_LABEL)

    def contacts(self, row: IntroductionRow | Connector) -> Sequence[int]:
        """Return who keys act on: the introducer, or the one of the two whose turn it is."""
        if isinstance(row, Connector):
            return (row.row.id,)
        if row.received is not None:
            one = row.received
            wanted: tuple[int, ...] = (one.introducer_id,) if one.is_open else (one.contact_id,)
        else:
            assert row.made is not None
            turn = row.made.to_ask if row.made.is_open else None
            wanted = (turn,) if turn is not None else row.made.people
        return [one for one in wanted if self._services.contacts.row(one) is not None]

    def note(self, row: IntroductionRow | Connector) -> WriteNote | None:
        """Return the note that takes the next step of an introduction: it keeps what is promised."""
        people = self.contacts(row)
        if isinstance(row, Connector) or not people:
            return None
        if row.received is not None:
            asked = row.received.record
            if asked is not None and asked.state is IntroductionState.ASKED:
                # On the day of asking, the words that ask may not be written yet; a reminder makes no sense.
                is_new = asked.asked_on == self._services.present.today()
                return WriteNote(people, ASKING if is_new else REMINDER, about_id=asked.contact_id)
            step = row.received.thank or row.received.tell
            step_id = step.id if step is not None else asked.step_id if asked is not None else None
            return WriteNote(people, follow_up_id=step_id) if step_id is not None else None
        assert row.made is not None
        asks = row.made.is_open and row.made.to_ask is not None and row.made.step_id is not None
        return WriteNote(people, follow_up_id=row.made.step_id) if asks else None  # made: one after the other

    def more(self, row: IntroductionRow | Connector | None) -> Sequence[Verb]:
        """Offer the steps out of their order, and to open who introduced me."""
        if row is None or isinstance(row, Connector):
            return ()
        introductions = self._services.introductions
        verbs = []
        made = row.made
        if made is not None and made.is_open:
            for key, one, asked_on in (
                ("1", made.contact_id, made.asked_on),
                ("2", made.other_id, made.other_asked_on),
            ):
                if one is not None and asked_on is None:
                    asked = partial(introductions.asked, made.id, one)
                    verbs.append(Verb(key, f"{self._name(one)} was asked", asked))
            verbs.append(Verb("m", "introduced them today", lambda: self._made(made)))
            verbs.append(Verb("x", "close it", lambda: self._drop(made)))
        received = row.received
        if received is not None and not received.is_made and received.is_open:
            assert received.record is not None
            introduction = received.record
            verbs.append(
                Verb("m", "we were introduced", lambda: note_made(self._services, self.host, introduction))
            )
            verbs.append(Verb("x", "close it", lambda: self._drop(introduction)))
        if received is not None and received.is_made and not received.is_open and received.introducer:
            pair = (received.introducer_id, received.contact_id)
            verbs.append(Verb("t", "promise thanks and news", lambda: introductions.owe(*pair), "each once"))
        if received is not None and received.introducer is not None:
            introducer = received.introducer
            verbs.append(Verb("o", f"open {introducer.name}", lambda: self._open(introducer.id)))
        return verbs

    def add(self) -> None:
        """Ask which way an introduction went, then for it."""
        options: list[Choice[Any]] = [
            Choice(ask_received, "someone introduced me", key="m"),
            Choice(ask_made, "I introduce two people", key="i"),
        ]
        self.host.ask(ChoiceModal("Introduction", options), lambda ask: ask(self._services, self.host))

    def done(self, row: IntroductionRow | Connector) -> None:
        """Take the next step: thank, then tell; ask one, ask the other, introduce them."""
        row = introduction_of(row)
        if row.received is not None and not row.received.is_made:
            assert row.received.record is not None
            self._ask_on(row.received.record)
        elif row.received is not None:
            step = row.received.thank or row.received.tell
            if step is None:
                self.host.say(self._nothing_owed(row.received))
                return
            self._services.follow_ups.done(step.id)
            self.host.say(f"Done: {step.text}")
            if step.kind is FollowUpKind.THANK_YOU:
                offer_to_keep_in_touch(self._services, self.host, [row.received.introducer_id])
        elif row.made is not None:
            after = self._services.introductions.advance(row.made.id)
            self.host.say(f"{self._pair(after)}: {self._words(after)}")

    def _ask_on(self, asked: Introduction) -> None:
        """Note that someone was asked, or ask what came of it."""

        def does(act: Callable[[], object], words: str) -> None:
            act()
            self.host.say(words)

        if asked.state is IntroductionState.ASKED:
            ask_what_came(self._services, self.host, asked, does)
        elif asked.state is IntroductionState.IDEA:
            does(
                lambda: self._services.introductions.advance(asked.id),
                f"Asked {self._name(asked.by_id)} to introduce you to {self._name(asked.contact_id)}",
            )
        else:
            self.host.say("Closed: no introduction came. I on the person records one.")

    def _nothing_owed(self, received: Received) -> str:
        if received.told_on is None and received.record is not None:
            return f"Nothing to do until you talk to {self._name(received.contact_id)}: then tell how it went"
        return "Thanked and told already: v promises it again where it was not"

    def open(self, row: IntroductionRow | Connector) -> None:
        """Open the person I was introduced to, the first of the two, or the connector."""
        if isinstance(row, Connector):
            self._open(row.row.id)
            return
        one = row.received.contact_id if row.received is not None else None
        self._open(one if row.made is None else row.made.contact_id)

    def edit(self, row: IntroductionRow | Connector) -> None:
        """Ask for the day and the words."""
        row = introduction_of(row)
        record = row.record
        if record is None:
            assert row.received is not None
            ask_received(self._services, self.host, row.received.introducer_id, row.received.contact_id)
            return
        introductions = self._services.introductions

        def saved(values: dict[str, str]) -> None:
            on = self._answers.past_day(values["on"]) if values.get("on") else None
            introductions.edit(record.id, on=on, text=values["text"], base=record)

        asks = [Ask("text", "Words", record.text)]
        if record.on:
            asks.insert(0, self._answers.ask_past_day("on", "When", full_day(record.on), required=False))
        self.host.ask(FormModal("Change the introduction", asks, about=record.id), saved)

    def delete(self, row: IntroductionRow | Connector) -> None:
        """Take an introduction back, with what is promised for it."""
        row = introduction_of(row)
        introductions = self._services.introductions
        if row.received is not None:
            one = row.received
            introductions.forget(one.introducer_id, one.contact_id)
            name = self._name(one.contact_id)
            self.host.say(f"Removed: no one is said to have introduced {name}; u undoes it")
        elif row.made is not None:
            introductions.remove(row.made.id)
            self.host.say(f"Removed: {self._pair(row.made)}; the log keeps what was logged")

    def _made(self, made: Introduction) -> None:
        self._services.introductions.make(made.id)
        self.host.say(f"You introduced {self._pair(made)}: logged with both")

    def _drop(self, made: Introduction) -> None:
        self._services.introductions.drop(made.id)
        self.host.say(f"Closed: {self._pair(made)}")

    def _open(self, contact_id: int | None) -> None:
        if contact_id is not None and self._services.contacts.row(contact_id) is not None:
            self.host.post_message(Open("contact", contact_id))
        else:
            self.host.say("This person is no longer here.", "warning")

    def _connected(self, one: Connector) -> Sequence[tuple[str, str]]:
        chain = [person.name for person in self._services.introduction_views.chain(one.row.id)]
        return (
            ("brought", ", ".join(person.name for person in one.introduced)),
            ("further", f"{one.further:,} more came through those" if one.further else ""),
            ("chain", f" {self.host.glyphs.arrow} ".join(("me", *reversed(chain)))),
        )

    def _facts(self, row: IntroductionRow) -> Sequence[tuple[str, str]]:
        if row.received is not None:
            one = row.received
            chain = [person.name for person in self._services.introduction_views.chain(one.contact_id)]
            if one.record is not None and not one.is_made:
                return self._asked_facts(one.record)
            return (
                ("introduced", full_day(one.on) if one.on else "the day is not known"),
                ("thanked", kept_words(one.thanked_on, open_=one.thank is not None)),
                ("told", self._news_words(one)),
                ("chain", f" {self.host.glyphs.arrow} ".join(("me", *reversed(chain)))),
                ("words", one.record.text if one.record is not None else ""),
            )
        made = row.made
        assert made is not None
        return (
            ("state", self._words(made)),
            ("asked", "; ".join(self._asked_words(made))),
            ("introduced", full_day(made.on) if made.on else ""),
            ("words", made.text),
        )

    def _news_words(self, one: Received) -> str:
        if one.record is not None and one.tell is None and one.told_on is None:
            return f"once you have talked to {_first(self._name(one.contact_id))}"
        return kept_words(one.told_on, open_=one.tell is not None)

    def _asked_facts(self, asked: Introduction) -> Sequence[tuple[str, str]]:
        days = (("named", asked.named_on), ("asked", asked.asked_on), ("reminded", asked.reminded_on))
        return (
            ("state", self._waiting(asked)),
            *((label, full_day(on) if on is not None else "") for label, on in days),
            ("words", asked.text),
        )

    def _waiting(self, asked: Introduction) -> str:
        first = _first(self._name(asked.by_id))
        if asked.state is IntroductionState.IDEA:
            return f"next: ask {first}"
        if asked.state is IntroductionState.DROPPED:
            return "closed"
        return f"asked {first}" if asked.reminded_on is None else f"reminded {first}"

    def _asked_words(self, made: Introduction) -> Sequence[str]:
        asked = ((made.contact_id, made.asked_on), (made.other_id, made.other_asked_on))
        return [f"{self._name(one)} on {full_day(on)}" for one, on in asked if on is not None]

    def _state(self, row: IntroductionRow) -> str:
        if row.received is None:
            assert row.made is not None
            return self._words(row.made)
        if row.received.record is not None and not row.received.is_made:
            return self._waiting(row.received.record)
        owed = [
            word
            for word, one in (("thank", row.received.thank), ("tell", row.received.tell))
            if one is not None
        ]
        if owed:
            return f" {self.host.glyphs.dot} ".join(owed)
        kept = [
            word
            for word, on in (("thanked", row.received.thanked_on), ("told", row.received.told_on))
            if on is not None
        ]
        return f" {self.host.glyphs.dot} ".join(kept)

    def _words(self, made: Introduction) -> str:
        match made.state:
            case IntroductionState.MADE:
                return "made"
            case IntroductionState.DROPPED:
                return "closed"
            case IntroductionState.ASKED_BOTH:
                return "next: introduce them"
        asked = made.other_id if made.to_ask == made.contact_id else made.contact_id
        so_far = f"asked {_first(self._name(asked))}, " if made.state is IntroductionState.ASKED_ONE else ""
        return f"{so_far}next: ask {_first(self._name(made.to_ask))}"

    def _pair(self, made: Introduction) -> str:
        if made.way is Way.RECEIVED:
            return f"{self._name(made.contact_id)} by {self._name(made.by_id)}"
        return f"{self._name(made.contact_id)} to {self._name(made.other_id)}"

    def _name(self, contact_id: int | None) -> str:
        return self._services.introductions.name(contact_id)


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name
