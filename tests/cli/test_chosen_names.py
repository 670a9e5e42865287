"""Files whose names netui chose, and names that are empty: nothing of the user's is replaced."""

import pytest

from tests.cli.conftest import Netui


@pytest.mark.parametrize("what", ["csv", "vcard", "ics", "json"])
def test_a_file_is_not_replaced_whose_name_no_one_gave(netui: Netui, what: str) -> None:
    netui("add", "Ana")
    netui("export", what, "-o", str(netui.folder))
    [made] = netui.folder.glob("*." + {"vcard": "vcf"}.get(what, what))
    made.write_text("my own")
    refused = netui("export", what, "-o", str(netui.folder), code=2)
    assert (
        refused.err == f"netui: {made} is there already: name the file itself, or say --yes to replace it\n"
    )
    assert made.read_text() == "my own"
    netui("export", what, "-o", str(netui.folder), "--yes")
    assert made.read_text() != "my own"
    made.write_text("my own")
    netui("export", what, "-o", str(made))
    assert made.read_text() != "my own"


def test_a_portfolio_replaces_no_page_whose_name_no_one_gave(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(netui.folder)
    page = netui.folder / "portfolio.html"
    page.write_text("my own")
    assert "is there already" in netui("export", "portfolio", code=2).err
    assert (page.read_text(), sorted(netui.folder.glob("*.md"))) == ("my own", [])
    netui("export", "portfolio", "--yes")
    assert page.read_text() != "my own"


@pytest.mark.parametrize(
    "words",
    [("export", "csv", "-o", ""), ("map", "-o", ""), ("import", ""), ("restore", ""), ("backup", "")],
    ids=" ".join,
)
def test_an_empty_name_of_a_file_is_refused(netui: Netui, words: tuple[str, ...]) -> None:
    netui("add", "Ana")
    before = sorted(netui.folder.iterdir())
    assert "is empty" in netui(*words, code=2).err
    assert sorted(netui.folder.iterdir()) == before
