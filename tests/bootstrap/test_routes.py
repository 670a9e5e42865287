"""The table of routes: each row leads somewhere, and each message that a screen sends has a row."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.bootstrap import routes
from netui.bootstrap.key_scopes import screen_scopes
from netui.domain.people.person_name import name_words
from netui.domain.search.nearness import rank
from netui.tui.look.messages import GoToArea, Open, PersonAction
from netui.tui.sections.screen import _VERBS as VERBS
from netui.tui.sections.section import Section
from netui.tui.shell.area import AreaScreen
from tests.tui.conftest import make_app, settle
from tests.tui.services_builder import toasts

_BY_SCATTERED_LETTERS = 6
NETUI = Path(__file__).resolve().parents[2] / "netui"
SCREEN_ROWS = [row for _, _, row in routes.AREAS] + [row[0] for row in routes.SCREENS.values()]
SECTION_ROWS = [(name, at) for rows in routes.SECTIONS.values() for name, (at, _, _) in rows.items()]
FUNCTION_ROWS = [at for at, _ in routes.VERBS.values()]
ROWS = {
    "Open": set(routes.SCREENS),
    "PersonAction": set(routes.VERBS),
    "GoToArea": {name for name, _, _ in routes.AREAS},
}


@pytest.mark.parametrize("at", [*dict.fromkeys(SCREEN_ROWS), routes.NOTE, routes.FIRST_RUN])
def test_a_row_of_a_screen_loads(at: str) -> None:
    assert issubclass(routes.load(at), AreaScreen)


@pytest.mark.parametrize(("name", "at"), SECTION_ROWS)
def test_a_row_of_a_section_loads_and_has_its_name(name: str, at: str) -> None:
    section = routes.load(at)
    assert issubclass(section, Section)
    assert section.name == name


@pytest.mark.parametrize("at", [at for _, at in SECTION_ROWS])
def test_each_key_of_a_section_is_known_and_has_a_method(at: str) -> None:
    section = routes.load(at)
    own = {name for name in dir(section) if getattr(section, name) is not getattr(Section, name, None)}
    given = {"add", "edit", "open"} if "ask" in own else {"open"} if "edit" in own else set()
    if "do" in own:  # it finds the method by itself
        given = set(section.keys)
    assert section.keys.keys() <= set(VERBS.values())
    assert {"rows", "paint", *section.keys} - own - given == set()


@pytest.mark.parametrize("kind", routes.SCREENS)
def test_a_screen_takes_what_its_row_says(kind: str) -> None:
    at, *names = routes.SCREENS[kind]
    inspect.signature(routes.load(at)).bind("services", **dict.fromkeys(names, 1))


@pytest.mark.parametrize("at", FUNCTION_ROWS)
def test_a_row_of_a_verb_loads_what_takes_services_app_and_people(at: str) -> None:
    inspect.signature(routes.load(at)).bind("services", "app", (1,))


@pytest.mark.parametrize("at", [routes.ADD, routes.QUICK_ADD])
def test_what_adds_loads_and_takes_services_and_app(at: str) -> None:
    inspect.signature(routes.load(at)).bind("services", "app")


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _words(node: ast.expr) -> Iterator[str]:
    """Yield the strings that an expression may be, of those written in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_words(node.body), *_words(node.orelse))


def _sent_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (message, first word) of what a module sends, also by a function that gets that word."""
    senders = {name: name for name in ROWS} | {
        "action_person": "PersonAction",
        "ToScreen": "Open",
        "ToArea": "GoToArea",
    }
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            parameters = {one.arg for one in function.args.args}
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _called(node) in ROWS and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Name) and first.id in parameters:
                        senders[function.name] = _called(node)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in senders and node.args:
            yield from ((senders[_called(node)], word) for word in _words(node.args[0]))


def sent() -> set[tuple[str, str]]:
    """Return (message, first word) of everything a screen sends; keys name verbs in their actions."""
    found: set[tuple[str, str]] = set()
    for path in (*(NETUI / "tui").rglob("*.py"), *(NETUI / "services").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.update(_sent_in(ast.parse(text)))
        found.update(("PersonAction", verb) for verb in re.findall(r"\bperson\('([a-z-]+)'\)", text))
    return found


def test_every_message_that_a_screen_sends_has_a_row() -> None:
    found = sent()
    assert {("Open", "talk"), ("Open", "complete"), ("PersonAction", "log"), ("GoToArea", "plan")} <= found
    assert {(message, word) for message, word in found if word not in ROWS[message]} == set()


def test_every_kind_of_screen_is_opened_by_something() -> None:
    opened = {word for message, word in sent() if message == "Open"}
    opened |= {word for _, (message, word, *_), _ in routes.PLACES if message is Open}
    assert set(routes.SCREENS) == opened


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (Open("nowhere", 1), "! No route opens “nowhere”."),
        (PersonAction("juggle", (1,)), "! No route does “juggle” with people."),
        (GoToArea("attic"), "! No area is called “attic”."),
    ],
    ids=["open", "person", "area"],
)
async def test_a_message_without_a_row_is_an_error_that_names_it(
    message: Open | PersonAction | GoToArea, words: str
) -> None:
    app = make_app(AreaScreen)
    async with app.run_test() as pilot:
        app.post_message(message)
        await settle(pilot)
        assert toasts(app) == words


def test_the_palette_has_more_words_for_keys_that_there_are() -> None:
    ids = {binding.id for scope in screen_scopes() for binding in scope.bindings}
    verbs = {f"person.{verb}" for verb, (_, words) in routes.VERBS.items() if words}
    assert ids | verbs >= routes.KEY_WORDS.keys()


ACTS = """
forget a person, erase, delete a person, remove, archive, merge, duplicates, pause, stage, roles,
tag, log, note, thank you, letter, follow-up, promise, remind, introduce, favour, milestone, rhythm,
cadence, keep in touch, copy email, open link, may be named, done, snooze, skip, holiday, time away,
due, birthday, search, saved search, sort, import, linkedin, csv, export, calendar, vcard, backup,
restore, doctor, settings, keymap, history, undo, portfolio, publish, map, who can introduce, thin
spots, interview, talk mode, question bank, checklist, rehearse, wrap up, debrief, goal, strategy,
action, group, event mode, people to meet, target, mentor, pitch, bio, skill, opportunity,
collaboration, company, upkeep, reflect, star, network check, weekly review, insights, trends,
practice, confidence, evidence, suspend, news
"""


@pytest.mark.parametrize("words", [" ".join(one.split()) for one in ACTS.split(",")])
def test_every_act_is_found_in_the_palette_by_its_words(words: str) -> None:
    bound = {one.id: one.description for scope in screen_scopes() for one in scope.bindings if one.id}
    offers = [
        *((one.text, one.also) for one in routes.destinations()),
        *((text, routes.KEY_WORDS.get(f"person.{verb}", "")) for verb, (_, text) in routes.VERBS.items()),
        *((text, routes.KEY_WORDS.get(key, "")) for key, text in bound.items() if key.startswith("person.")),
        *((bound.get(key, ""), also) for key, also in routes.KEY_WORDS.items()),
    ]
    typed = name_words(words)
    ranks = [rank(typed, text, " ".join(name_words(also))) for text, also in offers]
    assert min(one[0] for one in ranks if one is not None) < _BY_SCATTERED_LETTERS
