"""The pictures and the table of keys in the README show the program as it is."""

import tomllib

import pytest

from netui.cli.examples import EXAMPLES
from netui.cli.man_page import man_page
from tests.pictures import FOLDER, MAN_PAGE, PICTURES, ROOT, Picture, draw, published, with_key_table, words


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_fresh(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert words(await draw(picture)) == words(kept), "stale: run python -m tests.pictures"


def test_the_table_of_keys_is_fresh() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_key_table(readme) == readme, "stale: run python -m tests.pictures"


def test_the_published_map_and_portfolio_are_fresh() -> None:
    for name, text in published().items():
        kept = (FOLDER / name).read_text(encoding="utf-8")
        assert text == kept, f"{name} is stale: run python -m tests.pictures"


def test_the_manual_page_is_that_of_the_parser() -> None:
    kept = MAN_PAGE.read_text(encoding="utf-8")
    assert man_page() == kept, "stale: run python -m tests.pictures man"
    assert all(f"netui {command}" in kept.replace("\\-", "-") for command in EXAMPLES)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert wheel["data-files"] == {"share/man/man1": [str(MAN_PAGE.relative_to(ROOT))]}
