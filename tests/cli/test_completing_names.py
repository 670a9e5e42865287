"""A shell completes names, read from the files of the store without opening it."""

from pathlib import Path

import pytest

from netui.bootstrap.wiring import build_store
from netui.cli.completing_names import asked_word, names_for
from netui.clock import SystemClock
from netui.config import Places
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.snapshots import file_name
from netui.storage.tables import names_in_files
from tests.cli.conftest import Netui


@pytest.fixture(autouse=True)
def its_store(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETUI_STORE", str(netui.store))


def listed(netui: Netui) -> list[str]:
    return sorted(one["name"] for one in netui.json("list"))


def test_names_are_those_of_the_list_whatever_happened_to_them(netui: Netui) -> None:
    for name in ("Ana Ruiz", 'Ana "Q" \\ Lim', "Zoë Brânză", "Tom Weiss", "Bo Ray", "Cy Lo"):
        netui("add", name)
    assert names_for("") == listed(netui)
    netui("edit", "Tom Weiss", "--set", "name=Thomas Weiss", "--set", "custom.name=Toto")
    netui("delete", "Bo Ray")
    netui("archive", "Cy Lo")
    assert names_for("") == listed(netui) == ['Ana "Q" \\ Lim', "Ana Ruiz", "Thomas Weiss", "Zoë Brânză"]
    netui("archive", "Cy Lo", "--back")
    netui("undo")
    netui("forget", "Ana Ruiz", "--yes")
    assert names_for("") == listed(netui) == ['Ana "Q" \\ Lim', "Thomas Weiss", "Zoë Brânză"]


def test_a_word_is_the_beginning_of_the_name_or_else_of_a_part_of_it(netui: Netui) -> None:
    for name in ("Ana Ruiz", "Zoë Brânză", "Rui Anders"):
        netui("add", name)
    assert names_for("an") == ["Ana Ruiz"]
    assert names_for("zoe b") == ["Zoë Brânză"]
    assert names_for("and") == ["Rui Anders"]
    assert names_for("Ana Ruiz,zo") == ["Ana Ruiz,Zoë Brânză"]
    assert names_for("x") == []
    assert netui("completion", "people", "an", "--json").json == ["Ana Ruiz"]


def test_what_is_no_store_has_no_names(netui: Netui) -> None:
    assert names_for("") == []
    netui.store.mkdir()
    for text in ("", "{", '{"_meta": {"1": {"seq": x}},\n"1": {"name":"A\\"', "[1]\n", '"contacts":{'):
        (netui.store / "contacts.json").write_text(text)
        (netui.store / "journal.jsonl").write_text(text)
        assert names_for("") == []


def test_the_store_is_found_where_the_commands_find_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NETUI_STORE")
    found: list[str] = []

    def read(store: str, _: object) -> list[str]:
        found.append(store)
        return []

    monkeypatch.setattr("netui.cli.completing_names.names_in_files", read)
    names_for("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    names_for("")
    assert found[1] == str(Places.find().store)
    monkeypatch.delenv("XDG_DATA_HOME")
    assert found[0] == str(Places.find().store)
    assert (file_name("contacts"), JOURNAL) == (names_in_files._SNAPSHOT, names_in_files._JOURNAL)


def test_only_names_are_asked_for_in_a_quick_way() -> None:
    assert asked_word(["completion", "people", "an"]) == "an"
    assert asked_word(["completion", "people"]) == ""
    assert asked_word(["completion", "bash"]) is None
    assert asked_word(["completion", "people", "an", "--json"]) is None


def compacted(netui: Netui) -> None:
    store = build_store(netui.store, SystemClock(), session="test")
    store.compact()
    store.close()


def test_a_name_with_marks_quotes_or_an_apostrophe_is_found_by_plain_letters(netui: Netui) -> None:
    for name in ("Zoë Brânză", "Sean O’Neil", 'Ana "Quick" Lim', "Łukasz Żak", "Bo Ray", "Cy Lo"):
        netui("add", name)
    netui("edit", "Bo", "--set", "custom.name=Anabel")
    netui("archive", "Cy")
    compacted(netui)
    assert (netui.store / file_name("contacts")).read_bytes().count(b'"name":') == 7
    netui("edit", "Łukasz", "--set", "name=Lukas Zak")
    found = {word: names_for(word) for word in ("zoe bran", "oneil", "ana", "zak", "bo", "cy")}
    assert found == {
        "zoe bran": ["Zoë Brânză"],
        "oneil": ["Sean O’Neil"],
        "ana": ['Ana "Quick" Lim'],
        "zak": ["Lukas Zak"],
        "bo": ["Bo Ray"],
        "cy": [],
    }
    assert names_for("") == listed(netui)
