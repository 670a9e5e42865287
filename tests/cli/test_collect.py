"""collect: a dry run unless --yes, one undo, rows taken and refused by number."""

from pathlib import Path

import pytest

from tests.cli.conftest import Netui

DAYS = (10, 11, 12)


@pytest.fixture
def box(netui: Netui) -> Path:
    netui.config.write_text('addresses = ["me@x.example"]\n')
    netui("add", "Dana Okafor", "--email", "dana@x.example", "--every", "6 weeks")
    path = netui.folder / "mbox"
    text = ""
    for day in DAYS:
        for who in ("dana@x.example", "Ines <ines@x.example>"):
            text += f"From x\nFrom: me@x.example\nTo: {who}\nDate: {day} Nov 2026 09:00 +0100\n"
            text += f"Message-ID: <{day}{who}>\n\nwords\n\n"
    path.write_text(text)
    return path


def test_a_dry_run_changes_nothing(netui: Netui, box: Path) -> None:
    before = netui.json("history")
    shown = netui("collect", str(box))
    assert shown.lines[0].split("  ") == ["1", "Tue 10 Nov 2026", "Dana Okafor", "email, you wrote"]
    assert "1  Ines  ines@x.example  3 days  last Thu 12 Nov 2026" in shown.lines
    assert shown.lines[-1].startswith("Dry run, nothing changed: 3 entries to log: add --yes; --add-people N")
    planned = netui.json("collect", str(box))
    assert [row["row"] for row in planned["entries"]] == [1, 2, 3]
    assert planned["entries"][0]["contacts"][0]["name"] == "Dana Okafor"
    assert (planned["logged"], planned["people"][0]["email"]) == (0, "ines@x.example")
    assert netui.json("history") == before


def test_a_first_day_that_is_still_to_come_is_refused(netui: Netui, box: Path) -> None:
    refused = netui("collect", str(box), "--since", "tomorrow", code=2).err
    assert refused == "netui: Sat 21 Nov 2026 is still to come: give a day in the past\n"
    assert len(netui.json("collect", str(box), "--since", "12 nov")["entries"]) == 1


def test_rows_are_taken_and_refused_by_their_numbers(netui: Netui, box: Path) -> None:
    done = netui.json("collect", str(box), "--yes", "--take", "1-2", "--refuse", "2")
    assert (done["logged"], done["refused"]) == (1, 1)
    dana = netui.json("show", "Dana")
    assert [(one["on"], one["source"], one["direction"]) for one in dana["timeline"]] == [
        ("2026-11-10", "mail", "gave")
    ]
    assert dana["last_contact_on"] == "2026-11-10"
    again = netui.json("collect", str(box), "--yes")
    assert (again["logged"], again["left"]) == (1, {"known": 1, "refused": 1})
    netui("undo")
    netui("undo")
    assert netui.json("collect", str(box))["left"] == {}


def test_people_are_added_when_asked(netui: Netui, box: Path) -> None:
    assert (
        netui("collect", str(box), "--yes", "--add-people", "1").lines[-1] == "Logged 6 entries; added Ines"
    )
    assert netui.json("show", "Ines")["emails"] == ["ines@x.example"]


@pytest.mark.parametrize("given", ["0", "4", "2-9", "x", "3-1", "1,,2", "1" * 30])
def test_a_wrong_row_is_named_and_nothing_is_changed(netui: Netui, box: Path, given: str) -> None:
    before = netui.json("history")
    assert "--take" in netui("collect", str(box), "--yes", "--take", given, code=2).err
    assert netui.json("history") == before


def test_what_is_forgotten_takes_its_keys_along(netui: Netui, box: Path) -> None:
    netui("collect", str(box), "--yes", "--refuse", "1")
    held = "".join(path.read_text("utf-8") for path in netui.store.rglob("*.jsonl"))
    assert '"came_from"' in held
    assert '"refused"' in held
    netui("forget", "Dana", "--yes")
    held = "".join(
        path.read_text("utf-8") for path in netui.store.rglob("*") if path.suffix in {".json", ".jsonl"}
    )
    assert '"came_from"' not in held
    assert '"refused"' not in held


def test_without_addresses_it_says_what_to_write(netui: Netui, box: Path) -> None:
    netui.config.write_text("")
    assert "write addresses = [" in netui("collect", str(box), code=2).err


def test_a_file_of_a_folder_that_cannot_be_read_is_named_and_the_rest_is_logged(
    netui: Netui, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netui.exchange.reading.meetings.MOST_EVENTS", 1)
    folder = netui.folder / "calendars"
    folder.mkdir()
    event = "BEGIN:VEVENT\nUID:{}\nDTSTART:20261112T100000Z\nATTENDEE:mailto:dana@x.example\nEND:VEVENT\n"
    (folder / "work.ics").write_text(f"BEGIN:VCALENDAR\n{event.format(1)}{event.format(2)}END:VCALENDAR\n")
    (folder / "home.ics").write_text(f"BEGIN:VCALENDAR\n{event.format(3)}END:VCALENDAR\n")
    shown = netui("collect", str(folder))
    assert "work.ics: has over 1 events: split it into smaller files" in shown.lines
    assert "1 entry to log" in shown.lines[-1]
    planned = netui.json("collect", str(folder), "--yes")
    assert (planned["logged"], planned["left"]) == (1, {})
    assert [(one["file"], one["read"]) for one in planned["files"]] == [("work.ics", False)]
