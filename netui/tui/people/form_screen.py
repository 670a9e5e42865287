"""Every field of a person, a page at a time, checked while the user types; nothing typed is lost."""

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from netui.domain.people.contact import Contact
from netui.domain.people.contact_field import ContactField, Page
from netui.domain.people.field_values import FieldKind, entries
from netui.domain.people.fields import CONTACT_FIELDS, in_order
from netui.domain.people.forgotten import Forgotten
from netui.services.people.contacts import ContactReading
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal, MultiChoiceModal
from netui.tui.modals.subjects import Gone, gone_person
from netui.tui.people.draft import NAMES_OTHERS, ContactDraft
from netui.tui.people.named_others import pick, what_is_meant
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch, thanks_owed
from netui.tui.shell.area import AreaScreen
from netui.tui.terminal.threads import OneAtATime
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.field_line import FieldLine
from netui.tui.widgets.form import ChoiceInput, Editor
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.section_tabs import SectionTabs

PAGES: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (page.value, tuple(field.name for field in in_order(row for row in CONTACT_FIELDS if row.page is page)))
    for page in Page
)
_FIELDS = {field.name: field for field in CONTACT_FIELDS}
_PICKED = frozenset({"roles", "tags", *NAMES_OTHERS})
_LOOK_UP_SECONDS = 0.15


class ContactFormScreen(AreaScreen):
    """The form of one person, or of a new one where `contact_id` is 0."""

    KEYS_TITLE: ClassVar[str] = "Contact form"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    ContactFormScreen Panel { padding: 0 1; }
    ContactFormScreen SectionTabs { padding: 0; margin-bottom: 1; }
    ContactFormScreen .page { height: 1fr; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", priority=True, id="form-contact.save"),
        Binding("enter", "enter", "next field", priority=True, id="form-contact.enter"),
        Binding("tab", "field(1)", "next field", priority=True, id="form-contact.next-field"),
        Binding("ctrl+n", "save_and_add", "save, add another", priority=True, id="form-contact.another"),
        Binding("pagedown,ctrl+pagedown", "page(1)", "next page", priority=True, id="form-contact.next-page"),
        Binding(
            "pageup,ctrl+pageup",
            "page(-1)",
            "previous page",
            show=False,
            priority=True,
            id="form-contact.before",
        ),
        Binding("ctrl+l", "choose", "pick from a list", priority=True, id="form-contact.choose"),
        Binding("escape", "leave", "back", id="form-contact.leave"),
        Binding(
            "shift+tab",
            "field(-1)",
            "previous field",
            show=False,
            priority=True,
            id="form-contact.field-before",
        ),
        Binding("up", "field(-1)", "previous field", show=False, id="form-contact.up"),
        Binding("down", "field(1)", "next field", show=False, id="form-contact.down"),
    ]

    def __init__(self, services: Services, contact_id: int, name: str = "") -> None:
        super().__init__()
        self._services = services
        self._contact_id = contact_id
        self._reading = ContactReading(services.contacts, services.present)
        self._page = 0
        self._draft = ContactDraft(self._base(), self._reading)
        if name and not contact_id:
            self._draft.type("name", name)
        self._fields: dict[str, FieldLine] = {}
        self._moving = asyncio.Lock()
        self._searches = OneAtATime(self)

    # What is shown

    def compose_body(self) -> ComposeResult:
        """Yield the tabs; a page is made when it is first shown."""
        with Panel(title=self._title()):
            yield SectionTabs([title for title, _ in PAGES])
            for index in range(len(PAGES)):
                yield Vertical(id=f"page-{index}", classes="page")

    def on_mount(self) -> None:
        """Start at the name."""
        self.call_later(self._start)

    async def _start(self) -> None:
        """Restore what was typed earlier."""
        kept = self.host.mirror.load(self._draft_key)
        if kept and self._draft.load(kept):
            self.host.say("What you typed here before is back. esc, then t, throws it away.")
        await self._go_to(0)

    def forget(self, forgotten: Forgotten) -> None:
        """Take someone out of every page, those not shown yet included."""
        self._draft.forget(forgotten)
        for name, line in self._fields.items():
            if forgotten.without(line.value) != line.value:
                line.put(self._draft.text(name))

    def gone(self) -> Gone | None:
        """The person, where they are here no more."""
        return gone_person(self._services.contacts, self._contact_id)

    def _title(self) -> str:
        return f"Edit {self._draft.base.name}" if self._contact_id else "Add a person"

    def _base(self) -> Contact:
        return (
            self._services.contacts.get(self._contact_id)
            if self._contact_id
            else self._services.contacts.blank()
        )

    @property
    def _draft_key(self) -> str:
        return f"contact-form:{self._contact_id}"

    async def _show_page(self, index: int) -> None:
        self._page = index
        page = self.query_one(f"#page-{index}", Vertical)
        if not page.children:
            made = [self._make(_FIELDS[name]) for name in PAGES[index][1]]
            await page.mount_all(made)
            for line in made:
                self._fields[line.name or ""] = line
                self._say(line)
        for other in range(len(PAGES)):
            self.query_one(f"#page-{other}").display = other == index
        self.query_one(SectionTabs).show(index)

    def _make(self, field: ContactField) -> FieldLine:
        value = self._draft.text(field.name)
        editor: Editor
        if field.kind is FieldKind.CHOICE:
            editor = ChoiceInput([(one, one.replace("-", " ")) for one in field.choices], value)
        elif field.kind in (FieldKind.TEXT, FieldKind.LINES):
            editor = NoteEditor(value, classes="-tall" if field.kind is FieldKind.TEXT else None)
        else:
            editor = SafeInput(value)
        hint = "left, right or a first letter choose" if field.kind is FieldKind.CHOICE else field.hint
        if field.name in _PICKED:
            hint = f"{'comma between several' if field.name == 'roles' else hint}; ctrl+l picks"
        line = FieldLine(field.name, field.label, editor, hint)
        self._draft.painted_as(field.name, line.value)
        return line

    # Typing

    def on_field_line_changed(self, event: FieldLine.Changed) -> None:
        """Note and check what was typed."""
        event.stop()
        name = event.field.name or ""
        value = event.field.value
        if value == self._draft.text(name):
            return
        self._draft.type(name, value)
        linked = list(self._draft.linked_to(name))
        for other, text in linked:
            self._draft.type(other, text)
        self._keep()
        self._say(event.field)
        for other, text in linked:
            if other in self._fields:
                self._fields[other].put(text)

    def _keep(self) -> None:
        if self._draft.changed:
            self.host.mirror.keep(self._draft_key, self._draft.dump())
        else:
            self.host.mirror.discard(self._draft_key)

    def _say(self, line: FieldLine) -> None:
        """Say beneath a field what is wrong, or what was understood."""
        name = line.name or ""
        text = self._draft.text(name)
        if name in NAMES_OTHERS and name in self._draft.changed_names and text.strip():
            line.say("")
            self._look_up(name, text)
            return
        problem = self._draft.problem(name)
        line.say(problem, "error") if problem else line.say(self._understood(name, text))

    def _understood(self, name: str, text: str) -> str:
        if name not in self._draft.changed_names or not text.strip():
            return ""
        if name == "name" and not self._contact_id:
            return self._namesake(text)
        if name in ("met_on", "cadence", "birthday"):
            field = _FIELDS[name]
            understood = field.show(field.put(self._draft.base, text, self._reading), self._reading)
            return understood if understood != text.strip() else ""
        return ""

    def _namesake(self, text: str) -> str:
        wanted = " ".join(text.casefold().split())
        for row in self._services.contacts.rows():
            if row.name.casefold() == wanted:
                about = ", ".join(part for part in (row.title, row.company) if part)
                return f"you know a {row.name} already{f': {about}' if about else ''}"
        return ""

    def _look_up(self, name: str, text: str) -> None:
        """Find who typed names mean, in the background: near names are slow to find among many."""
        meant = partial(what_is_meant, name, self._services.contacts, self._draft.base, text, self._reading)
        self._searches.run(meant, partial(self._found, name, text))

    def _found(self, name: str, text: str, meant: tuple[str, str]) -> None:
        line = self._fields.get(name)
        if line is not None and self._draft.text(name) == text:
            line.say(*meant)

    # Moving

    async def action_enter(self) -> None:
        """Go to the next field."""
        await self.action_field(1)

    async def action_page(self, step: int) -> None:
        """Show the next page, or the previous one."""
        async with self._moving:
            await self._show((self._page + step) % len(PAGES))

    async def on_section_tabs_chosen(self, event: SectionTabs.Chosen) -> None:
        """Show the page that was clicked."""
        await self._go_to(event.index)

    async def _go_to(self, page: int, name: str = "") -> None:
        async with self._moving:
            await self._show(page, name)

    async def _show(self, page: int, name: str = "") -> None:
        """Show a page and go to a field of it. One move at a time: a page takes a while to be made."""
        await self._show_page(page)
        self._fields[name or PAGES[page][1][0]].editor.focus()

    async def action_field(self, step: int) -> None:
        """Go to the next field, or the previous one; after the last one of a page comes the next page."""
        async with self._moving:
            page, names = self._page, PAGES[self._page][1]
            here = self._field_with_focus()
            index = (names.index(here) if here in names else 0) + step
            if 0 <= index < len(names):
                await self._show(page, names[index])
            else:
                page = (page + step) % len(PAGES)
                await self._show(page, PAGES[page][1][0 if step > 0 else -1])

    def _field_with_focus(self) -> str:
        node: Widget | None = self.focused
        while node is not None and not isinstance(node, FieldLine):
            node = node.parent if isinstance(node.parent, Widget) else None
        return node.name or "" if node is not None else ""

    # Picking

    def action_choose(self) -> None:
        """Pick the value of this field from a list."""
        name = self._field_with_focus()
        if name in NAMES_OTHERS:
            pick(name, self._draft, self._services, self.host, self._fields[name].put)
        else:
            had = list(entries(self._draft.text(name)))
            known = list(_FIELDS[name].choices) or self._services.contacts.tags()
            options = [Choice(one, one) for one in [*known, *(one for one in had if one not in known)]]
            modal: Any = MultiChoiceModal(_FIELDS[name].label, options, chosen=had)
            self.host.ask(modal, lambda chosen: self._fields[name].put(", ".join(chosen)))

    # Saving and leaving

    async def action_save(self) -> None:
        """Save, and go back."""
        if (saved := await self._saved()) is not None:
            owed = self._owed(saved)
            self.host.say(f"{self._done(saved, owed)}{self._twice(saved)}")
            self.go_back()
            if owed:
                offer_to_keep_in_touch(self._services, self.host, [saved.id])

    def _done(self, saved: Contact, owed: str) -> str:
        """Say what was stored, and what is owed."""
        done = f"{'Saved' if self._contact_id else 'Added'} {saved.name}"
        return f"{done}; {owed}" if owed else done

    def _owed(self, saved: Contact) -> str:
        return thanks_owed(self._services, self._draft.base.introduced_by, saved)

    def _twice(self, saved: Contact) -> str:
        """Say of a new person whose name is known that they may be here twice."""
        same = None if self._contact_id else self._services.contacts.namesake(saved)
        return f"; {same.name} is here already, u takes this second one back" if same is not None else ""

    async def action_save_and_add(self) -> None:
        """Save, and start with another new person."""
        saved = await self._saved()
        if saved is None:
            return
        self.host.say(f"{self._done(saved, self._owed(saved))}; here is room for another")
        self._contact_id = 0
        self._draft = ContactDraft(self._base(), self._reading)
        self.query_one(Panel).set_title(self._title())
        for name, line in self._fields.items():
            line.put(self._draft.text(name))
            line.say("")
        await self._go_to(0)

    async def _saved(self) -> Contact | None:
        """Store what was typed; where a field cannot be read go there and return None."""
        if self._contact_id and not self._draft.changed:
            return self._draft.base
        names = list(self._draft.changed_names)
        wrong = next((name for name in names if self._draft.problem(name)), "")
        if not self._draft.text("name").strip():
            wrong = "name"
        if wrong:
            page = next(index for index, (_, fields) in enumerate(PAGES) if wrong in fields)
            await self._go_to(page, wrong)
            problem = self._draft.problem(wrong) or "a contact needs a name"
            self._fields[wrong].say(problem, "error")
            return None
        edited = self._draft.contact()
        contacts = self._services.contacts
        saved = contacts.edit(self._draft.base, edited) if self._contact_id else contacts.add(edited)
        self.host.mirror.discard(self._draft_key)
        return saved

    def action_leave(self) -> None:
        """Go back; ask only where something was changed."""
        if not self._draft.changed:
            self.host.mirror.discard(self._draft_key)
            self.go_back()
            return
        labels = ", ".join(_FIELDS[name].label for name in self._draft.changed_names[:4])
        unkept = self.host.mirror.flush() is not None
        kept = "only until you quit" if unkept else "it is here when you come back"
        choices = [
            Choice("save", "save", labels, key="s"),
            Choice("keep", "keep as a draft", kept, key="k"),
            Choice("drop", "throw away", key="t"),
        ]
        self.host.ask_unasked(ChoiceModal("Not saved yet", choices), self._left)

    def _left(self, answer: str) -> None:
        if answer == "save":
            self.call_later(self.action_save)
            return
        if answer == "drop":
            self.host.mirror.discard(self._draft_key)
        self.go_back()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer picking where there is a list; in a longer text, enter breaks the line."""
        if action == "enter":
            return not isinstance(self.focused, NoteEditor)
        if action == "choose":
            return bool(self.is_mounted and self._field_with_focus() in _PICKED)
        return super().check_action(action, parameters)

    def palette_entries(self) -> Iterable[Any]:
        """Offer the pages by name."""
        for index, (title, _) in enumerate(PAGES):
            yield f"page {title}", lambda page=index: self.call_later(self._go_to, page)
