"""import, and the whole way from an export to a thank-you note."""

import csv
import io
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Netui

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples" / "linkedin"
NOW = SAMPLES / "2026" / "Connections.csv"
ZIP = SAMPLES / "Complete_LinkedInDataExport_11-20-2026.zip"
OLD = SAMPLES / "2021" / "Connections.csv"
At = Callable[[str], None]

OTHERS = (
    ("Ines", "Moreau", "ines-moreau", "ines@example.org", "Ubisoft", "Producer"),
    ("Kwame", "Mensah", "kwame-mensah-7", "", "Jumia", "Data Engineer"),
    ("Søren", "Åberg", "soren-aberg", "", "Spotify, AB", 'The "other" CTO'),
    ("美咲", "佐藤", "misaki-sato", "", "楽天", "デザイナー"),
    ("Nour", "El-Din", "nour-eldin", "nour@example.org", "", ""),
)
NOTES = 'Notes:\n"When exporting your connection data, some addresses may be missing, ""as they chose""."\n\n'
ERAS: dict[str, tuple[str, Sequence[int], str]] = {
    "without addresses or notes": (
        "First Name,Last Name,Email Address,Company,Position",
        (0, 1, 3, 4, 5),
        "",
    ),
    "with notes": ("First Name,Last Name,Email Address,Company,Position", (0, 1, 3, 4, 5), NOTES),
    "with addresses": (
        "First Name,Last Name,URL,Email Address,Company,Position",
        (0, 1, 2, 3, 4, 5),
        NOTES,
    ),
}


def export(era: str) -> str:
    """Write the connections of someone else as LinkedIn did in an era."""
    header, columns, notes = ERAS[era]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for day, person in enumerate(OTHERS, start=1):
        cells = [f"https://www.linkedin.com/in/{cell}" if at == 2 else cell for at, cell in enumerate(person)]
        writer.writerow([*(cells[column] for column in columns), f"{day:02d} Mar 2025"])
    return f"{notes}{header},Connected On\n{text.getvalue()}"


def summary(done: dict[str, object]) -> dict[str, object]:
    more = {"rows", "files", "logged", "left"}
    return {key: value for key, value in done.items() if key not in more}


@pytest.mark.parametrize("path", [NOW, ZIP], ids=["csv", "zip"])
def test_an_export(netui: Netui, path: Path) -> None:
    expected = {"added": 10, "updated": 0, "skipped": 0, "hidden": 2, "failed": 0, "kept": 0}
    planned = netui.json("import", str(path), "--dry-run")
    assert summary(planned) == expected
    assert not netui.store.exists()
    done = netui.json("import", str(path), "--tag", "linkedin")
    assert done == planned
    assert len(done["rows"]) == 12
    assert all(set(row) == {"file", "line", "action", "name", "reason"} for row in done["rows"])
    people = netui.json("list")
    assert len(people) == 10
    assert all(one["tags"] == ["linkedin"] for one in people)
    assert netui.json("due") == []
    again = netui.json("import", str(path))
    assert (again["added"], again["updated"], again["skipped"]) == (0, 0, 10)
    netui("undo")
    assert netui.json("list") == []


def test_a_job_changed_by_hand_stays_when_the_same_export_comes_again(netui: Netui) -> None:
    def job() -> tuple[str, str]:
        shown = netui.json("show", "Maren")
        return shown["title"], shown["company"]

    def reason(path: Path) -> str:
        again = netui.json("import", str(path))
        assert (again["updated"], again["skipped"], again["kept"]) == (0, 10, 1)
        return str(next(row["reason"] for row in again["rows"] if row["name"] == "Maren Oakhollow"))

    netui("import", str(ZIP))
    netui("edit", "Maren", "--set", "title=CTO")
    counts = "0 added, 0 updated, 10 skipped, 2 hidden, 0 failed; 1 kept as you changed them by hand"
    assert netui("import", str(NOW)).lines[-1] == counts
    for path in (NOW, ZIP):
        assert reason(path) == "kept: title CTO, changed by hand"
    assert job() == ("CTO", "Brightwater Labs")
    newer = netui.folder / "Connections.csv"
    newer.write_text(NOW.read_text("utf-8").replace("VP Engineering", "President"), "utf-8")
    assert netui.json("import", str(newer))["updated"] == 1
    assert job() == ("President", "Brightwater Labs")
    for expected in ("CTO", "VP Engineering"):
        netui("undo")
        netui("import", str(NOW))
        assert job() == (expected, "Brightwater Labs")
    netui("redo")
    assert "All is well" in netui("doctor").out
    netui("export", "json", "-o", str(netui.folder / "all.json"))
    netui.store = netui.folder / "other"
    netui("restore", str(netui.folder / "all.json"))
    assert reason(NOW) == "kept: title CTO, changed by hand"


def test_hidden_members_are_counted_and_not_named(netui: Netui) -> None:
    rows = netui.json("import", str(NOW))["rows"]
    hidden = [row for row in rows if row["action"] == "hidden"]
    assert [row["name"] for row in hidden] == [None, None]
    assert all(row["reason"] and row["line"] for row in hidden)


def test_a_cadence_for_everyone_new_is_spread(netui: Netui) -> None:
    netui("import", str(NOW), "--every", "6 weeks")
    days = {one["next_due_on"] for one in netui.json("list")}
    assert len(days) > 1
    assert min(days) > "2026-11-20"


def test_unreadable_cells_are_reported_and_the_rest_goes_in(netui: Netui) -> None:
    one = netui.folder / "Connections.csv"
    one.write_text(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Ann,Lee,ann at x,Acme,CTO,sometime\x1b[2J\nBob,Ray,,Globex,Dev,08 Feb 2019\nCut\n"
    )
    read = netui("import", str(one), "--every", "6 months")
    unread = "“ann at x” is no email address; “sometime␛[2J” is no date I can read"
    assert read.lines == [
        "Connections.csv line 4: failed Cut: only 1 of the header's 6 cells",
        f"Connections.csv line 2: added Ann Lee: {unread}",
        "2 added, 0 updated, 0 skipped, 0 hidden, 1 failed",
    ]
    assert "every 6 months, are spread from tomorrow on" in read.err


@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["", "dry run"])
def test_an_import_of_which_no_row_could_be_read_has_failed(netui: Netui, how: tuple[str, ...]) -> None:
    one = netui.folder / "Connections.csv"
    one.write_text("First Name,Last Name,Email Address,Company,Position,Connected On\nCut\nShort\n")
    read = netui.any("import", str(one), *how)
    assert (read.code, read.lines[-1][-8:]) == (1, "2 failed")
    assert read.err == "netui: no row could be read: nothing is imported\n"


@pytest.mark.parametrize("path", [NOW, ZIP], ids=["csv", "zip"])
def test_from_stdin(netui: Netui, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    assert netui.json("import", "-")["added"] == 10


def test_from_a_pipe_which_can_be_read_only_once(netui: Netui) -> None:
    reader, writer = os.pipe()
    os.write(writer, NOW.read_bytes())
    os.close(writer)
    assert netui.json("import", f"/dev/fd/{reader}")["added"] == 10
    os.close(reader)


def test_texts_come_through_stdin_too(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    def pipe(text: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))

    pipe(b"likes tea\r\nand \xff\x1b[2J\n")
    assert netui.json("add", "Ann Lee", "--note", "-")["notes"].startswith("likes tea\nand \ufffd")
    pipe(b"edge caches\n")
    assert netui.json("log", "Ann", "-")["text"] == "edge caches"
    pipe(b"It went well.")
    assert netui.json("reflect", "--text", "-")["parts"] == [{"part": "text", "text": "It went well."}]
    for nothing in (b"", b" \n"):
        pipe(nothing)
        assert "nothing came on stdin" in netui("log", "Ann", "-", code=2).err
    pipe(b"x" * (1024**2 + 1))
    assert "over 1 MB" in netui("log", "Ann", "-", code=2).err


def test_words_say_what_happened(netui: Netui) -> None:
    *each, last = netui("import", str(NOW), "--dry-run").out.splitlines()
    assert last == "Dry run, nothing changed: 10 added, 0 updated, 0 skipped, 2 hidden, 0 failed"
    assert each[0] == "Connections.csv line 5: added Maren Oakhollow"
    assert [line.split()[3].strip(":") for line in each] == ["added"] * 10 + ["hidden"] * 2
    out = netui("import", str(NOW)).out
    assert out.startswith("10 added, 0 updated, 0 skipped, 2 hidden, 0 failed\n")


def test_who_may_be_here_twice_now_is_counted_and_not_merged(netui: Netui, tmp_path: Path) -> None:
    netui("add", "Ines Moreaux", "--title", "Producer", "--company", "Ubisoft")
    (tmp_path / "Connections.csv").write_text(export("with addresses"), encoding="utf-8")
    done = netui("import", str(tmp_path / "Connections.csv"))
    assert "1 possible duplicate: compare them under Upkeep in the plan." in done.err
    assert [one["name"] for one in netui.json("list", "company:ubisoft")] == ["Ines Moreau", "Ines Moreaux"]


def test_the_rest_of_an_export_is_named_and_messages_come_in_if_asked_for(netui: Netui) -> None:
    folder = str(NOW.parent)
    assert netui("import", folder).lines == [
        "messages.csv: 6 messages, not read; --messages dates",
        "Next to people: 1 note, 1 endorsement, 3 invitations, your profile, 2 positions",
        "3 entries for the log; left out: 1 with people who aren't your contacts",
        "Your own bio: LinkedIn Name, Headline, Location, Experience",
        "10 added, 0 updated, 0 skipped, 2 hidden, 0 failed",
    ]
    dates = netui.json("import", folder, "--messages", "dates")
    assert (dates["added"], dates["updated"], dates["logged"]) == (0, 0, 2)
    assert {"file": "messages.csv", "what": "6 messages", "read": True} in dates["files"]
    assert netui.json("import", folder, "--messages", "text")["logged"] == 0
    assert netui.json("show", "Maren")["last_contact_on"] == "2026-02-01"
    assert netui("undo").out.startswith("Undo: Log 2 entries from LinkedIn")


@pytest.mark.parametrize("name", ["edge/empty.csv", "edge/gone.csv", "linkedin/2026/Comments.csv"])
def test_a_file_that_is_no_export(netui: Netui, name: str) -> None:
    err = netui("import", str(SAMPLES.parent / name), code=1).err
    assert Path(name).name in err
    assert netui.json("list") == []


def test_wrong_values_change_nothing(netui: Netui) -> None:
    netui("import", str(NOW), "--every", "often", code=2)
    netui("import", str(NOW), "--format", "fax", code=2)
    netui("import", code=2)
    assert netui.json("list") == []


@pytest.mark.parametrize("era", ERAS)
def test_exports_of_every_era_and_of_several_people(netui: Netui, era: str) -> None:
    one = netui.folder / "Connections.csv"
    one.write_text(export(era), "utf-8")
    archive = netui.folder / "export.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("Connections.csv", export(era))
    assert netui.json("import", str(one))["added"] == len(OTHERS)
    names = {person["name"] for person in netui.json("list")}
    assert names == {"Ines Moreau", "Kwame Mensah", "Søren Åberg", "美咲 佐藤", "Nour El-Din"}
    soren = next(one for one in netui.json("list") if one["name"] == "Søren Åberg")
    assert (soren["company"], soren["title"]) == ("Spotify, AB", 'The "other" CTO')
    assert soren["met_on"] == "2025-03-03"
    again = netui.json("import", str(archive))
    assert again["added"] <= (
        0 if era == "with addresses" else 1
    )  # without address, company and job: unknown
    assert netui.json("import", str(OLD))["added"] == 2


def test_a_folder_with_nothing_but_the_zip_is_read(netui: Netui) -> None:
    folder = netui.folder / "LinkedIn"
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"\0")
    with zipfile.ZipFile(folder / "Complete_LinkedInDataExport.zip", "w") as packed:
        packed.writestr("Connections.csv", export("with addresses"))
    assert netui.json("import", str(folder))["added"] == len(OTHERS)
    (folder / "notes.txt").write_text("mine", "utf-8")
    assert "LinkedIn is a folder: name the file inside it" in netui("import", str(folder), code=1).err


@pytest.mark.parametrize("source", ["csv", "zip", *ERAS])
def test_from_an_export_to_a_thank_you(netui: Netui, at: At, source: str) -> None:
    path = {"csv": NOW, "zip": ZIP}.get(source)
    if path is None:
        path = netui.folder / "Connections.csv"
        path.write_text(export(source), "utf-8")
    assert netui.json("import", str(path))["added"] > 0
    person = next(one for one in netui.json("list") if one["company"] and one["name"].isascii())
    interview = netui.json("interview", "add", person["id"], "--at", "mon 14:00", "--minutes", "20")
    assert interview["contact"] == {"id": person["id"], "name": person["name"]}
    at("2026-11-23T14:45:00+01:00")
    done = netui.json(
        *("interview", "done", interview["id"], "--insight", "Write the design down first"),
        *("--action", "Write a one-page design"),
    )
    assert done["status"] == "done"
    thanks = next(row for row in netui.json("due") if row["kind"] == "thank-you")
    assert thanks["contact"] == {"id": person["id"], "name": person["name"]}
    assert thanks["due_at"] == "2026-11-24T14:20:00+01:00"
    assert thanks["state"] == "today"
    note = netui("note", person["id"], "--template", "thank-you", "--out", "-").out
    assert "Write the design down first" in note
    netui("done", thanks["id"])
    assert netui.json("interview", "list")[0]["thanked_at"] == "2026-11-23T14:45:00+01:00"
    assert netui.json("show", person["id"])["last_contact_on"] == "2026-11-23"


def test_what_came_on_stdin_is_not_left_behind(
    netui: Netui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOW.read_bytes())))
    netui("import", "-")
    assert os.listdir(folder) == []


def test_a_mapping_says_what_the_columns_of_a_table_hold(netui: Netui) -> None:
    file = netui.folder / "club.csv"
    file.write_text("Member,Contact,Shoe\nAnn Lee,ann@x.example,42\n")
    assert "its heads are “Member”, “Contact”, “Shoe”" in netui("import", str(file), code=1).err
    mapping = ("--map", "Member=name", "--map", "2=work email", "--map", "Shoe=Shoe size")
    netui("import", str(file), *mapping, "--save-map", "club")
    ann = netui.json("show", "ann")
    assert (ann["emails"], ann["labels"]) == (["ann@x.example"], {"ann@x.example": "work"})
    assert ann["custom"] == {"Shoe size": "42"}
    netui("undo")
    netui("import", str(file), "--map", "club", "--map", "Shoe=skip")
    assert netui.json("show", "ann")["custom"] == {}
    assert (
        "no mapping is saved as “clib”; did you mean club?"
        in netui("import", str(file), "--map", "clib", code=2).err
    )
    assert 'write "COLUMN=FIELD"' in netui("import", str(file), "--map", "Member=", code=2).err
    assert "has no column “Name”" in netui("import", str(file), "--map", "Name=name", code=1).err
    netui("undo")
    nearly = netui("import", str(file), "--map", "Contact=emial", code=2).err
    assert nearly.startswith("netui: there is no field “emial”; did you mean email? Write custom.emial for")
    netui("import", str(file), "--map", "Member=name", "--map", "Contact=custom.emial", "--format", "csv")
    assert netui.json("show", "ann")["custom"] == {"emial": "ann@x.example", "Shoe": "42"}
    netui("undo")
    assert "--save-map keeps what --map says" in netui("import", str(file), "--save-map", "x", code=2).err
    card = netui.folder / "a.vcf"
    card.write_text("BEGIN:VCARD\nFN:Bo\nEND:VCARD\n")
    assert "a.vcf isn't a table" in netui("import", str(card), "--map", "1=name", code=2).err
    assert netui("import", str(card)).out.startswith("1 added")
