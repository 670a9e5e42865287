"""A draft tells its age, and one key leads to where it was typed."""

import ast
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from textual.screen import Screen

from netui.bootstrap.routes import AREAS, SECTIONS, routes_of
from netui.storage.base.registry import KINDS
from netui.storage.base.sessions import Session
from netui.storage.drafts.drafts import FileDrafts
from netui.tui.interviews.form_screen import InterviewFormScreen
from netui.tui.look.messages import GoToArea
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.form import FormModal
from netui.tui.modals.reading import ReadingModal
from netui.tui.notes.screen import NoteScreen
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.people.import_screen import ImportScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.shell import draft_places
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.draft_places import place_of_title
from netui.tui.shell.draft_words import excerpt, whole_text
from netui.tui.terminal.guard import DraftMirror
from tests.factories import make_contact, make_goal, make_interview
from tests.fakes import FakeDrafts
from tests.tui.conftest import picture, settle, text_of
from tests.tui.services_builder import FRIDAY, app_for, build, toasts

_QUESTIONS = {"PromptModal", "FormModal", "FileModal"}


def _app(texts: Mapping[str, str]) -> tuple[NetuiApp, FakeDrafts]:
    """Return an app with these texts left behind, and its drafts; ID and MEETING in a key are replaced."""
    services = build(drafts=(drafts := FakeDrafts()))
    ana = services.contacts.add(make_contact(name="Ana Ruiz")).id
    interview = services.interviews.add(ana).id
    drafts.kept = {
        key.replace("ID", str(ana)).replace("MEETING", str(interview)): text for key, text in texts.items()
    }
    drafts.left_behind = list(drafts.kept)
    drafts.written = FRIDAY - timedelta(days=3)
    return app_for(services, AreaScreen, routes=routes_of(services)), drafts


async def test_the_start_says_what_there_is_how_old_it_is_and_the_key() -> None:
    keys = ["note:ID:check-in", "note:ID:check-in:subject", "ask:ID:Log with Ana Ruiz"]
    app, _ = _app(dict.fromkeys(keys, "Dear Ana"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert (
            toasts(app) == "Draft from 3 days ago: a note to Ana Ruiz (check-in) and 1 more. f2 leads there."
        )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("note:ID:thank-you", "a note to Ana Ruiz (thank-you): Dear Ana"),
        ("notes:ID", "notes on Ana Ruiz: Dear Ana"),
        ("contact:ID:new-talk", "a new interview with Ana Ruiz: Dear Ana"),
        ("contact-form:ID", "changes of Ana Ruiz: Dear Ana"),
        ("interview:MEETING:debrief", "notes of the interview with Ana Ruiz: Dear Ana"),
        ("event:77:met", "an event: Dear Ana"),
        ("note:77:check-in", "a note (check-in): Dear Ana"),
    ],
)
async def test_the_list_names_the_person_of_a_text(key: str, words: str) -> None:
    app, _ = _app({key: "Dear Ana"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await settle(pilot)
        assert any(words in line for line in picture(app))


@pytest.mark.parametrize(
    ("key", "text", "shows"),
    [
        ("note:ID:check-in", "Dear Ana, thanks", NoteScreen),
        ("contact-form:0", '{"name": "Bo Lind"}', ContactFormScreen),
        ("contact:ID:new-talk", '{"goal": "compilers"}', InterviewFormScreen),
        ("ask:ID:Log with Ana Ruiz", '{"text": "coffee"}', FormModal),
        ("ask:Quick add", '{"line": "coffee with Ana"}', PromptModal),
        ("note:ID:renamed", "Dear Ana, hello", ReadingModal),
        ("note:77:check-in", "Dear someone who is gone", ReadingModal),
        ("ask:7:Meeting of Rust Club", '{"text": "who spoke", "on": ""}', ReadingModal),
    ],
)
async def test_one_key_leads_to_where_a_text_was_typed(
    key: str, text: str, shows: type[Screen[object]]
) -> None:
    app, _ = _app({key: text})
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert [line for line in picture(app) if excerpt(text) in line and "3 days ago" in line] != []
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, shows)
        assert whole_text(text) in text_of(app)


@pytest.mark.parametrize(
    ("key", "shows", "words"),
    [
        ("ask:ID:Milestone of Ana Ruiz", ContactScreen, "Open “Milestone of Ana Ruiz” again here"),
        ("columns:/home/me/club.csv", ImportScreen, "/home/me/club.csv"),
    ],
)
async def test_where_no_key_opens_a_form_again_the_list_leads_to_its_screen(
    key: str, shows: type[Screen[object]], words: str
) -> None:
    app, _ = _app({key: '{"text": "best paper"}'})
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("f2", "enter")
        await settle(pilot)
        assert isinstance(app.screen, shows)
        assert words in f"{text_of(app)}{toasts(app)}"


def test_there_is_a_place_for_the_form_of_every_kind() -> None:
    without = {
        "Contact",
        "Interaction",
        "FollowUp",
        "Milestone",
        "CompanyNote",
    }  # a person's, or of a company
    assert draft_places._OF_KIND.keys() == {one.entity.__name__ for one in KINDS if not one.single} - without
    sections = {(area, name) for area, rows in SECTIONS.items() for name in rows}
    areas = {(name, "") for name, _, _ in AREAS}
    places = {*draft_places._OF_KIND.values(), *draft_places._OF_TITLE.values()}
    assert places <= sections | areas


def test_what_is_typed_in_a_question_leads_back_or_is_not_kept() -> None:
    """A draft that nothing leads to would stay for ever."""
    lost = [
        f"{path.stem}: {title}"
        for path in Path(draft_places.__file__).parents[1].rglob("*.py")
        for title in _titles_of_kept(ast.parse(path.read_text("utf-8")))
        if place_of_title(title) is None and title not in {"Quick add", "row.label", "setting.label"}
    ]
    assert lost == []
    assert place_of_title("Time zone") is not None


def _titles_of_kept(tree: ast.AST) -> Iterator[str]:
    """Yield the titles of questions about nothing that is stored yet, where what is typed is kept."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        named = {
            target.id: one.value
            for one in ast.walk(node)
            if isinstance(one, ast.Assign)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(node):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in _QUESTIONS:
                continue
            given = {one.arg: ast.unparse(one.value) for one in call.keywords}
            if given.get("kept") != "False" and "()" in given["about"]:
                title: ast.expr | None = call.args[0]
                if isinstance(title, ast.Name):
                    title = named.get(title.id, title)
                is_new = isinstance(title, ast.IfExp) and ast.unparse(title.test).endswith("is None")
                either = title if isinstance(title, ast.IfExp) else None
                title = title if either is None else either.body if is_new else either.orelse
                first = title.values[0] if isinstance(title, ast.JoinedStr) else title
                yield str(first.value) if isinstance(first, ast.Constant) else ast.unparse(call.args[0])


def test_each_title_that_leads_somewhere_is_that_of_a_dialog() -> None:
    """A title that is worded otherwise would leave its draft without a way back."""
    here = Path(draft_places.__file__)
    sources = [path.read_text("utf-8") for path in here.parents[1].rglob("*.py") if path != here]
    lost = [title for title in draft_places._OF_TITLE if not any(f'"{title}' in text for text in sources)]
    assert lost == []


@pytest.mark.parametrize(
    ("thing", "area", "query"),
    [
        (make_goal(id=7), "plan", "goals:7"),
        (make_interview(id=8), "interviews", "8"),
    ],
)
def test_the_place_of_a_thing_is_its_row(thing: object, area: str, query: str) -> None:
    place = draft_places.place_of(thing)
    assert isinstance(place, GoToArea)
    assert (place.area, place.query) == (area, query)


async def test_a_text_without_a_place_of_its_own_is_shown_and_can_be_dropped() -> None:
    app, drafts = _app({"ask:77:Meeting of Rust Club": '{"text": "who spoke"}'})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "enter")
        await settle(pilot)
        assert "d remove" in picture(app)[-1]
        assert "e edit" not in picture(app)[-1]
        await pilot.press("d")
        await settle(pilot)
        assert drafts.kept == {}
        await pilot.press("f2")
        await settle(pilot)
        assert "There are no drafts." in toasts(app)


async def test_a_draft_stays_in_the_list_until_it_is_used(tmp_path: Path) -> None:
    FileDrafts(over := Session(tmp_path)).save("contact-form:0", '{"name": "Bo Lind"}')
    over.release()
    services = build(drafts=FileDrafts(Session(tmp_path)))
    app = app_for(services, AreaScreen, routes=routes_of(services))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            await pilot.press("f2")
            await settle(pilot)
            assert "a new person: Bo Lind" in text_of(app)
            await pilot.press("escape")


@pytest.mark.parametrize(
    "text",
    [
        '{"began from":' + "[" * 100_000,
        '{"began from": 1, "typed": 2}',
        '{"began from": "a", "typed": "b", "c": ""}',
        '{"began from": "a"}',
    ],
)
def test_what_only_looks_like_a_draft_with_its_beginning_is_text(text: str) -> None:
    assert DraftMirror(FakeDrafts({"note:1": text})).load_with_base("note:1") == (text, "")


async def test_a_key_that_was_damaged_leads_to_the_text() -> None:
    app, _ = _app({f"note:{'9' * 5_000}": "Dear Ann"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ReadingModal)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"text": "tea", "on": ""}', "tea"),
        ("{broken", "{broken"),
        ("[1, 2]", "[1, 2]"),
        ("two\nlines " + "x" * 60, "two lines " + "x" * 30 + "…"),
    ],
)
def test_an_excerpt_is_one_line(text: str, words: str) -> None:
    assert excerpt(text) == words
