"""Two records of one person side by side, field by field, before they are made one."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from netui.domain.counted import counted
from netui.domain.people.contact import Contact
from netui.domain.people.merging import MergeField, Side
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import Line, Span, fit
from netui.tui.modals.subjects import Gone
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage, labelled

_LABEL = 15
_WORD = 7
_SIDES = {Side.KEEP: "left", Side.OTHER: "right", Side.BOTH: "both"}


class MergeScreen(AreaScreen):
    """Choose what the one person is to be; the older record stays, with all that happened to both."""

    KEYS_TITLE: ClassVar[str] = "Merge"
    PERSON_KEYS: ClassVar[bool] = False
    AUTO_FOCUS = "#fields"

    DEFAULT_CSS = """
    MergeScreen #about { padding: 0 2; }
    MergeScreen #both { height: 8; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "merge", "merge", id="merge.merge", priority=True),
        Binding("space", "next", "other value", id="merge.next"),
        Binding("left", "choose('keep')", "left", id="merge.left", priority=True),
        Binding("right", "choose('other')", "right", id="merge.right", priority=True),
        Binding("b", "choose('both')", "both", show=False, id="merge.both"),
        Binding("x", "apart", "they are two people", id="merge.apart"),
        Binding("escape", "app.close", "back", show=False, id="merge.back"),
    ]

    def __init__(self, services: Services, one_id: int, other_id: int) -> None:
        super().__init__()
        self._services = services
        pair = [services.contacts.get(one_id), services.contacts.get(other_id)]
        self._keep, self._other = sorted(pair, key=_age)
        self._choices: dict[str, Side] = {}

    def compose_body(self) -> ComposeResult:
        """Yield who they are, the fields, and the values of one field in full."""
        yield Lines([Line(()), Line(())], id="about")
        with Vertical():
            with Panel(title="What the one person is to be"):
                yield LineList(self._paint, key=lambda field: field.name, opens=False, id="fields")
            with Panel(title="", id="both"):
                yield TextPage()

    def reload(self, change: Change | None) -> None:
        """Read both again; without one of them there is nothing to merge."""
        if self.gone() is not None:
            self.host.say("One of the two is no longer here.")
            self.call_later(self.host.let_go_of_gone)
            return
        contacts, ids = self._services.contacts, (self._keep.id, self._other.id)
        self._keep, self._other = (contacts.get(one) for one in ids)
        fields = self._services.duplicates.fields(*ids)
        fields.sort(key=lambda field: not field.conflict)
        conflicts = sum(field.conflict for field in fields)
        words = f"{counted(conflicts, 'field')} to choose" if conflicts else "nothing to choose"
        head = Line(
            (Span(self._keep.name, "strong"), Span("  and  ", "dim"), Span(self._other.name, "strong"))
        )
        message = Line((Span("Lists are united, all that happened is kept; u brings both back.", "dim"),))
        self.query_one("#about", Lines).set_lines([Line(head.left, (Span(words, "accent"),)), message])
        self._list.set_rows(fields, keep=change is not None)
        self._show_both()

    def gone(self) -> Gone | None:
        """Return who of the two is no longer in the store; nothing is typed here."""
        pair = (self._keep.id, self._other.id)
        ids = frozenset(one for one in pair if self._services.contacts.row(one) is None)
        return Gone("one of these two people", ids, typed=False) if ids else None

    @property
    def _list(self) -> LineList:
        return self.query_one("#fields", LineList)

    def _side(self, field: MergeField) -> Side:
        return self._choices.get(field.name, field.side)

    def _paint(self, field: MergeField, width: int) -> Line:
        glyphs = glyphs_of(self.app)
        column = max(4, (width - _LABEL - _WORD - 10) // 2)
        side = self._side(field)
        spans = [Span(fit(field.label, _LABEL), "dim")]
        for value, mine in ((field.keep, Side.KEEP), (field.other, Side.OTHER)):
            taken = side in (mine, Side.BOTH)
            mark = glyphs.bullet if taken and field.conflict else " "
            same = field.sides == (Side.KEEP,) and mine is Side.OTHER and value == field.keep
            tone = "" if taken and not same else "dim"
            shown = fit(value, column, pad=mine is Side.KEEP)
            spans += [Span(f"{mark} ", "accent"), Span(f"{shown}  ", tone)]
        word = _SIDES[side] if field.conflict else "united" if side is Side.BOTH else ""
        return Line(spans, (Span(f"{word:>{_WORD}}", "accent" if field.conflict else "dim"),))

    def _show_both(self) -> None:
        field: MergeField | None = self._list.cursor_row
        panel = self.query_one("#both", Panel)
        panel.set_title(field.label if field is not None else "")

        def build(width: int) -> list[Line]:
            if field is None:
                return []
            return [
                *labelled("left", field.keep or "nothing", width, label_width=_WORD),
                *labelled("right", field.other or "nothing", width, label_width=_WORD),
            ]

        self.query_one(TextPage).show(build)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Show the values of the field in full."""
        event.stop()
        self._show_both()
        self.refresh_bindings()

    # Keys

    def action_next(self) -> None:
        """Take the next of the values there are."""
        field: MergeField | None = self._list.cursor_row
        if field is not None and field.conflict:
            place = field.sides.index(self._side(field))
            self._choose(field, field.sides[(place + 1) % len(field.sides)])

    def action_choose(self, side: str) -> None:
        """Take the value of one side, or both."""
        field: MergeField | None = self._list.cursor_row
        if field is not None and Side(side) in field.sides:
            self._choose(field, Side(side))

    def _choose(self, field: MergeField, side: Side) -> None:
        self._choices[field.name] = side
        self._list.refresh_row(field.name)

    def action_merge(self) -> None:
        """Make one person of both."""
        keep, other = self._keep, self._other
        self._services.duplicates.merge(keep.id, other.id, self._choices)
        self.go_back()
        self.host.say(f"Merged {other.name} into {keep.name}; u brings both back")

    def action_apart(self) -> None:
        """Remember that they are two people."""
        self._services.duplicates.not_same(self._keep.id, self._other.id)
        self.go_back()
        self.host.say(f"Two people: {self._keep.name} and {self._other.name}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the choice where there is none."""
        if action in ("next", "choose") and self.is_mounted:
            field: MergeField | None = self._list.cursor_row
            if field is None or not field.conflict:
                return None
            if action == "choose" and Side(str(parameters[0])) not in field.sides:
                return None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why there is nothing to choose."""
        if action == "next":
            return "There is nothing to choose: only one has a value, both agree, or they are united."
        if action == "choose":
            return "Only a field with two values is chosen, and only texts are kept both."
        return super().why_not(action)


def _age(contact: Contact) -> tuple[Any, ...]:
    created = contact.created_at
    return (created is None, created.timestamp() if created is not None else 0.0, contact.id)
