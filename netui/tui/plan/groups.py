"""Groups: what they are for, when they meet, what one gives to them."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.plan.group import Group, GroupKind, GroupRole, hours_words, read_hours, total_hours
from netui.domain.plan.meeting_days import is_cadence, next_meeting_day
from netui.domain.text import choose
from netui.domain.time.dates import describe_day, full_day, short_day
from netui.domain.values import replace
from netui.domain.week.agenda import day_words
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.text import TextModal
from netui.tui.sections.section import Section, Verb
from netui.tui.widgets.text_page import labelled

_LABEL = 12
_MOST_MEETINGS = 5
_MOST_HOURS = 5
_HOURS_WIDTH = 6
_ROLE_WIDTH = max(len(role) for role in GroupRole)


class GroupsSection(Section):
    """The groups one is in, or looks at."""

    name: ClassVar[str] = "groups"
    title: ClassVar[str] = "Groups"
    empty: ClassVar[str] = "No groups yet. Press a to add one, such as a meetup or your alumni."
    keys: ClassVar[dict[str, str]] = {
        "add": "add group",
        "edit": "edit",
        "done": "log meeting",
        "delete": "delete",
        "open": "members",
    }

    def rows(self) -> Sequence[Group]:
        """Return the groups by name."""
        return self._services.groups.list()

    def count(self) -> int:
        """Return how many groups there are."""
        return self._services.groups.count()

    def paint(self, row: Group, width: int) -> Line:  # noqa: ARG002
        """Paint name and kind; hours and the next meeting at the edge."""
        today = self._services.present.today()
        left = (Span(row.name), Span(f"  {row.kind}", "dim"))
        next_on = row.next_meeting_on(today)
        parts = [f"meets {day_words(next_on, today)}"] if next_on is not None else []
        parts += [f"{hours_words(row.total_hours) if row.hours else '':>{_HOURS_WIDTH}}"]
        tone = "dim" if row.role is GroupRole.INTERESTED else "accent"
        late = sum(one.is_open and one.due_on < today for one in self._services.groups.actions(row))
        message = [Span(f"{late} late  ", "error")] if late else []
        words = (Span(f"{'  '.join(parts)}  ", "dim"), Span(f"{row.role:<{_ROLE_WIDTH}}", tone))
        return Line(left, (*message, *words), Span(self.host.glyphs.overdue, "error") if late else None)

    def detail(self, row: Group, width: int) -> list[Line]:
        """Return what is known of a group."""
        lines: list[Line] = []

        def say(label: str, value: str, tone: str = "") -> None:
            if value:
                lines.extend(labelled(label, value, width, label_width=_LABEL, tone=tone))

        lines += self._actions(row)
        say("for", row.objectives)
        say("to join", row.criteria)
        say("joined", full_day(row.joined_on) if row.joined_on is not None else "")
        say("meets", self._cadence(row))
        say("members", ", ".join(name for _, name in self._services.groups.members(row)))
        say("hours", self._hours(row))
        today = self._services.present.today()
        for index, meeting in enumerate(reversed(row.meetings[-_MOST_MEETINGS:])):
            words = f"{short_day(meeting.on, today)}  {meeting.text}".strip()
            say("meetings" if index == 0 else "", words)
        for index, event in enumerate(self._services.events.of_group(row.id)[:_MOST_MEETINGS]):
            say(
                "events" if index == 0 else "", f"{short_day(event.on, today)}  {event.title} ({event.state})"
            )
        say("link", row.link)
        say("notes", row.notes)
        return lines or [Line((Span("Nothing more is known: e adds it.", "dim"),))]

    def more(self, row: Group | None) -> Sequence[Verb]:
        """Offer hours, actions, members, notes."""
        if row is None:
            return ()
        return (
            Verb("h", "give hours", lambda: self._give_hours(row), hours_words(row.total_hours)),
            Verb("t", "take something on", lambda: self._take_on(row), "with a day it is due"),
            Verb("k", "keep or drop what I took on", lambda: self._settle(row)),
            Verb("p", "members", lambda: self._ask_members(row), f"{len(row.contact_ids):,}"),
            Verb("n", "notes", lambda: self._write_notes(row)),
        )

    # The standard keys

    def delete(self, row: Group) -> None:
        """Remove a group."""
        self._services.groups.remove(row.id)
        self.host.say(f"Removed: {row.name}")

    def done(self, row: Group) -> None:
        """Log a meeting."""

        def saved(values: dict[str, str]) -> None:
            self._services.groups.log_meeting(row.id, values["text"], on=self._answers.past_day(values["on"]))

        asks = [
            Ask("text", "What was it about", placeholder="who spoke, what was decided"),
            self._answers.ask_past_day("on", "When"),
        ]
        self.host.ask(FormModal(f"Meeting of {row.name}", asks, about=row.id), saved)

    def open(self, row: Group) -> None:
        """Go to one of the members."""
        members = self._services.groups.members(row)
        if not members:
            self._ask_members(row)
            return
        choices = [Choice(contact_id, name) for contact_id, name in members]
        modal: ChoiceModal[int] = ChoiceModal(f"Members of {row.name}", choices)
        self.host.ask(modal, lambda contact_id: self.host.post_message(Open("contact", contact_id)))

    # More

    def _give_hours(self, row: Group) -> None:
        def saved(values: dict[str, str]) -> None:
            hours = read_hours(values["hours"])
            self._services.groups.give_hours(
                row.id, hours, on=self._answers.past_day(values["on"]), text=values["text"]
            )
            self.host.say(f"{hours_words(hours)} for {row.name}")

        asks = [
            Ask("hours", "Hours", check=_echo_hours, placeholder="2, 1.5 or 45 min", required=True),
            Ask("text", "For what"),
            self._answers.ask_past_day("on", "When"),
        ]
        self.host.ask(FormModal(f"Hours for {row.name}", asks, about=row.id), saved)

    def _take_on(self, row: Group) -> None:
        def saved(values: dict[str, str]) -> None:
            self._services.groups.add_action(row.id, values["text"], self._answers.due(values["due"]))

        asks = [
            Ask("text", "What", placeholder="book the room for January", required=True),
            self._answers.ask_due("due", "Due"),
        ]
        self.host.ask(FormModal(f"Take on for {row.name}", asks, about=row.id), saved)

    def _settle(self, row: Group) -> None:
        """Ask which of the open actions is done, or dropped."""
        today = self._services.present.today()
        choices: list[Choice[tuple[str, int]]] = []
        for action in self._services.groups.actions(row):
            if action.is_open:
                words = self._services.groups.action_words(row, action)
                choices.append(Choice(("done", action.id), f"done: {words}", day_words(action.due_on, today)))
                choices.append(Choice(("drop", action.id), f"let go: {words}"))
        if not choices:
            self.host.say("Nothing is open: v then t takes something on.")
            return

        def picked(answer: tuple[str, int]) -> None:
            verb, action_id = answer
            if verb == "done":
                self._services.follow_ups.done(action_id)
            else:
                self._services.follow_ups.drop(action_id)

        self.host.ask(ChoiceModal(f"Taken on for {row.name}", choices), picked)

    def _ask_members(self, row: Group) -> None:
        who = self._answers.ask_people("people", "Who is in it", row.contact_ids, "Ana Silva, Tom Weiss")
        self.host.ask(
            FormModal(f"Members of {row.name}", [who], about=row.id),
            lambda values: self._services.groups.set_members(row, self._answers.people(values["people"])),
        )

    def _write_notes(self, row: Group) -> None:
        modal = TextModal(
            f"Notes on {row.name}",
            row.notes,
            mirror=self.host.mirror,
            draft_key=f"group:{row.id}:notes",
        )
        self.host.ask(modal, lambda text: self._services.groups.edit(replace(row, notes=text), row))

    def ask(self, row: Group | None) -> None:
        """Ask for a group, or for what one is to be."""

        def saved(values: dict[str, str]) -> None:
            changed = replace(
                row or Group(id=0, uid="", name=""),
                name=values["name"],
                kind=choose(GroupKind, values["kind"], "kind of group"),
                role=choose(GroupRole, values["role"], "role in a group"),
                objectives=typed(values, "objectives"),
                criteria=typed(values, "criteria"),
                rhythm=typed(values, "rhythm"),
                link=typed(values, "link"),
            )
            if row is None:
                self._services.groups.add(changed)
            else:
                self._services.groups.edit(changed, row)

        def typed(values: dict[str, str], name: str) -> str:
            # The form shows one line of what may have several: they stay where that one is as it was.
            return str(getattr(row, name)) if row and values[name] == had(name) else values[name]

        def had(name: str, default: str = "") -> str:
            return " ".join(str(getattr(row, name)).split()) if row is not None else default

        asks = [
            Ask("name", "Name", had("name"), required=True),
            Ask("kind", "Kind", had("kind", GroupKind.MEETUP), choices=[(k, k.value) for k in GroupKind]),
            Ask("role", "My role", had("role", GroupRole.MEMBER), choices=[(r, r.value) for r in GroupRole]),
            Ask("objectives", "What it is for, to me", had("objectives")),
            Ask("criteria", "What it takes to join", had("criteria")),
            Ask(
                "rhythm",
                "Meets",
                had("rhythm"),
                check=self._echo_cadence,
                placeholder="every 2 weeks, or: first Thursday",
            ),
            Ask("link", "Link", had("link")),
        ]
        title = "Add a group" if row is None else "Change the group"
        self.host.ask(FormModal(title, asks, about=row.id if row is not None else ()), saved)

    # Words

    def _echo_cadence(self, text: str) -> str:
        if not is_cadence(text):
            return "kept as it is, without a next day: first Thursday, every 2 weeks have one"
        day = next_meeting_day(text, None, self._services.present.today())
        return f"next {full_day(day)}" if day is not None else "counted from the last meeting you log"

    def _cadence(self, row: Group) -> str:
        today = self._services.present.today()
        next_on = row.next_meeting_on(today)
        last = max((meeting.on for meeting in row.meetings), default=None)
        parts = [row.rhythm]
        if next_on is not None:
            parts.append(f"next {full_day(next_on)}")
        elif is_cadence(row.rhythm):
            parts.append("the next day follows from the first meeting you log: space")
        parts += [f"last {short_day(last, today)}"] if last is not None else []
        return "; ".join(part for part in parts if part)

    def _hours(self, row: Group) -> str:
        if not row.hours:
            return ""
        today = self._services.present.today()
        year = total_hours(row.hours, since=today.replace(month=1, day=1))
        latest = [
            f"{hours_words(entry.hours)} {entry.text}".strip() for entry in reversed(row.hours[-_MOST_HOURS:])
        ]
        return f"{hours_words(row.total_hours)}, {hours_words(year)} this year: {', '.join(latest)}"

    def _actions(self, row: Group) -> list[Line]:
        glyphs = self.host.glyphs
        today = self._services.present.today()
        lines: list[Line] = []
        for action in self._services.groups.actions(row):
            if not action.is_open:
                continue
            late = action.due_on < today
            lines.append(
                Line(
                    (
                        Span(f"{'Taken on' if not lines else '':<{_LABEL}}", "dim"),
                        Span(f"{glyphs.overdue} ", "error") if late else Span(f"{glyphs.todo} ", "dim"),
                        Span(self._services.groups.action_words(row, action)),
                    ),
                    (Span(f"{describe_day(action.due_on, today)} ", "error" if late else "dim"),),
                )
            )
        return lines


def _echo_hours(text: str) -> str:
    return hours_words(read_hours(text))
