"""The page for people who build netui names only what is there, and stays short."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
MOST_LINES = 150


def test_every_path_on_the_page_is_there() -> None:
    named = set(re.findall(r"`((?:netui|tests|\.ci)/[\w./]+|[\w.]+\.md)`", PAGE))
    assert len(named) > 20
    left = {"NAME", "FAMILY"}  # what the reader chooses
    assert [
        path for path in named if not left & set(re.split(r"\W", path)) and not (ROOT / path).exists()
    ] == []


def test_every_folder_of_the_picture_is_there() -> None:
    picture = PAGE.split("```")[1]
    folders = re.findall(r"(?<![\w.])([a-z]+(?:/[a-z]+)*)/(?![A-Z\w])", picture)
    assert len(folders) > 10
    there = [f"/{path.relative_to(ROOT)}" for path in (ROOT / "netui").glob("**/")]
    assert [name for name in folders if not any(path.endswith(f"/{name}") for path in there)] == []


def test_the_page_is_short() -> None:
    assert len(PAGE.splitlines()) <= MOST_LINES
