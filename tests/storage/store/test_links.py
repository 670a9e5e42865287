"""A store behind a link: a folder that is there is opened, a link that leads nowhere is refused."""

from pathlib import Path

import pytest

from netui.domain.errors import InvalidValueError
from tests.storage.opened import add_contact, names, opened


@pytest.mark.parametrize("below", ["", "store"])
@pytest.mark.parametrize("target", ["gone", "link", "gone/deeper"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_link_that_leads_nowhere_is_refused_and_nothing_is_made(
    tmp_path: Path, target: str, below: str, read_only: bool
) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / target)
    with pytest.raises(InvalidValueError, match=f"^{link} is a link that leads nowhere; nothing was changed"):
        opened(link / below, read_only=read_only)
    assert list(tmp_path.iterdir()) == [link]


def test_a_link_to_a_folder_is_opened(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    store = opened(tmp_path / "link")
    add_contact(store, "Ana Silva")
    store.close()
    again = opened(tmp_path / "real")
    assert names(again) == ["Ana Silva"]
    again.close()
