"""export csv|vcard|ics|json, and what of it comes back."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from netui.domain.journal.exporting import ExportFormat
from netui.storage.base.registry import KINDS
from netui.storage.safety.store_text import read_store_text
from netui.tui.people.exporting import _FORMATS
from tests.cli.conftest import Netui
from tests.cli.test_contact_fields import TYPED
from tests.factories import HOSTILE


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Ana Ruiz", "--birthday", "--12-01", "--every", "6 weeks", "--note", "=1+1")
    netui("add", "Dana Okafor", "--company", "Fastly", "--introduced-by", "Ana", "--tag", "edge")
    netui("add", HOSTILE["clipboard write"] + HOSTILE["bidi override"], "--tag", "edge")
    netui("log", "Ana,Dana", "Lunch")
    netui("log", "Dana", "Coffee", "--follow-up", "send article by mon")
    netui("interview", "add", "Dana", "--at", "mon 19:00", "--goal", "on call?")
    netui("archive", HOSTILE["clipboard write"][:3])
    return netui


def test_people_go_out_as_a_query_says(run: Netui) -> None:
    done = run("export", "csv")
    assert done.err == "Archived people left out: 1 (the query is:archived has them)\n"
    assert ",'=1+1," in done.out
    assert "\x1b" not in run("export", "csv", "is:archived").out
    assert "\x1b" in run("export", "csv", "is:archived", "--raw").out
    assert run("export", "vcard", "company:fastly").out.count("BEGIN:VCARD") == 1
    assert run("export", "vcard", "nobody").out == ""
    shape = run.json("export", "vcard", "ruiz", "-o", str(run.folder))
    path = run.folder / "contacts.vcf"
    assert shape == {"format": "vcard", "file": str(path), "count": 1, "text": None}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"VERSION:3.0\r\n" in path.read_bytes()
    assert "\r\nBDAY:--1201\r\n" in run("export", "vcard", "ruiz", "--vcard", "4.0").out
    assert "--vcard goes with netui export vcard" in run("export", "csv", "--vcard", "4.0", code=2).err
    assert run.json("export", "csv", "ruiz")["text"].startswith("id,uid,name,")
    run("export", "csv", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,uid")


def test_a_format_is_named_by_the_ending_of_its_files(run: Netui) -> None:
    assert run("export", "vcf", "company:fastly").out.startswith("BEGIN:VCARD")
    assert run("export", "ical").out.startswith("BEGIN:VCALENDAR")
    run("export", "md", "-o", str(run.folder / "pages"))
    file = run.folder / "people.vcf"
    assert run.json("export", "company:fastly", "-o", str(file))["format"] == "vcard"
    assert file.read_text(encoding="utf-8").count("BEGIN:VCARD") == 1
    assert "did you mean vcard?" in run("export", "vcrd", "-o", str(file), code=2).err
    assert "what is missing: FORMAT (" in run("export", "-o", str(run.folder / "people"), code=2).err
    assert "vcf, ical, md" in run("export", "--help").out


@pytest.mark.parametrize("wanted", ExportFormat)
def test_each_format_has_a_file_name_a_choice_on_the_screen_and_a_line_in_the_readme(
    run: Netui, wanted: ExportFormat
) -> None:
    run("export", wanted, "-o", str(run.folder))
    assert (run.folder / wanted.file_name).stat().st_size
    assert wanted in {value for value, _ in _FORMATS}
    readme = Path(__file__).parent.parent.parent / "README.md"
    assert f"\nnetui export {wanted} " in readme.read_text(encoding="utf-8")


@pytest.mark.parametrize("wanted", [one for one in ExportFormat if one.is_of_people])
def test_archived_people_are_exported_only_when_asked_for(run: Netui, wanted: ExportFormat) -> None:
    assert "Archived people left out: 1" in run("export", wanted).err
    assert run.json("export", wanted)["count"] == 2


def test_the_calendar_holds_interviews_and_what_is_due(run: Netui) -> None:
    text = run("export", "ics").out.replace("\r\n ", "")
    assert "DTSTART:20261123T180000Z" in text
    assert "SUMMARY:Talk with Dana Okafor · Fastly" in text
    assert "SUMMARY:send: Dana Okafor · Fastly: send article" in text
    assert "birthday: Ana Ruiz" in text
    assert "check-in: Ana Ruiz" in text
    assert "Ana Ruiz" not in run("export", "ics", "company:fastly").out
    assert "check-in: Ana" not in run("export", "ics", "--days", "7").out


@pytest.mark.parametrize("network", ["told", "demo"])
def test_json_comes_back_without_loss(run: Netui, tmp_path: Path, network: str) -> None:
    if network == "demo":
        run.store = tmp_path / "demo"
        run("demo", "--into", str(run.store))
    file = tmp_path / "all.json"
    run("export", "json", "-o", str(file))
    held = json.loads(file.read_bytes())
    assert list(held) == ["netui", *(kind.name for kind in KINDS)]
    assert network == "told" or all(held.values()), "the demo network holds something of every kind"
    assert "\x1b" not in file.read_text(encoding="utf-8")
    other = Netui(tmp_path / "other", run._capsys)
    done = other.json("restore", str(file))
    assert done["added"] == sum(len(held[kind.name]) for kind in KINDS)
    assert other("export", "json").out.encode() == file.read_bytes()
    assert other.json("restore", str(file))["seq"] is None
    other("undo")
    assert other.json("list") == []


_OURS = frozenset(("id", "uid", "last_contact_on", "next_due_on", "reviewed_on", "created_at", "updated_at"))
"""What netui keeps itself, and gives anew."""


def test_our_own_table_fills_every_field_again(netui: Netui, tmp_path: Path) -> None:
    typed = {name: expected.typed for name, expected in TYPED.items() if name != "name"}
    typed |= {"phones": "+41 44 555 01 01 (the lab), 079 1 (home)", "emails": "a@x.example (work)"}
    netui("add", "Tom Weiss")
    netui("add", "Dana Okafor")
    netui("add", "Ana Silva", "--introduced-by", "Tom", "--relation", "manager: Tom Weiss")
    changes = (f"--set={name}={text}" for name, text in typed.items())
    netui("edit", "Dana", *changes)
    netui("archive", "Tom")
    for raw in ((), ("--raw",)):
        file = tmp_path / f"people{len(raw)}.csv"
        netui("export", "csv", "is:archived OR -is:archived", *raw, "-o", str(file))
        other = Netui(tmp_path / f"other{len(raw)}", netui._capsys)
        assert "3" in other("import", str(file)).out
        there = other.json("list", "is:archived OR -is:archived")
        here = netui.json("list", "is:archived OR -is:archived")
        for one, before in zip(there, here, strict=True):
            ids = {"introduced_by", "relations"}
            assert {key: one[key] for key in one.keys() - ids - _OURS} == {
                key: before[key] for key in before.keys() - ids - _OURS
            }
            assert [each["name"] for each in one["relations"]] == [
                each["name"] for each in before["relations"]
            ]
            assert (one["introduced_by"] or {}).get("name") == (before["introduced_by"] or {}).get("name")
        assert other.json("import", str(file))["updated"] == 0
        other("edit", "Dana", "--set", "why=")
        other("import", str(file))
        assert other.json("show", "Dana")["why"] is None


def test_the_tables_of_other_programs_keep_labels_and_phones(netui: Netui, tmp_path: Path) -> None:
    netui("add", "Dr. Dana van Dyk", "--company", "Fastly", "--note", "=1+1", "--tag", "edge")
    netui("edit", "Dana", "--set", "phones=+41 79 1 (mobile), +41 44 2 (work), +41 44 3 (the lab)")
    google = next(csv.DictReader(io.StringIO(netui("export", "csv", "--columns", "google").out)))
    assert (google["Name Prefix"], google["First Name"], google["Last Name"]) == ("Dr.", "Dana", "van Dyk")
    assert (google["Phone 1 - Label"], google["Phone 1 - Value"]) == ("Mobile", "+41 79 1")
    assert (google["Phone 3 - Label"], google["Phone 3 - Value"]) == ("the lab", "+41 44 3")
    assert (google["Labels"], google["Notes"]) == ("edge ::: * myContacts", "'=1+1")
    outlook = next(csv.DictReader(io.StringIO(netui("export", "csv", "--columns", "outlook").out)))
    assert (outlook["Mobile Phone"], outlook["Business Phone"]) == ("+41 79 1", "+41 44 2")
    assert (outlook["Other Phone"], outlook["Title"], outlook["Categories"]) == ("+41 44 3", "Dr.", "edge")
    netui("export", "csv", "--columns", "google", "-o", str(tmp_path / "g.csv"))
    assert (tmp_path / "g.csv").read_bytes().startswith(b"First Name,")


def test_with_uids_two_stores_of_the_same_things_give_the_same_text(run: Netui, tmp_path: Path) -> None:
    text = run("export", "json", "--uids").out
    held = json.loads(text)
    uids = {one["name"]: one["uid"] for one in held["contacts"]}
    dana = next(one for one in held["contacts"] if one["name"] == "Dana Okafor")
    assert dana["introduced_by"] == uids["Ana Ruiz"]
    assert {uids["Ana Ruiz"], uids["Dana Okafor"]} in [
        set(one["contact_ids"]) for one in held["interactions"]
    ]
    assert "id" not in dana
    assert [one["uid"] for one in held["contacts"]] == sorted(uids.values())
    for one in run.json("list", "is:archived OR -is:archived"):
        assert f":{one['id']}" not in text
    file = tmp_path / "uids.json"
    file.write_text(text, encoding="utf-8")
    assert "uids in place of ids" in run("restore", str(file), "--yes", code=1).err
    other = Netui(tmp_path / "other", run._capsys)
    other("add", "Zoe")
    other("undo")
    whole = run("export", "json").out
    ids = [one["id"] for one in json.loads(whole)["contacts"]]
    moved = whole
    for number, one in enumerate(ids, start=1):
        moved = moved.replace(str(one), str(10**6 - number))
    backwards = json.loads(moved)
    backwards["contacts"] = [dict(reversed(one.items())) for one in reversed(backwards["contacts"])]
    file.write_text(json.dumps(backwards), encoding="utf-8")
    other("restore", str(file), "--yes")
    assert other("export", "json", "--uids").out == text


def test_some_people_go_with_what_is_about_them_alone(run: Netui, tmp_path: Path) -> None:
    part = tmp_path / "part.json"
    run("export", "json", "dana", "-o", str(part))
    held = json.loads(part.read_text())
    assert [one["name"] for one in held["contacts"]] == ["Dana Okafor"]
    assert "introduced_by" not in held["contacts"][0]
    assert [one["text"] for one in held["interactions"]] == ["Coffee"]
    assert (len(held["follow_ups"]), len(held["interviews"])) == (1, 1)
    assert run.json("restore", str(part))["seq"] is None  # no one is left out, the introducer stays
    run("edit", "Dana", "--set", "company=Arm")
    assert run.json("restore", str(part))["changed"] == 1
    assert run.json("show", "Dana")["introduced_by"]["name"] == "Ana Ruiz"


def test_what_is_no_export_is_one_line_and_changes_nothing(run: Netui, tmp_path: Path) -> None:
    good = run("export", "json").out
    bad = {
        "cut": good[: len(good) // 2],
        "comma": good.replace('"contacts": [', '"contacts": [,', 1),
        "list": "[]",
        "other": '{"contacts": []}',
        "unknown": good.replace('"goals"', '"gaols"', 1),
        "typed": good.replace('"name":"Ana Ruiz"', '"name":5', 1),
        "twice": good.replace('"contacts": [\n', '"contacts": [\n{"id":7,"uid":"x","name":"A"},' * 2, 1),
        "id": good.replace('{"id":', '{"id":-', 1),
        "vast": good.replace('{"id":', '{"id":9007199254740991, "x":', 1),
        "schema": good.replace('"schema":1', '"schema":0', 1),
        "deep": good.replace('"contacts": [', '"contacts": ' + "[" * 100_000, 1),
    }
    for name, text in bad.items():
        file = tmp_path / f"{name}.json"
        file.write_text(text, encoding="utf-8")
        assert "nothing was changed" in run("restore", str(file), "--yes", code=1).err, name
    newer = tmp_path / "newer.json"
    newer.write_text(good.replace('"schema":1', '"schema":9', 1), encoding="utf-8")
    assert "update netui" in run("restore", str(newer), code=4).err
    assert run("export", "json").out == good
    assert "netui restore" in run("import", str(newer), code=1).err
    stranger = Netui(tmp_path / "stranger", run._capsys)
    stranger("add", "Zoe")
    newer.write_text(good, encoding="utf-8")
    assert "another network" in stranger("restore", str(newer), "--yes", code=1).err
    assert [one["name"] for one in stranger.json("list")] == ["Zoe"]


def test_a_network_with_the_same_numbers_is_still_another_one(
    tmp_path: Path, run: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.randbits", lambda bits: 0)
    here, there = (Netui(tmp_path / name, run._capsys) for name in ("here", "there"))
    here("add", "Zoe")
    there("add", "Ana")
    ids = [one.json("list")[0]["id"] for one in (here, there)]
    assert ids[0] == ids[1]
    file = tmp_path / "there.json"
    file.write_text(there("export", "json").out, encoding="utf-8")
    assert "another network" in here("restore", str(file), "--yes", code=1).err
    assert [one["name"] for one in here.json("list")] == ["Zoe"]


def test_an_older_schema_is_brought_to_ours(run: Netui, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text(run("export", "json", "ruiz").out.replace('"name"', '"called"'), encoding="utf-8")

    def rename(tables: dict[str, dict[int, dict[str, object]]]) -> None:
        for person in tables["contacts"].values():
            person["name"] = person.pop("called")

    text = read_store_text(file, schema=2, migrations=[rename])
    (document,) = text.documents["contacts"].values()
    assert b'"name":"Ana Ruiz"' in bytes(document)


def test_options_that_do_not_fit_are_refused(run: Netui) -> None:
    for wrong in (
        ("vcard", "--raw"),
        ("csv", "--days", "3"),
        ("ics", "--days", "-1"),
        ("json", "--without", "map"),
        ("portfolio", "ana"),
        ("csv", "due:soonish"),
        ("csv", "-o", str(run.folder / "none" / "x.csv")),
        ("csv", "-o", str(run.store / "contacts.json")),
        ("xml",),
    ):
        run("export", *wrong, code=2)
    assert run.json("list")
