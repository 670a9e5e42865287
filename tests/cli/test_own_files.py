"""What is written for a user never takes the place of netui's settings, a template, its log or its cache."""

import pytest

from tests.cli.conftest import Netui

COMMANDS = (
    ("export", "csv", "-o"),
    ("export", "json", "-o"),
    ("export", "portfolio", "-o"),
    ("map", "-o"),
    ("note", "Ana", "--template", "check-in", "--out"),
    ("backup", "--yes"),
)
SUFFIX = {"map": ".svg", "export portfolio": ".md"}


@pytest.fixture
def own(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> Netui:
    folder = netui.folder
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    netui("add", "Ana Silva")
    netui.config.write_text('name = "Mira"\n')
    (folder / "kept.md").write_text("Dear {{ first_name }}")
    (folder / "templates").mkdir()
    (folder / "templates" / "check-in.md").write_text("Hello")
    (folder / "templates" / "mine.md").symlink_to(folder / "kept.md")
    for name in ("link", "link.md", "link.svg"):
        (folder / name).symlink_to("config.toml")
    (folder / "state" / "netui").mkdir(parents=True, exist_ok=True)
    return netui


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize(
    "name", ["config.toml", "prompts.toml", "templates/new.md", "kept.md", "link.md", "state/netui/new.md"]
)
def test_no_file_of_netuis_own_is_replaced(own: Netui, name: str, command: tuple[str, ...]) -> None:
    target = own.folder / name
    before = target.read_text() if target.exists() else None
    done = own.any(*command, str(target))
    assert done.code == 2, done
    if command[0] not in {"map", "export"}:
        assert done.err.endswith(f"{target} is one of netui's own files: choose another name\n")
    assert (target.read_text() if target.exists() else None) == before


@pytest.mark.parametrize("name", ["config.md", "templates/x.csv", "mine.md"])
def test_what_merely_lies_next_to_them_is_the_users(own: Netui, name: str) -> None:
    own("export", "csv", "-o", str(own.folder / name))
    assert (own.folder / name).exists()
