"""The template of pages about people: a user's own counts, or is named."""

import os
from pathlib import Path

import pytest

from netui.domain.errors import TemplateError
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
