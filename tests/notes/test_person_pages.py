"""The template of pages about people: a user's own counts, or is named."""

import os
from pathlib import Path

import pytest

from netui.domain.errors import TemplateError
from netui.domain.journal.person_page import PersonPage
from netui.notes.person_pages import PersonPages


def test_a_template_that_is_no_file_is_named(tmp_path: Path) -> None:
    pipe, folder, link = (tmp_path / name for name in ("pipe.md", "folder.md", "link.md"))
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to("nowhere")
    for own in (pipe, folder, link):
        with pytest.raises(TemplateError, match=f"{own.name}: cannot be read"):
            PersonPages(own)
    PersonPages(tmp_path / "not there.md")


def test_a_page_looks_at_the_clock_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []

    def look() -> float:
        looks.append(0.0)
        return 0.0

    monkeypatch.setattr("time.thread_time", look)
    lists = {"timeline": ["coffee"] * 100, "follow_ups": [], "interviews": []}
    text = PersonPages(tmp_path / "none.md").text(
        PersonPage(uid="1", name="Dana", fields={"name": "Dana"}, lists=lists)
    )
    assert text.count("- coffee") == 100
    assert 2 < len(looks) < 100
