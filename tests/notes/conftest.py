from pathlib import Path

import pytest

from netui.notes.template_folder import TemplateFolder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's folder of templates."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture
def templates(own: Path) -> TemplateFolder:
    return TemplateFolder(own)
