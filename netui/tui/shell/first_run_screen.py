"""The first screen of an empty store: ways to begin, and three small questions that can all wait."""

import os
import socket
import textwrap
from collections.abc import Callable
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.people.rules import check_zone
from netui.domain.settings import BY_NAME
from netui.domain.time.calendar_ends import on_clock
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.file import FileModal, chosen_file
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

DEMO = "demo"
"""What the app returns to be asked to show the demo network."""
RESTORED = "restored"
"""What it returns to be started again, on what came from a backup."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LOW = 24
"""Below so many lines the greeting gives way to what the ways mean."""
_GREETING = "Keep your professional network alive, a little each week. How would you like to begin?"
_ASK_FILE = (
    "An address book as vCard (.vcf), Google or Outlook as CSV, any table with names; LinkedIn gives a file "
    "under Me > Settings & Privacy > Data privacy > Get a copy of your data. From the machine it is on:"
)
_BRING = (
    "People, settings, templates and drafts, as they are there. On the other machine, the first line writes "
    "them into one file, the second brings it here; then give its path."
)


class _Row(Struct, frozen=True):
    """A way on, or a question."""

    verb: str
    key: str
    title: str
    about: str


_WAYS = (
    _Row("import", "i", "Import my contacts: LinkedIn, Google, Outlook, a phone", _ASK_FILE),
    _Row("restore", "b", "Bring my netui from another machine", _BRING),
    _Row(
        "demo",
        "d",
        "Look at a demo network",
        "A made-up network with interviews and check-ins, to try every key on. Nothing of it is kept.",
    ),
    _Row(
        "person",
        "p",
        "Add the first person",
        "Someone you would like to stay in touch with: a name is enough.",
    ),
    _Row("look", "esc", "Just look around", "Everything is empty, and ready. a adds someone at any time."),
)
_QUESTIONS = (
    _Row("name", "", "My name in notes", "The name your notes are signed with."),
    _Row("zone", "", "Time zone", "The clock your days begin and your interviews are shown by."),
    _Row("week", "", "First day of the week", "For calendars and for “this week”."),
)


class FirstRunScreen(AreaScreen):
    """Ways on from an empty store; it leaves by itself once there is someone in it."""

    KEYS_TITLE = "Welcome"
    PERSON_KEYS = False

    DEFAULT_CSS = """
    FirstRunScreen #welcome { padding: 0 1; }
    FirstRunScreen #welcome-list { height: auto; max-height: 12; margin: 1 0; }
    FirstRunScreen #welcome.-low #welcome-greeting { display: none; }
    FirstRunScreen #welcome.-low #welcome-list { margin: 0 0 1 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "go('import')", "import", id="welcome.import"),
        Binding("b", "go('restore')", "bring mine", id="welcome.restore"),
        Binding("d", "go('demo')", "demo", id="welcome.demo"),
        Binding("p", "go('person')", "first person", id="welcome.person"),
        Binding("escape", "look", "look around", id="welcome.look"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._answered: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """Yield the greeting, the ways, and what the one under the cursor means."""
        with Panel(title="Welcome to netui", id="welcome"):
            yield Lines(id="welcome-greeting")
            yield LineList(self._paint, key=lambda row: row.verb, id="welcome-list")
            yield Lines(id="welcome-about")

    def reload(self, change: Change | None) -> None:
        """Show the ways, or leave if someone was added in the meantime."""
        if self._services.contacts.count():
            self.call_after_refresh(self.go_back)
            return
        if change is None:
            self._show_rows()
            self._say()

    def on_screen_resume(self) -> None:
        """Leave once there is someone."""
        if self._services.contacts.count():
            self.call_after_refresh(self.go_back)

    def on_resize(self) -> None:
        """Wrap the words again."""
        self.query_one("#welcome").set_class(self._is_low, "-low")
        self._show_rows()
        self.call_after_refresh(self._say)

    @property
    def _is_low(self) -> bool:
        return self.app.size.height < _LOW

    def _show_rows(self) -> None:
        heading = Heading("THREE SMALL QUESTIONS", note="all can wait", tone="dim")
        gap = [] if self._is_low else [BLANK]
        self.query_one(LineList).set_rows([*_WAYS, *gap, heading, *_QUESTIONS])

    def _paint(self, row: _Row, _width: int) -> Line:
        if row.key:
            return Line([Span(f"{row.key:<4}", "accent strong"), Span(row.title)])
        tick = Span(self.query_one(LineList).glyphs.tick, "success") if row.verb in self._answered else None
        return Line([Span(row.title)], [Span(self._answer(row.verb), "dim")], tick)

    def _answer(self, verb: str) -> str:
        if verb == "name":
            return self._services.config.name or "not yet"
        if verb == "week":
            return _DAYS[self._services.config.week_start]
        present = self._services.present
        return f"{self._zone()}, {present.local(present.now()):%H:%M} now"

    def _zone(self) -> str:
        return str(getattr(self._services.present.zone, "key", None) or self._services.present.zone)

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Say what the row means."""
        self._say()
        self.refresh_bindings()

    def describe_binding(self, binding_id: str) -> str | None:
        """Say whether enter begins or asks."""
        if binding_id == "list.open" and self.is_mounted:
            row = self.query_one(LineList).cursor_row
            return "answer" if row in _QUESTIONS else "begin"
        return None

    def _say(self) -> None:
        row = self.query_one(LineList).cursor_row
        about = self.query_one("#welcome-about", Lines)
        width = max((about.size.width or self.app.size.width - 6) - 2, 20)
        greeting = textwrap.wrap(_GREETING, width)
        self.query_one("#welcome-greeting", Lines).set_lines([Line([Span(part)]) for part in greeting])
        if row is None:
            return
        lines = [Line([Span(part, "dim")]) for part in textwrap.wrap(row.about, width)]
        commands = {
            "import": [_scp("~/Downloads/contacts.vcf")],
            "restore": ["  netui backup netui.zip", _scp("netui.zip")],
        }
        lines += [Line([Span(command)]) for command in commands.get(row.verb, ())]
        about.set_lines(lines)

    # Going on

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Go that way, or ask."""
        self._go(event.row.verb)

    def action_go(self, verb: str) -> None:
        """Go one of the ways."""
        self._go(verb)

    def action_look(self) -> None:
        """Look around."""
        self.go_back()

    def _go(self, verb: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            "import": lambda: self.post_message(Open("import", 0)),
            "restore": self._ask_backup,
            "demo": lambda: self.app.exit(DEMO),
            "person": lambda: self.post_message(Open("contact-form", 0)),
            "look": self.go_back,
            "name": self._ask_name,
            "zone": self._ask_zone,
            "week": self._ask_week,
        }
        ways[verb]()

    # Importing and restoring

    def _ask_backup(self) -> None:
        """Put everything of a backup in place, and have the program start on it."""
        modal = FileModal(
            "The backup to bring here",
            kept=False,
            placeholder="~/netui.zip",
            hint="tab completes the path, enter brings it",
            about=(),
            use=lambda text: self._services.safety.restore_file(chosen_file(text), lambda _: True),
        )
        self.host.ask(modal, lambda _: self.app.exit(RESTORED))

    # The questions

    def _ask_name(self) -> None:
        def named(name: str) -> None:
            self._services.settings.set("name", name)
            self._done("name")

        prompt = PromptModal(
            "Your name, as notes are signed",
            value=self._services.config.name,
            required=False,
            kept=False,
            about=(),
        )
        self.host.ask(prompt, named)

    def _ask_zone(self) -> None:
        now = self._services.present.now()

        def clock(text: str) -> str:
            return f"it is {on_clock(now, check_zone(text.strip())):%H:%M} there"

        def chosen(text: str) -> None:
            self._services.settings.set("time_zone", text)
            self._done("zone")

        hint = "such as Europe/Berlin or America/New_York"
        prompt = PromptModal(
            "Your time zone",
            value=self._zone(),
            overtype=True,
            hint=hint,
            validate=clock,
            kept=False,
            about=(),
        )
        self.host.ask(prompt, chosen)

    def _ask_week(self) -> None:
        def chosen(day: int) -> None:
            self._services.settings.set("week_start", BY_NAME["week_start"].choices[day][0])
            self._done("week")

        days = [Choice(index, day) for index, day in enumerate(_DAYS)]
        self.host.ask(
            ChoiceModal("The first day of your week", days, start=self._services.config.week_start), chosen
        )

    def _done(self, verb: str) -> None:
        self._answered.add(verb)
        rows = self.query_one(LineList)
        rows.refresh()
        rows.action_down()
        self.show_status()


def _scp(file: str) -> str:
    """Return the command that copies a file to this machine."""
    user = os.environ.get("USER") or "you"
    return f"  scp {file} {user}@{socket.gethostname()}:"
