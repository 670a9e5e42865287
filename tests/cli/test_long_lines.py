"""A limit on fields of one line: refused when typed, kept where it is stored already."""

from pathlib import Path

import pytest

from netui.bootstrap.wiring import build_store
from netui.domain import one_line
from tests.cli.conftest import Netui
from tests.factories import make_contact
from tests.fakes import FakeClock

LONG = "x" * 1_001


@pytest.mark.parametrize(
    "words",
    [
        ("add", LONG),
        ("edit", "Ann", "--set", f"name={LONG}"),
        ("edit", "Ann", "--set", f"company={LONG}"),
        ("edit", "Ann", "--set", f"emails={LONG}@example.org"),
        ("edit", "Ann", "--set", f"tags={LONG}"),
        ("goal", "add", LONG),
    ],
)
def test_a_line_that_is_too_long_is_refused(netui: Netui, words: tuple[str, ...]) -> None:
    netui("add", "Ann Lee")
    done = netui(*words, code=2)
    assert "shorten it to 1,000 or fewer" in done.err
    assert len(done.err) < 200
    assert [person["name"] for person in netui.json("list")] == ["Ann Lee"]


def test_a_longer_one_that_is_stored_can_be_shown_edited_and_deleted(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = build_store(netui.store, FakeClock(), session="older")
    with monkeypatch.context() as patch, store.transaction("Add"):
        patch.setattr(one_line, "LONGEST_LINE", 10_000)
        store.contacts.add(make_contact(id=1, name=LONG))
    store.close()
    assert LONG in netui("show", "#1").out
    netui("edit", "#1", "--set", "location=Bern")
    netui("log", "#1", "tea")
    netui("edit", "#1", "--set", "name=Ann")
    netui("forget", "#1", "--yes")


def test_an_import_names_the_row_and_cuts_nothing(netui: Netui, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    name, title = "y" * 900, "z" * 900
    file.write_text(
        f"{head}{LONG},Lee,,,Acme,CTO,02 Aug 2023\nBea,{name},,,Acme,{title},02 Aug 2023\nCy,Ng,,,{LONG},,\n"
    )
    done = netui("import", str(file), "--json")
    assert [row["action"] for row in done.json["rows"]] == ["failed", "added", "failed"]
    assert [row["line"] for row in done.json["rows"]] == [2, 3, 4]
    assert "characters long" in done.json["rows"][0]["reason"]
    assert [person["name"] for person in netui.json("list")] == [f"Bea {name}"]
