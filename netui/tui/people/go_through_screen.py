"""Go through people and choose how often to be in touch with each; what that adds up to is always seen."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.people.cadence import Cadence
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import ContactRow, Stage
from netui.domain.text import choose
from netui.services.people.people import named
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span, fit
from netui.tui.modals.cadence_choices import CADENCES, NONE_KEY
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.shell.area import PERSON_BINDINGS, SCREEN_BINDINGS, AreaScreen
from netui.tui.widgets.charts import bar
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_WEEK = 7
_BAR = 12
_EMPTY = (
    Line([Span("No one to go through: you chose for everyone here.")]),
    Line([Span("esc goes back; a search under Contacts finds more people.", "dim")]),
)


class GoThroughScreen(AreaScreen, inherit_bindings=False):
    """People by id, or those a query finds, the newest connection first.

    An empty query means everyone without a cadence. Several marked people get their first check-ins spread.
    """

    KEYS_TITLE = "Going through"

    DEFAULT_CSS = """
    GoThroughScreen #through-sum { padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(one.key, f"cadence('{one.every}')", one.short, show=False, id=f"through.rhythm-{one.key}")
            for one in CADENCES
        ),
        Binding(NONE_KEY, "cadence('')", "no check-ins", show=False, id="through.none"),
        Binding("space", "next", "next", id="through.next"),
        Binding("t", "person('tag')", "tag", id="through.tag"),
        Binding("s", "stage", "stage", id="through.stage"),
        Binding("escape", "back", "back", id="through.back"),
        *(one for one in PERSON_BINDINGS if isinstance(one, Binding) and one.id != "person.tag"),
        *SCREEN_BINDINGS,
    ]

    def __init__(self, services: Services, ids: Sequence[int] | str | int = "") -> None:
        super().__init__()
        self._services = services
        self._wanted = ids
        self._per_week: dict[int, float] = {}

    def compose_body(self) -> ComposeResult:
        """Yield what the cadences add up to, and the people."""
        yield Lines(id="through-sum")
        with Panel(title="Who to keep up with", id="through"):
            yield LineList(self._paint, marks=True, empty=_EMPTY)

    @property
    def people(self) -> LineList:
        """The people; their ids are the rows."""
        return self.query_one(LineList)

    def reload(self, change: Change | None) -> None:
        """Find the people at first; later remove people who are gone, and count again."""
        if change is None and not self.people.rows:
            self._count(None)
            self.people.set_rows([row.id for row in self._found()])
            self.people.focus()
        else:
            touched = None if change is None else change.touched.get("contacts", frozenset())
            if change is not None and "preferences" in change.touched:
                touched = None
            self._count(touched)
            gone = {row_id for row_id in touched or () if self._services.contacts.row(row_id) is None}
            if gone:
                self.people.set_rows([row_id for row_id in self.people.rows if row_id not in gone])
            self.people.refresh()
        self._show_sum()

    def _found(self) -> list[ContactRow]:
        imports = self._services.imports
        wanted = self._wanted
        if not isinstance(wanted, str | int):
            return imports.newest(wanted)
        if wanted:
            found = self._services.search.search(str(wanted))
            return imports.newest(row.id for row in found)
        everyone = self._services.contacts.rows()
        return imports.newest(row.id for row in everyone if row.id not in self._per_week)

    # What it adds up to

    def _count(self, touched: Iterable[int] | None) -> None:
        """Note how many check-ins a week each person makes; all of them, or those that changed."""
        rules = self._services.cadences.preferences().rules
        if touched is None:
            self._per_week.clear()
            rows: Iterable[ContactRow] = self._services.contacts.rows()
        else:
            for row_id in touched:
                self._per_week.pop(row_id, None)
            found = (self._services.contacts.row(row_id) for row_id in touched)
            rows = [row for row in found if row is not None]
        for row in rows:
            cadence = cadence_of(row, rules)
            if cadence is not None:
                self._per_week[row.id] = _WEEK / cadence.days

    def _show_sum(self) -> None:
        room = self._services.config.check_ins_per_week
        week = sum(self._per_week.values())
        people = self.people.rows
        chosen = sum(1 for row_id in people if row_id in self._per_week)
        lines = self.query_one("#through-sum", Lines)
        if week > room:
            spans = [Span(lines.glyphs.full * _BAR, "error")]
            message = Span(f", more than {room}", "error")
        else:
            spans = bar(week, room, _BAR, lines.glyphs)
            message = Span(f", of {room} at most", "dim")
        spans += [Span(f"  {_amount(week)} check-ins a week", "strong"), message]
        legend = [
            span
            for key, text in [*((one.key, one.short) for one in CADENCES), (NONE_KEY, "none")]
            for span in (Span(key, "accent strong"), Span(f" {text}  ", "dim"))
        ]
        lines.set_lines([Line(spans), Line(legend)])
        cadences = f"{chosen:,} of {len(people):,} to keep in touch with" if people else ""
        self.query_one("#through", Panel).set_subtitle(cadences)

    # The list

    def _paint(self, contact_id: int, width: int) -> Line:
        row = self._services.contacts.row(contact_id)
        if row is None:
            return Line([Span("gone", "dim")])
        shown = f"every {row.cadence}" if row.cadence else "by default" if row.id in self._per_week else ""
        met = f"{row.met_on.day} {row.met_on:%b %Y}" if row.met_on else ""
        right = [Span(f"{shown:>16}", "accent"), *([Span(f"{met:>13}", "dim")] if width >= 70 else [])]
        room = max(width - sum(len(span.text) for span in right) - 2, 10)
        name = max(10, room * 2 // 5)
        job = ", ".join(part for part in (row.title, row.company) if part)
        tags = " ".join(f"#{tag}" for tag in row.tags)
        left = [Span(fit(row.name, name)), Span("  "), Span(job, "dim")]
        if tags and width >= 100:
            left += [Span("  "), Span(tags, "primary")]
        tick = Span(self.people.glyphs.tick, "success") if shown else None
        return Line(left, right, tick)

    def current_contact_ids(self) -> Sequence[int]:
        """Return the marked people, or the one under the cursor."""
        return self.people.acting_ids

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Open the person."""
        self.post_message(Open("contact", int(event.row)))

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Keys depend on whether there is someone."""
        self.refresh_bindings()

    # Choosing

    def action_cadence(self, text: str) -> None:
        """Choose a cadence for the marked people, or for one and go on to the next."""
        ids = self.people.acting_ids
        if not ids:
            return
        cadence = Cadence.parse(text) if text else None
        self._services.cadences.set_cadence(ids, cadence)
        if len(ids) == 1 and not self.people.marked_ids:
            self.people.action_down()
            return
        self.people.clear_marks()
        who = named(self._services.contacts.name_of(one) for one in ids)
        spread = ", first check-ins spread" if cadence and len(ids) > 1 else ""
        self.host.say(f"{who}: {f'every {cadence}' if cadence else 'no check-ins'}{spread}")

    def action_next(self) -> None:
        """Leave this one as they are."""
        self.people.action_down()

    def action_stage(self) -> None:
        """Choose the stage of the marked people, or of the one under the cursor."""
        ids = tuple(self.people.acting_ids)
        if not ids:
            return
        who = named(self._services.contacts.name_of(one) for one in ids)
        now = self._services.contacts.get(ids[0]).stage.value
        self.host.ask(
            ChoiceModal(f"Stage of {who}", [Choice(stage.value, stage.value) for stage in Stage], start=now),
            lambda value: self._services.contacts.set_stage(ids, choose(Stage, value, "stage")),
        )

    def action_back(self) -> None:
        """Clear the marks first; then go back."""
        if self.people.marked_ids:
            self.people.clear_marks()
        else:
            self.go_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs someone under the cursor."""
        if action in {"cadence", "stage", "next"}:
            return True if self.people.rows else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key is dim."""
        if action in {"cadence", "stage", "next"}:
            return "There is no one here to choose for."
        return super().why_not(action)


def _amount(per_week: float) -> str:
    return "no" if not per_week else f"{per_week:.1f}" if per_week < 10 else f"{per_week:.0f}"
