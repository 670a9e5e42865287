"""Whatever strangers wrote: nothing a command prints steers a terminal or hides."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.bootstrap.wiring import build_store
from netui.cli.columns import cell_width, table
from netui.cli.output import json_text
from netui.domain import one_line
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.text import clean
from tests.cli.conftest import Done, Netui
from tests.factories import (
    HOSTILE,
    HOSTILE_TEXT,
    hostile_contact,
    make_follow_up,
    make_goal,
    make_interaction,
    make_interview,
)
from tests.fakes import FakeClock

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def assert_safe(done: Done) -> None:
    for stream in (done.out, done.err):
        for line in stream.removesuffix("\n").split("\n"):
            assert clean(line) == line


@pytest.fixture
def hostile(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> Netui:
    """A store whose files hold hostile text, as only a file edited by hand can."""
    store = build_store(netui.store, FakeClock(), session=HOSTILE["clear screen"])
    text = HOSTILE_TEXT
    with monkeypatch.context() as patch:
        patch.setattr(one_line, "LONGEST_LINE", len(text))
        with store.transaction(f"Add {HOSTILE['clipboard write']}"):
            store.contacts.add(hostile_contact(id=1))
            store.contacts.add(hostile_contact(id=2))
            store.interactions.add(make_interaction(id=3, contact_ids=(1, 2), text=text))
            store.follow_ups.add(make_follow_up(id=4, contact_id=1, text=text))
            store.interviews.add(
                make_interview(
                    id=5,
                    contact_id=1,
                    status=InterviewStatus.SCHEDULED,
                    goal=text,
                    place=text,
                    insights=(text,),
                    trends=(text,),
                    actions=(text,),
                    influence=text,
                    ask_next=(text,),
                )
            )
            store.goals.add(make_goal(id=6, title=text))
    store.close()
    return netui


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("find", "example"),
        ("show", "1"),
        ("due",),
        ("due", "--prompt"),
        ("history",),
        ("interview", "list"),
        ("interview", "show", "5"),
        ("goal", "list"),
        ("note", "1", "--template", "check-in"),
        ("note", "1", "--template", "check-in", "--out", "-"),
        ("log", "1", "hello"),
        ("edit", "1", "--set", "company=Acme", "--set", "tags+=x"),
        ("follow-up", "1", HOSTILE["title write"], "--due", "fri"),
        ("done", "4"),
        ("skip", "4"),
        ("snooze", "4", "in 3 months"),
        ("interview", "done", "5", "--insight", HOSTILE["c1 controls"]),
        ("archive", "1"),
        ("undo",),
        ("add", HOSTILE["bidi override"], "--again", "--company", HOSTILE["colour"], "--note", HOSTILE_TEXT),
        ("goal", "add", HOSTILE["tag characters"]),
    ],
    ids=lambda arguments: "-".join(arguments[:2]) if arguments[0].isascii() else "",
)
def test_every_command(hostile: Netui, arguments: tuple[str, ...]) -> None:
    if arguments[0] != "undo":
        assert_safe(hostile("--read-only", *arguments, code=_code_read_only(arguments)))
    assert_safe(hostile(*arguments))
    if arguments[0] in {"done", "skip", "undo"} or arguments[:2] == ("interview", "done"):
        return  # cannot be done twice
    done = hostile(*arguments, "--json")
    assert_safe(done)
    json.loads(done.out)


def _code_read_only(arguments: tuple[str, ...]) -> int:
    reading = {"list", "find", "show", "due", "history", "note"}
    verbs = {("interview", "list"), ("interview", "show"), ("goal", "list")}
    return 0 if arguments[0] in reading or arguments[:2] in verbs else 4


def test_json_keeps_the_original(hostile: Netui) -> None:
    shown = hostile.json("show", "1")
    assert shown["pronunciation"] == HOSTILE["c1 controls"]
    assert shown["notes"] == HOSTILE_TEXT


@pytest.mark.parametrize("text", [HOSTILE[key] for key in sorted(HOSTILE)], ids=sorted(HOSTILE))
def test_errors_that_quote_what_was_typed(netui: Netui, text: str) -> None:
    netui("add", "Ana Silva")
    for arguments, code in (
        (("show", f"zz{text}"), 3),
        (("log", "ana", "x", "--kind", text), 2),
        (("log", "ana", "x", "--on", text), 2),
        (("edit", "ana", "--set", f"zz{text}=1"), 2),
        (("due", "--days", f"z{text}"), 2),
        (("interview", "show", f"zz{text}"), 3),
        (("done", f"zz{text}"), 3),
        (("note", "ana", "--template", f"zz{text}"), 3),
        ((f"zz{text}",), 2),
        (("due", f"--zz{text}"), 2),
        (("import", f"zz{text}".replace("\0", "")), 1),
    ):
        assert_safe(netui(*arguments, code=code))


def test_what_is_no_utf_8(netui: Netui) -> None:
    made = netui.json("add", "An\udcffa", "--note", "\udc80")
    assert made["name"] == "An\ufffda"
    assert_safe(netui("show", "an\udcffx", code=3))


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_json_text_is_safe_and_means_the_same(shape: Any) -> None:
    for ascii_only in (False, True):
        text = json_text(shape, ascii_only=ascii_only)
        assert json.loads(text) == shape
        assert all(clean(line) == line for line in text.split("\n"))
        assert text.isascii() or not ascii_only


def test_half_a_character_in_json() -> None:
    assert json.loads(json_text({"name": "a\ud800"})) == {"name": "a\ud800"}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5))
def test_columns_stay_in_line(rows: list[list[str]]) -> None:
    lines = table(((*row, "|") for row in rows), (8, 5, 12), room=200)
    assert len({cell_width(line[: line.rindex("|")]) for line in lines}) == min(1, len(rows))
    assert all(cell_width(line) <= 8 + 5 + 12 + 3 * 2 + 1 for line in lines)
