"""The files in a folder are looked at within limits: a whole disk is refused with one line."""

from pathlib import Path

import pytest

from netui.bootstrap.collect_files import AnyTraceReader
from netui.bootstrap.import_files import format_of
from netui.domain.errors import ImportFileError
from netui.exchange.reading import export_archive, folder_walk
from netui.exchange.reading.folder_walk import shown_name, walked
from tests.exchange.reading.test_meetings import YEAR


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    for folder in ("usr/lib/deep", "etc", ".git"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "b").touch()
        (tmp_path / folder / "a").touch()
    return tmp_path


def test_folders_and_files_come_in_order(disk: Path) -> None:
    names = [(str(folder.relative_to(disk)), files) for folder, files in walked(disk)]
    both = ["a", "b"]
    assert names == [
        *((".", []), (".git", both), ("etc", both)),
        *(("usr", []), ("usr/lib", []), ("usr/lib/deep", both)),
    ]
    shown = [str(folder.relative_to(disk)) for folder, _ in walked(disk, deepest=1, hidden=False)]
    assert shown == [".", "etc", "usr"]


def test_a_disk_is_refused_by_import_before_any_file_is_opened(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> bytes:
        raise AssertionError("no file is opened")

    monkeypatch.setattr(export_archive, "_MOST_LOOKED_AT", 3)
    monkeypatch.setattr(export_archive, "read_small", read)
    with pytest.raises(ImportFileError, match=f"^{disk.name} holds over 3 files: name a folder or a file "):
        format_of(disk)


def test_a_disk_is_refused_by_collect(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_walk, "MOST_FOLDERS", 5)
    with pytest.raises(ImportFileError, match="holds over 5 folders: name a folder or a file inside it"):
        list(AnyTraceReader().read(disk, YEAR))


def test_the_root_has_a_name_in_messages() -> None:
    assert (shown_name(Path("/")), shown_name(Path("/usr/.."))) == ("/", "..")
