"""The note screen: templates, gaps, drafts, copying, and marking as sent, by real keys."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from netui.domain.config import Config
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.notes.note import Note, gaps
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.services.ports import CopyResult
from netui.services.services import Services
from netui.tui.look.messages import WriteNote
from netui.tui.modals.ask import ConfirmModal
from netui.tui.modals.choose import ChoiceModal
from netui.tui.modals.keep_in_touch import KeepInTouchModal
from netui.tui.modals.plain_note import PlainNoteScreen
from netui.tui.notes.own_name import typed_name
from netui.tui.notes.screen import NoteScreen
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.external_editor import editor_command
from netui.tui.widgets.line_list import LineList
from tests.factories import hostile_contact, make_contact, make_follow_up, make_interview
from tests.fakes import FakeClipboard, FakeDrafts, InMemoryStore
from tests.tui.conftest import harmless, text_of
from tests.tui.services_builder import FRIDAY, app_for, build, store_of

WIDE = (120, 40)
SAID = "reading the incident reviews before the code"


class Home(AreaScreen):
    """Somewhere to come from and go back to."""


def _priya(**over: object) -> Contact:
    return make_contact(
        **{"id": 1, "company": "Stripe", "title": "SRE", "emails": ("priya@stripe.example",), **over}
    )


def _interview(**over: object) -> Interview:
    at = FRIDAY - timedelta(hours=18)
    values = {
        "id": 50,
        "contact_id": 1,
        "status": InterviewStatus.DONE,
        "at": at,
        "ended_at": at + timedelta(minutes=30),
        "insights": (SAID,),
    }
    return make_interview(**{**values, **over})


def _thanks() -> FollowUp:
    return make_follow_up(
        id=60, kind=FollowUpKind.THANK_YOU, contact_id=1, interview_id=50, text="Thank Priya", due_at=FRIDAY
    )


def _services(
    *entities: Contact | Interview | FollowUp,
    clipboard: FakeClipboard | None = None,
    drafts: FakeDrafts | None = None,
) -> Services:
    store = InMemoryStore()
    store.seed(*(entities or (_priya(), _interview(), _thanks())))
    return build(store, clipboard=clipboard, drafts=drafts, config=Config(name="Jo Berg"))


def _app(services: Services) -> NetuiApp:
    def note(message: WriteNote) -> Screen[None]:
        return NoteScreen(
            services,
            message.contact_ids,
            template=message.template,
            interview_id=message.interview_id,
            follow_up_id=message.follow_up_id,
            about_id=message.about_id,
        )

    return app_for(services, Home, routes=Routes(write_note=note))


async def _write(
    pilot: Pilot[str] | Pilot[None], ids: Sequence[int] = (1,), template: str = "thank-you", **about: Any
) -> NoteScreen:
    pilot.app.post_message(WriteNote(ids, template, **about))
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, NoteScreen)
    return screen


def _note(screen: NoteScreen) -> Note:
    assert screen._draft is not None
    return screen._draft.note


def _toasts(app: NetuiApp) -> str:
    return "\n".join(note.message for note in app._notifications)


async def _copied(pilot: Pilot[str] | Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_note_is_filled_in_next_to_the_templates_that_fit() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="")
        shown = text_of(pilot.app)
        assert "FITS NOW" in shown
        assert "ALL" in shown
        assert "Thank-you" in shown
        assert "LinkedIn" in shown
        assert "300" in shown
        assert "Priya Raman Stripe   talk of 19 Nov   6 h left of 24" in shown
        assert "Address  priya@stripe.example" in shown
        assert "Thank you, Priya" in shown
        assert SAID in screen.editor.text.replace("Reading", "reading")
        assert "quotes something they said" in shown
        assert " characters" in shown
        assert screen.focused is screen.editor


async def test_copying_takes_the_text_alone_and_says_what_became_of_it() -> None:
    clipboard = FakeClipboard()
    services = _services(clipboard=clipboard)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="check-in")
        screen.editor.load_text("Hi Priya,\n\nwarm wishes 🌱 שלום")
        await pilot.press("ctrl+y")
        await _copied(pilot)
        assert clipboard.copies == ["Hi Priya,\n\nwarm wishes 🌱 שלום"]
        assert f"Copied {len(clipboard.copies[0])} characters" in _toasts(_of(pilot))


def _of(pilot: Pilot[str] | Pilot[None]) -> NetuiApp:
    assert isinstance(pilot.app, NetuiApp)
    return pilot.app


async def test_with_gaps_open_the_first_copy_goes_to_the_gap_and_the_second_copies() -> None:
    clipboard = FakeClipboard()
    services = _services(clipboard=clipboard)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        assert gaps(screen.editor.text)
        await pilot.press("ctrl+y")
        await _copied(pilot)
        assert clipboard.copies == []
        assert screen.editor.selected_text.startswith("[[")
        assert "Press the key again" in _toasts(_of(pilot))
        await pilot.press("ctrl+y")
        await _copied(pilot)
        assert clipboard.text == screen.editor.text


async def test_a_gap_is_filled_by_typing_over_it() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        before = len(gaps(screen.editor.text))
        assert f"{before} gap" in text_of(pilot.app)
        await pilot.press("ctrl+n", *"read")
        assert len(gaps(screen.editor.text)) == before - 1
        assert "no gaps left" in text_of(pilot.app)


async def test_a_line_about_the_person_is_selected_to_be_reworded_and_then_kept() -> None:
    interview = _interview(
        insights=("She reads the incident reviews", "His patch was small"),
        actions=("Send Priya what I made",),
    )
    services = _services(_priya(), interview, _thanks())
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        shown = text_of(pilot.app)
        assert "3 lines come from your own notes: reword them for Priya" in shown
        assert "no gaps left" not in shown
        assert "quotes something" not in shown
        await pilot.press("ctrl+n")
        assert screen.editor.selected_text == "[[your note: She reads the incident reviews]]"
        assert "ctrl+n keep it" in text_of(pilot.app)
        await pilot.press(*"You read them", "ctrl+n")
        assert screen.editor.selected_text == "[[your note: His patch was small]]"
        await pilot.press("ctrl+n")
        assert "- You read them\n- His patch was small\n" in screen.editor.text
        assert screen.editor.selected_text == "[[your note: Send Priya what I made.]]"
        assert "1 line comes from your own notes" in text_of(pilot.app)
        await pilot.press("ctrl+y")
        asked = "1 line comes from your own notes: reword it for Priya. Press the key again"
        assert asked in _toasts(_of(pilot))
        assert len(gaps(screen.editor.text)) == 1  # copying keeps nothing by itself
        await pilot.press("ctrl+n")
        assert "My next step: Send Priya what I made.\n" in screen.editor.text
        assert "no gaps left" in text_of(pilot.app)
        assert "No gaps left." in _toasts(_of(pilot))
        await pilot.press("ctrl+z")
        assert len(gaps(screen.editor.text)) == 1


async def test_a_thank_you_that_quotes_nothing_gets_a_warning() -> None:
    services = _services()
    async with _app(services).run_test(size=(80, 24)) as pilot:
        screen = await _write(pilot)
        screen.editor.load_text("Thanks, it was great.")
        await pilot.pause()
        assert "! It quotes nothing specific from the interview" in text_of(pilot.app)


async def test_the_limit_of_a_platform_is_counted() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="linkedin-connection")
        screen.editor.load_text("x" * 312)
        await pilot.pause()
        assert "312 of 300 characters · 12 too many" in text_of(pilot.app)
        assert screen.query_one("#note-body").has_class("-over")
        await pilot.press("escape", "s")
        assert "This kind of note has no subject." in _toasts(_of(pilot))


async def test_marked_as_sent_it_is_logged_and_completes_follow_up_and_thanks() -> None:
    drafts = FakeDrafts()
    services = _services(drafts=drafts)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, interview_id=50, follow_up_id=60)
        await pilot.press("ctrl+n", *"I read them all")
        _of(pilot).mirror.flush()
        assert drafts.kept
        body = screen.editor.text
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeepInTouchModal)
        assert "Keep in touch with Priya?" in text_of(pilot.app)
        assert "▸  4 every quarter" in text_of(pilot.app)
        message = _toasts(_of(pilot))
        assert "Sent a thank-you to Priya Raman, logged as email" in message
        assert "the follow-up is done and the interview is thanked for" in message
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        sent = store_of(services).interactions.for_contact(1)[0]
        assert sent.kind is InteractionKind.EMAIL
        assert sent.template == "thank-you"
        assert body in sent.text
        assert services.interviews.get(50).thanked_at == FRIDAY
        assert not services.follow_ups.get(60).is_open
        assert drafts.kept == {}
        await pilot.press("u")
        assert services.follow_ups.get(60).is_open


async def test_the_message_of_a_request_names_both_people() -> None:
    services = _services(_priya(), make_contact(id=2, name="Jo Lindt"))
    async with _app(services).run_test(size=WIDE, notifications=True) as pilot:
        await _write(pilot, template="ask-introduction", about_id=2)
        await pilot.press("ctrl+g", "ctrl+g")
        await pilot.pause()
        assert "Asked Priya Raman to introduce you to Jo Lindt, logged as" in _toasts(_of(pilot))


async def test_after_a_thank_you_one_key_keeps_up_with_someone_new() -> None:
    services = _services()
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _write(pilot, interview_id=50, follow_up_id=60)
        await pilot.press("ctrl+n", *"I read them all", "ctrl+g")
        await pilot.pause()
        await pilot.press("v")
        assert "✓ and send something of value by Fri 27 Nov" in text_of(pilot.app)
        await pilot.press("2")
        await pilot.pause()
        assert services.contacts.get(1).cadence == Cadence.parse("every month")
        (value,) = services.follow_ups.open()
        assert (value.text, value.due_on) == ("Send Priya something of value", date(2026, 11, 27))
        assert "Priya: every month, and something of value by Fri 27 Nov. u undo" in _toasts(_of(pilot))
        await pilot.press("u")
        await pilot.pause()
        assert services.contacts.get(1).cadence is None
        assert services.follow_ups.open() == []


async def test_someone_with_a_cadence_or_declined_one_is_not_asked_about() -> None:
    for decide in (Cadence.parse("every month"), None):
        services = _services()
        services.cadences.decide([1], decide)
        async with _app(services).run_test(size=WIDE) as pilot:
            await _write(pilot, interview_id=50, follow_up_id=60)
            await pilot.press("ctrl+n", *"I read them all", "ctrl+g")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Home)


async def test_with_gaps_open_marking_as_sent_is_asked_for_twice() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        await _write(pilot)
        await pilot.press("ctrl+g")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert store_of(services).interactions.for_contact(1) == []
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert len(store_of(services).interactions.for_contact(1)) == 1


async def test_outside_the_text_letters_are_keys() -> None:
    clipboard = FakeClipboard()
    services = _services(clipboard=clipboard)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="check-in")
        await pilot.press(*"yg")
        assert screen.editor.text.startswith("yg")
        await pilot.press("escape")
        assert screen.focused is None
        text = screen.editor.text
        await pilot.press("y", "y")
        await _copied(pilot)
        assert clipboard.copies == [text]
        assert screen.editor.text == text
        await pilot.press("s", "end", "!", "escape", "e")
        assert screen.letter.subject.value.endswith("!")
        assert screen.focused is screen.editor


async def test_the_second_escape_goes_back_and_the_draft_is_there_again() -> None:
    drafts = FakeDrafts()
    services = _services(drafts=drafts)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        await pilot.press(*"Dear ", "escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert "Draft kept" in _toasts(_of(pilot))
        assert drafts.kept["note:1:thank-you"].startswith("Dear ")

    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        assert screen.editor.text.startswith("Dear ")
        assert "your draft, as you left it" in text_of(pilot.app)
        await pilot.press("ctrl+l")
        assert screen.editor.text.startswith("Hi Priya")
        await pilot.press("ctrl+z")
        assert screen.editor.text.startswith("Dear ")


async def test_an_untouched_note_leaves_no_draft() -> None:
    drafts = FakeDrafts()
    services = _services(drafts=drafts)
    async with _app(services).run_test(size=WIDE) as pilot:
        await _write(pilot)
        await pilot.press("escape", "escape")
        await pilot.pause()
        _of(pilot).mirror.flush()
        assert drafts.kept == {}


async def test_another_template_keeps_what_was_typed_under_the_first() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        await pilot.press(*"Dear ", "escape", "t", "j")
        await pilot.pause()
        assert not screen.editor.text.startswith("Dear ")
        await pilot.press("k")
        await pilot.pause()
        assert screen.editor.text.startswith("Dear ")
        await pilot.press("enter")
        assert screen.focused is screen.editor


async def test_undone_typing_comes_back() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        await pilot.press("x", "ctrl+z")
        assert screen.editor.text.startswith("Hi")
        await pilot.press("ctrl+r")
        assert screen.editor.text.startswith("xHi")


async def test_a_note_to_someone_introduced_goes_to_them_and_names_other_thanks() -> None:
    ana = make_contact(id=2, name="Ana Ruiz")
    services = _services(_priya(introduced_by=2), ana, make_contact(id=3, name="Lee Park", introduced_by=2))
    app = _app(services)
    async with app.run_test(size=WIDE) as pilot:
        screen = await _write(pilot, (1, 3), template="")
        assert _note(screen).to == "Priya Raman"
        assert "to Ana: Thanks for an intro" in text_of(app)
        await pilot.press("escape", "t")
        screen.templates.move_to("introduction-thanks")
        await pilot.press("enter")
        assert _note(screen).to == "Ana Ruiz"
        await pilot.press("escape", "n")
        assert _note(screen).to == "Lee Park"


async def test_g_marks_nothing_as_sent() -> None:
    services = _services()
    app = _app(services)
    async with app.run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        await pilot.press("escape", "g", "g")  # with a gap open, ctrl+g marks it the second time
        assert app.screen is screen
        await pilot.press("t", "end", "g")
        assert screen.templates.cursor_row is screen.templates.rows[1]
        assert store_of(services).interactions.for_contact(1) == []


async def test_several_people_are_written_to_one_after_another() -> None:
    services = _services(_priya(), make_contact(id=2, name="Tom Weiss"), make_contact(id=3, name="Ana Silva"))
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, ids=(1, 2, 3), template="check-in")
        assert "1 of 3" in text_of(pilot.app)
        await pilot.press(*"Oh ", "escape", "n")
        await pilot.pause()
        assert "2 of 3" in text_of(pilot.app)
        assert "Tom" in screen.editor.text
        await pilot.press("N")
        await pilot.pause()
        assert screen.editor.text.startswith("Oh ")
        await pilot.press("n", "ctrl+g", "ctrl+g", "1")
        await pilot.pause()
        assert "3 of 3" in text_of(pilot.app)
        assert store_of(services).interactions.for_contact(2)
        await pilot.press("n")
        assert "There is no one further on" in _toasts(_of(pilot))


async def test_a_selection_goes_the_same_way_as_a_copy() -> None:
    clipboard = FakeClipboard()
    services = _services(clipboard=clipboard)
    async with _app(services).run_test(size=WIDE) as pilot:
        await _write(pilot)
        await pilot.press("shift+right", "shift+right", "ctrl+c")
        await _copied(pilot)
        assert clipboard.copies == ["Hi"]


async def test_the_copy_menu_has_the_parts() -> None:
    clipboard = FakeClipboard()
    services = _services(clipboard=clipboard)
    async with _app(services).run_test(size=WIDE) as pilot:
        await _write(pilot)
        await pilot.press("escape", "Y")
        await pilot.press("a")
        await _copied(pilot)
        await pilot.press("Y", "s")
        await _copied(pilot)
        assert clipboard.copies == ["priya@stripe.example", "Thank you, Priya"]
        await pilot.press("Y", "e")
        await _copied(pilot)
        head = "To: priya@stripe.example\nSubject: Thank you, Priya\n\n"
        assert clipboard.copies[-1].startswith(f"{head}Hi Priya")


async def test_where_nothing_copies_the_note_is_shown_alone() -> None:
    clipboard = FakeClipboard(
        CopyResult(way="file", confirmed=False, message="No clipboard is in reach", path=Path("kept"))
    )
    services = _services(clipboard=clipboard)
    async with _app(services).run_test(size=(80, 24)) as pilot:
        screen = await _write(pilot)
        screen.editor.load_text("Hi Priya,\n\nthank you.")
        await pilot.press("ctrl+y")
        await _copied(pilot)
        assert isinstance(pilot.app.screen, ConfirmModal)
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlainNoteScreen)
        assert text_of(pilot.app).strip() == "Hi Priya,\n\nthank you."
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.screen_stack[-1] == screen


async def test_below_110_columns_the_templates_come_when_asked_for() -> None:
    services = _services()
    async with _app(services).run_test(size=(60, 20)) as pilot:
        screen = await _write(pilot)
        assert "FITS NOW" not in text_of(pilot.app)
        assert "Hi Priya" in text_of(pilot.app)
        await pilot.press("f1")
        await pilot.pause()
        assert "THIS NOTE" in text_of(pilot.app), "the keys of the note stand before those of any text"
        assert "cursor" not in text_of(pilot.app)
        await pilot.press("escape")
        await pilot.press("escape")
        await pilot.pause()
        assert "Hi Priya" in text_of(pilot.app)
        await pilot.press("t")
        await pilot.pause()
        assert "FITS NOW" in text_of(pilot.app)
        assert screen.templates.size.width > 50, "alone, they have all the width"
        await pilot.press("enter")
        await pilot.pause()
        assert "FITS NOW" not in text_of(pilot.app)
        await pilot.press("tab")
        await pilot.pause()
        assert isinstance(screen.focused, LineList)


async def test_what_changes_about_the_person_is_shown_and_typing_is_left_alone() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot)
        contact = services.contacts.get(1)
        services.contacts.edit(contact, make_contact(id=1, uid=contact.uid, name="Priyanka Raman"))
        await pilot.pause()
        assert "Hi Priyanka" in screen.editor.text
        await pilot.press(*"Oh ")
        contact = services.contacts.get(1)
        services.contacts.edit(contact, make_contact(id=1, uid=contact.uid, name="Pri Raman"))
        await pilot.pause()
        assert screen.editor.text.startswith("Oh Hi Priyanka")
        assert "Pri Raman" in text_of(pilot.app)


async def test_a_person_who_is_gone_is_reported_and_nothing_opens() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        pilot.app.post_message(WriteNote((99,)))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert len(_of(pilot)._notifications) == 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_hostile_contact_is_shown_as_text(size: tuple[int, int]) -> None:
    store = InMemoryStore()
    store.seed(hostile_contact(id=7))
    services = build(store)
    async with _app(services).run_test(size=size) as pilot:
        await _write(pilot, ids=(7,), template="check-in")
        assert harmless(text_of(pilot.app))
        assert "[/b]" in text_of(pilot.app)
        await pilot.press("escape", "Y")
        await pilot.pause()
        assert harmless(text_of(pilot.app))


def test_without_a_choice_the_editor_is_vi() -> None:
    assert editor_command({}) == ["vi"]
    assert editor_command({"EDITOR": "code --wait"}) == ["code", "--wait"]


@pytest.mark.parametrize(("key", "kind"), [("1", InteractionKind.MESSAGE), ("2", InteractionKind.EMAIL)])
async def test_how_a_note_went_is_asked_once_where_only_a_page_is_known(
    key: str, kind: InteractionKind
) -> None:
    tom = make_contact(id=1, name="Tom Weiss", links=("https://www.linkedin.com/in/tom",))
    services = _services(tom)
    async with _app(services).run_test(size=WIDE) as pilot:
        for _ in range(2):
            screen = await _write(pilot, template="check-in")
            screen.editor.load_text("Hi Tom")
            await pilot.press("ctrl+g")
            await pilot.pause()
            if isinstance(pilot.app.screen, ChoiceModal):
                assert "How did you send it to Tom Weiss?" in text_of(pilot.app)
                assert "logged as message" in _toasts(_of(pilot))  # it is kept, whatever is answered
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(pilot.app.screen, Home)
        kinds = [entry.kind for entry in store_of(services).interactions.for_contact(1)]
        assert kinds == [kind] * 2
        assert f"logged as {kind}" in _toasts(_of(pilot)).replace("Logged", "logged")


async def test_the_channel_that_was_corrected_is_undone_apart_from_the_note() -> None:
    services = _services(make_contact(id=1, name="Tom Weiss"))
    log = store_of(services).interactions
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="check-in")
        screen.editor.load_text("Hi Tom")
        await pilot.press("ctrl+g", "2")
        await pilot.pause()
        [sent] = log.for_contact(1)
        assert (sent.kind, len(sent.came_from)) == (InteractionKind.EMAIL, 1)
        await pilot.press("u")
        await pilot.pause()
        [sent] = log.for_contact(1)
        assert (sent.kind, sent.came_from) == (InteractionKind.MESSAGE, ())
        await pilot.press("u")
        await pilot.pause()
        assert log.for_contact(1) == []


async def test_thanks_by_hand_ask_one_question_after_the_other_and_are_kept_before_them() -> None:
    tom = make_contact(id=1, name="Tom Weiss")
    store = InMemoryStore()
    store.seed(tom, _interview(), _thanks())
    services = build(store)  # no name is set
    async with _app(services).run_test(size=(80, 24)) as pilot:
        screen = await _write(pilot, interview_id=50, follow_up_id=60)
        screen.editor.load_text("\n".join(line for line in screen.editor.text.splitlines()[:-1]) + "\nAna")
        screen.editor.load_text(screen.editor.text.replace("[[", "").replace("]]", ""))
        await pilot.press("ctrl+g")
        await _copied(pilot)
        assert services.interviews.get(50).thanked_at == FRIDAY
        for asked, others, key in (
            ("How did you send it to Tom Weiss?", ("Keep in touch with", "Keep this as"), "1"),
            ("Keep in touch with Tom?", ("How did you send", "Keep this as"), "2"),
            ("Keep this as your name?", ("How did you send", "Keep in touch with"), ""),
        ):
            assert asked in (shown := text_of(pilot.app))
            assert not any(other in shown for other in others)
            await pilot.press(*([key] if key else [*"Jo Berg", "enter"]))
            await _copied(pilot)
        assert services.config.name == "Jo Berg"  # the name that was offered is typed over
        assert str(services.contacts.get(1).cadence) == "month"


async def test_other_addresses_are_shown_and_can_be_copied() -> None:
    clipboard = FakeClipboard()
    services = _services(_priya(emails=("priya@stripe.example", "p@home.example")), clipboard=clipboard)
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _write(pilot, template="check-in")
        assert "Address  priya@stripe.example   also p@home.example" in text_of(pilot.app)
        await pilot.press("escape", "Y")
        await pilot.pause()
        await pilot.press("end", "enter")
        await _copied(pilot)
        assert clipboard.text == "p@home.example"


async def test_a_note_that_fits_someone_else_is_one_key_further() -> None:
    ana = make_contact(id=2, name="Ana Ruiz")
    services = _services(_priya(introduced_by=2, next_due_on=FRIDAY.date()), ana)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="")
        assert _note(screen).to == "Priya Raman"
        assert "ctrl+t to Ana" in text_of(pilot.app)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert _note(screen).to == "Ana Ruiz"
        assert "ctrl+t to Priya" in text_of(pilot.app)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert _note(screen).to == "Priya Raman"


async def test_thanks_with_three_lines_to_keep_take_seven_keys() -> None:
    clipboard = FakeClipboard()
    interview = _interview(
        insights=("She reads the incident reviews", "His patch was small"),
        actions=("Send Priya what I made",),
    )
    services = _services(_priya(), interview, _thanks(), clipboard=clipboard)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="", interview_id=50, follow_up_id=60)  # n
        assert _note(screen).template == "thank-you"
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+y")
        await _copied(pilot)
        assert clipboard.text is not None
        assert "[[" not in clipboard.text
        assert "His patch was small" in clipboard.text
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert services.interviews.get(50).thanked_at == FRIDAY


@pytest.mark.parametrize(
    ("fresh", "text", "name"),
    [
        ("Hi,\n\nBest,\n[[your name]]", "Hi,\n\nBest,\nAna Silva", "Ana Silva"),
        ("Best,\n[[your name]]\n[[one line about you]]", "Best,\nAna Silva\nstudent\n", "Ana Silva"),
        ("Hi\n[[your first name]]", "Hi\nAna", "Ana"),
        ("Best,\n[[your name]]", "Best,", ""),
        ("Best,\n[[your name]]", "I look forward to it and to all that comes.", ""),
        ("Best,\nJo", "Best,\nAna", ""),
        ("Best,\n[[your name]]", "Best,\n[[your name]]", ""),
        ("[[your name]]", "", ""),
    ],
)
def test_the_name_typed_in_the_gap_is_known(fresh: str, text: str, name: str) -> None:
    assert typed_name(fresh, text) == name


async def test_a_name_typed_in_a_note_is_offered_to_be_kept_once() -> None:
    store = InMemoryStore()
    store.seed(_priya())
    services = build(store)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="check-in")
        assert screen.editor.text.endswith("[[your first name]]")
        screen.editor.load_text("Hi Priya,\n\nhow are you?\n\nAna")
        await pilot.press("ctrl+g")
        await _copied(pilot)
        assert "Keep this as your name?" in text_of(pilot.app)
        await pilot.press("right", *" Silva", "enter")
        await _copied(pilot)
        assert services.config.name == "Ana Silva"
        assert "Your notes are signed Ana Silva from now on. Press , to change it." in _toasts(_of(pilot))
        assert services.notes.compose(1, "check-in").body.endswith("Ana")


async def test_a_name_that_was_not_kept_is_not_asked_about_again() -> None:
    store = InMemoryStore()
    store.seed(_priya())
    services = build(store)
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, template="check-in")
        screen.editor.load_text("Hi Priya,\n\nhow are you?\n\nAna")
        await pilot.press("ctrl+g")
        await _copied(pilot)
        assert "Keep this as your name?" in text_of(pilot.app)
        await pilot.press("escape")
        await _copied(pilot)
        screen = await _write(pilot, template="check-in")
        screen.editor.load_text("Hi Priya,\n\nhow are you?\n\nAna")
        await pilot.press("ctrl+g")
        await _copied(pilot)
        assert isinstance(pilot.app.screen, Home)
        assert services.config.name == ""


def _three() -> Services:
    return _services(_priya(), make_contact(id=2, name="Tom Weiss"), make_contact(id=3, name="Ana Silva"))


async def test_someone_deleted_elsewhere_is_left_out_and_the_others_are_reached() -> None:
    services = _three()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, ids=(1, 2, 3), template="check-in")
        _delete_elsewhere(services, 2)
        await pilot.press("escape", "n")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "Tom Weiss is gone from your contacts, and left out here." in _toasts(_of(pilot))
        assert "2 of 2" in text_of(pilot.app)
        assert "Ana" in screen.editor.text


async def test_the_next_person_comes_when_the_present_one_is_deleted_elsewhere() -> None:
    services = _three()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, ids=(1, 2, 3), template="check-in")
        await pilot.press(*"Oh ")
        _delete_elsewhere(services, 1)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "Priya Raman is gone" in _toasts(_of(pilot))
        assert "1 of 2" in text_of(pilot.app)
        assert "Tom" in screen.editor.text
        _delete_elsewhere(services, 2)
        _delete_elsewhere(services, 3)
        await pilot.pause()
        assert pilot.app.screen is not screen


async def test_sending_a_note_says_too_who_is_left_out_next() -> None:
    services = _three()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _write(pilot, ids=(1, 2, 3), template="check-in")
        _delete_elsewhere(services, 2)
        await pilot.press("ctrl+g", "ctrl+g", "1")
        await pilot.pause()
        assert store_of(services).interactions.for_contact(1)
        assert "Ana" in screen.editor.text
        words = _toasts(_of(pilot))
        assert "Priya" in words
        assert words.endswith("Tom Weiss is gone from your contacts, and left out here.")


def _delete_elsewhere(services: Services, contact_id: int) -> None:
    store = store_of(services)
    assert isinstance(store, InMemoryStore)
    with store.elsewhere("Delete someone"):
        store.contacts.remove(contact_id)
