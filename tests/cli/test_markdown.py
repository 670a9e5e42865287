"""export markdown: one file a person, in a folder that may hold anything else."""

import json
import re
from pathlib import Path

import pytest

from netui.domain.journal.person_page import file_stem
from tests.cli.conftest import Netui
from tests.factories import HOSTILE


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Dana Okafor", "--company", "Fastly", "--tag", "edge", "--note", "Likes eBPF.\n---\n{{ x }}")
    netui("add", "Dana Okafor", "--company", "Arm", "--again")
    netui("log", "Fastly", "Lunch", code=3)
    netui("log", netui.json("list", "company:fastly")[0]["id"], "Lunch", "--follow-up", "send article by fri")
    return netui


def head_of(file: Path) -> dict[str, object]:
    """Return the front matter of a page: days are themselves, all other values JSON."""
    lines = file.read_text(encoding="utf-8").split("\n---\n")[0].splitlines()[1:]
    pairs = (line.split(": ", 1) for line in lines)
    return {name: value if value[:1].isdecimal() else json.loads(value) for name, value in pairs}


def test_a_page_holds_the_fields_and_what_happened(run: Netui) -> None:
    folder = run.folder / "pages"
    shape = run.json("export", "markdown", "-o", f"{folder}/")
    assert (shape["written"], shape["same"], shape["foreign"]) == (2, 0, [])
    assert folder.stat().st_mode & 0o777 == 0o700
    files = sorted(file.name for file in folder.iterdir())
    assert files[0].startswith("Dana Okafor (")
    assert files[1:] == ["Dana Okafor.md"]
    head = head_of(folder / "Dana Okafor.md")
    assert (head["name"], head["company"], head["tags"]) == ("Dana Okafor", "Fastly", ["edge"])
    assert head["last_contact_on"] == "2026-11-20"
    text = (folder / "Dana Okafor.md").read_text(encoding="utf-8")
    assert (
        "\n# Dana Okafor\n\nFastly\n\nLikes eBPF.\n---\n{{ x }}\n\n## Open\n\n- [ ] send article (due" in text
    )
    assert text.endswith("## Timeline\n\n- 2026-11-20 message: Lunch\n")


def test_only_what_changed_is_written_and_the_rest_is_left_alone(run: Netui, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "dana okafor.MD").write_text("mine")  # the same name where case doesn't count
    (folder / "notes.txt").write_text("mine")
    (folder / "link.md").symlink_to(tmp_path / "elsewhere.md")
    done = run("export", "markdown", "-o", str(folder))
    assert "Not netui's, so left alone: dana okafor.MD, link.md, notes.txt" in done.err
    pages = {file.name: file.stat().st_mtime_ns for file in folder.glob("Dana*.md")}
    assert len(pages) == 2
    run("edit", run.json("list", "company:arm")[0]["id"], "--set", "name=Dana Weiss", "--set", "tags=new")
    assert run.json("export", "markdown", "-o", str(folder))["written"] == 1
    again = {file.name: file.stat().st_mtime_ns for file in folder.glob("Dana*.md")}
    assert again.keys() == pages.keys()  # a file keeps its name
    (kept,) = (name for name in pages if again[name] == pages[name])
    (folder / kept).write_text((folder / kept).read_text() + "by hand\n")
    run("log", run.json("list", "company:fastly")[0]["id"], "Coffee")
    left = run("export", "markdown", "company:fastly", "-o", str(folder))
    assert f"Changed by hand, so left alone (--yes replaces them): {kept}" in left.err
    assert (folder / kept).read_text().endswith("by hand\n")
    run("export", "markdown", "-o", str(folder), "--yes")
    assert "Coffee" in (folder / kept).read_text()
    run("forget", run.json("list", "tag:new")[0]["id"], "--yes")
    (gone,) = pages.keys() - {kept}
    assert (
        f"Of people who aren't in netui any more: {gone}" in run("export", "markdown", "-o", str(folder)).err
    )
    assert (folder / "notes.txt").read_text() == (folder / "dana okafor.MD").read_text() == "mine"
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_copy_of_a_page_that_someone_made_stays(run: Netui, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    run("export", "markdown", "company:fastly", "-o", str(folder))
    page, copies = folder / "Dana Okafor.md", [folder / "Dana Okafor (1).md", folder / "Dana.md"]
    for copy in copies:
        copy.write_bytes(page.read_bytes())
    before = page.read_bytes()
    run("log", run.json("list", "company:fastly")[0]["id"], "Coffee")
    left = run("export", "markdown", "company:fastly", "-o", str(folder))
    assert "Coffee" in page.read_text()
    assert [copy.read_bytes() for copy in copies] == [before, before]
    assert "Not netui's, so left alone: Dana Okafor (1).md, Dana.md" in left.err


def test_a_page_is_known_however_a_program_writes_its_first_lines(run: Netui, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    run("export", "markdown", "company:fastly", "-o", str(folder))
    page = folder / "Dana Okafor.md"
    text = page.read_text()
    run("log", run.json("list", "company:fastly")[0]["id"], "Coffee")
    page.write_text(re.sub('^netui: "(.*)"$', r"netui: \1", text, flags=re.MULTILINE) + "by hand\n")
    assert run.json("export", "markdown", "company:fastly", "-o", str(folder))["changed"] == [page.name]
    page.write_bytes(text.replace("\n", "\r\n").encode())  # git does that: no one changed it
    assert run.json("export", "markdown", "company:fastly", "-o", str(folder))["written"] == 1
    assert [file.name for file in folder.iterdir()] == [page.name]


def test_a_template_next_to_the_settings_is_used(run: Netui, tmp_path: Path) -> None:
    own = run.config.with_name("person.md")
    own.write_text(
        "{{ person.name | upper }} {{ person.tags }}\n{% for one in timeline %}\n* {{ one }}\n{% endfor %}\n"
    )
    run("export", "markdown", "tag:edge", "-o", str(tmp_path / "pages"))
    (file,) = (tmp_path / "pages").iterdir()
    assert file.read_text().endswith("---\n\nDANA OKAFOR edge\n* 2026-11-20 message: Lunch\n")
    own.write_text("{{ person.name }}\n{{ person.nmae }}")
    assert (
        "person.md line 2: there is no field person.nmae"
        in run("export", "markdown", "-o", str(tmp_path / "pages"), code=2).err
    )


def test_a_folder_is_named_that_can_be_one(run: Netui, tmp_path: Path) -> None:
    assert "name the folder" in run("export", "markdown", code=2).err
    (tmp_path / "file").write_text("x")
    (tmp_path / "templates").mkdir()
    for wrong in (".", "file", "no/folder", "store", "store/pages", "templates"):
        run("export", "markdown", "-o", str(tmp_path / wrong), code=2)
    assert (tmp_path / "file").read_text() == "x"
    other = Netui(tmp_path / "other", run._capsys)
    other("add", "Zoe")
    before = sorted(other.store.iterdir())
    assert "folder of a store" in run("export", "markdown", "-o", str(other.store / "new"), code=2).err
    assert sorted(other.store.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ann/Lee: <x>", "Ann Lee x"),
        ("con", "con_"),
        ("nul.txt", "nul.txt_"),
        (" ..Ann. ", "Ann"),
        ("", "Someone"),
        ("Zoe\u0308", "Zoë"),
        ("x" * 200, "x" * 80),
        ("漢" * 100, "漢" * 53),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(name: str, stem: str) -> None:
    assert file_stem(name) == stem


def test_no_name_leads_out_of_the_folder() -> None:
    for hostile in (*HOSTILE.values(), "../../x", "..", "a\\b", "\0"):
        stem = file_stem(hostile)
        assert stem == stem.strip(". ")
        assert not set('/\\<>:"|?*\0').intersection(stem)
