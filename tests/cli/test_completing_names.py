"""A shell completes names, read from the files of the store without opening it."""

import random
import stat
from pathlib import Path

import pytest

from netui.bootstrap.wiring import build_store
from netui.cli.completing_names import asked_word, names_for
from netui.cli.prompt import cache_folder
from netui.clock import SystemClock
from netui.config import Places
from netui.domain.text import clean, fold
from netui.domain.values import replace
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.snapshots import file_name
from netui.storage.tables import names_in_files
from tests.cli.conftest import Netui
from tests.factories import make_contact
from tests.fakes import NOON
from tests.storage.opened import opened


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


def test_only_shells_are_offered_where_a_shell_is_asked_for(netui: Netui) -> None:
    wrong = netui("completion", "tcsh", code=2).err
    assert wrong == "netui: SHELL can't be tcsh; use one of bash, zsh, fish\n"
    assert netui("completion", "zhs", code=2).err == "netui: SHELL can't be zhs; did you mean zsh?\n"
    script = netui("completion", "bash").out
    [offered] = [
        line for line in script.splitlines() if line.startswith("_shtab_netui_completion_pos_0_choices")
    ]
    assert offered.partition("=")[2] == "(bash zsh fish)"


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

    def read(store: str, *_: object) -> list[str]:
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


@pytest.fixture
def kept_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_in_files, "_WORTH_KEEPING", 0)


def kept_files() -> list[Path]:
    return sorted(Path(cache_folder()).glob("store-*"))


def without_file(word: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    with monkeypatch.context() as patched:
        patched.setattr("netui.cli.completing_names.cache_folder", lambda: "/dev/null/none")
        return names_for(word)


@pytest.mark.usefixtures("kept_always")
@pytest.mark.parametrize("seed", range(4))
def test_the_same_names_come_with_a_kept_file_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    pick = random.Random(seed)
    parts = ("Ana", "Zoë", 'Q"x', "O’Neil", "Łu", "an", "Bo\tRay", "tom", "\ud800")
    store = opened(tmp_path / "store")
    monkeypatch.setenv("NETUI_STORE", str(tmp_path / "store"))
    for step in range(40):
        people = store.contacts.all()
        name = f"{pick.choice(parts)} {pick.choice(parts[:8])}"
        what = pick.randrange(6) if people else 0
        with store.transaction(f"Step {step}"):
            if what < 2:
                store.contacts.add(make_contact(id=store.new_id(), name=name.replace("\ud800", "\\")))
            elif what == 2:
                store.contacts.remove(pick.choice(people).id)
            elif what == 3:
                one = pick.choice(people)
                archived = None if one.archived_at else NOON
                store.contacts.save(replace(one, archived_at=archived))
            elif what == 4:
                store.contacts.save(replace(pick.choice(people), name=f"{pick.choice(parts[:8])} Weiss"))
        if what == 5 and step % 2:
            store.compact()
        shown = [each.name for each in store.contacts.all() if each.archived_at is None]
        for word in ("", "an", "ray", "weiss", "zoe", "q", "x"):
            fitting = {each for each in shown if f" {word}" in f" {fold(each)}".replace("\t", " ")}
            first = {each for each in fitting if fold(each).startswith(word)}
            expected = sorted(clean(each) for each in first or fitting)
            assert sorted(names_for(word)) == sorted(set(expected)), (step, word)
            assert names_for(word) == without_file(word, monkeypatch)
    store.close()


@pytest.fixture
def two(netui: Netui, kept_always: None) -> Netui:
    netui("add", "Ana Ruiz")
    netui("add", "Priya Natarajan")
    compacted(netui)
    assert names_for("pri") == ["Priya Natarajan"]
    return netui


def test_the_file_is_private_and_read_instead_of_the_snapshot(
    two: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    [file] = kept_files()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setattr(names_in_files, "_lines_of", lambda _: b"\n")
    assert names_for("pri") == ["Priya Natarajan"]


@pytest.mark.usefixtures("two")
def test_a_spoiled_or_foreign_file_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    [file] = kept_files()
    good = file.read_bytes()
    middle = good.index(b"priya")
    flipped = good[:middle] + b"x" + good[middle + 1 :]
    for spoiled in (b"", good[:-1], flipped, good.replace(b"names 1", b"names 0"), b"\n\n", good + b"x"):
        file.write_bytes(spoiled)
        assert names_for("pri") == ["Priya Natarajan"]
        assert file.read_bytes() == good
    file.chmod(0o644)
    assert names_for("pri") == ["Priya Natarajan"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.unlink()
    folder = file.parent
    folder.chmod(0o777)
    assert names_for("pri") == ["Priya Natarajan"]
    folder.chmod(0o700)
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")
    assert names_for("pri") == ["Priya Natarajan"]
    assert kept_files() == []


def named_in_cache() -> list[Path]:
    files = [path for path in Path(cache_folder()).rglob("*") if path.is_file()]
    return [path for path in files if b"natarajan" in path.read_bytes().lower()]


def test_who_is_forgotten_is_in_no_file_of_the_cache(two: Netui) -> None:
    [file] = kept_files()
    file.with_name(f"{file.name}.1").write_bytes(file.read_bytes())  # a writer was killed
    assert len(named_in_cache()) == 2
    two("forget", "Priya", "--yes")
    assert named_in_cache() == []
    assert names_for("") == ["Ana Ruiz"]
    assert named_in_cache() == []


def test_a_completion_that_read_before_a_forgetting_keeps_nothing_after_it(
    two: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_files()[0].unlink()
    lines_of = names_in_files._lines_of

    def slow(snapshot: bytes) -> bytes:
        lines = lines_of(snapshot)
        monkeypatch.setattr(names_in_files, "_lines_of", lines_of)
        journal = two.store / JOURNAL
        before = journal.read_bytes()
        two("forget", "Priya", "--yes")
        after = journal.read_bytes()
        monkeypatch.setattr(names_in_files, "_read", lambda _: before)
        assert before != after
        return lines

    monkeypatch.setattr(names_in_files, "_lines_of", slow)
    names_for("pri")
    assert kept_files() == []


def test_nothing_is_kept_while_a_forgetting_is_unfinished(
    two: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("netui.storage.safety.forgetting.Forgetting.finish", cut_off)
        patched.setattr(
            "netui.storage.safety.safekeeping.StoreSafekeeping.finish_forgetting", lambda _: False
        )
        patched.setattr("netui.storage.store.store.TinyDBStore.compact", lambda *_, **__: None)
        two.any("forget", "Priya", "--yes")
    assert b"Natarajan" in (two.store / file_name("contacts")).read_bytes()
    assert names_for("") == ["Ana Ruiz"]
    assert kept_files() == []
