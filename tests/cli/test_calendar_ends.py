"""Every command with dates at the ends of the calendar, and with clocks that are wrong."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Netui

_FIRST, _LAST = "0001-01-01", "9999-12-31"
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("due", "--days", "3660"),
    ("due", "--prompt"),
    ("list", "--json"),
    ("find", "due:<7d"),
    ("show", "Ana"),
    ("map",),
    ("goal", "list"),
    ("interview", "list"),
    ("review",),
    ("history",),
    ("export", "ics", "-o", "out.ics"),
    ("export", "vcard", "-o", "out.vcf"),
    ("export", "csv", "-o", "out.csv"),
    ("doctor",),
    ("note", "Ana"),
    ("log", "Ana", "tea"),
    ("backup",),
)


@pytest.fixture
def text(netui: Netui) -> str:
    """Everything of a small store, as JSON."""
    netui("add", "Ana Silva", "--birthday", "29 feb 1984", "--every", "6 weeks")
    netui("log", "Ana", "coffee", "--on", "yesterday")
    netui("follow-up", "Ana", "send the talk", "--due", "fri", "--repeat", "monthly")
    netui("interview", "add", "Ana", "--at", "mon 14:00")
    interview = netui.json("interview", "add", "Ana", "--at", "tue 14:00")["id"]
    netui("interview", "done", str(interview), "--insight", "ask", "--action", "send the notes")
    netui("goal", "add", "Talks", "--measure", "talks", "--target", "3", "--per", "week")
    netui("reflect", "--text", "what I learned")
    netui("export", "json", "-o", str(netui.folder / "all.json"))
    return (netui.folder / "all.json").read_text()


@pytest.mark.parametrize("clock", [NOW, "1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z"])
@pytest.mark.parametrize("day", [_FIRST, _LAST])
def test_dates_at_the_ends(
    netui: Netui,
    text: str,
    at: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    day: str,
    clock: str,
) -> None:
    hour = "00:00:00" if day == _FIRST else "23:59:59.999999"
    odd = re.sub(r'"\d{4}-\d\d-\d\dT[\d:.]+Z"', f'"{day}T{hour}Z"', text)
    odd = re.sub(r'"\d{4}-\d\d-\d\d"', f'"{day}"', odd)
    (netui.folder / "odd.json").write_text(odd)
    netui.store = netui.folder / "odd"
    monkeypatch.chdir(netui.folder)
    netui("restore", "odd.json")
    at(clock)
    for zone in ("America/New_York", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        for words in _COMMANDS:
            netui(*words)
    for row in netui.json("due", "--days", "3660"):
        for words in (("snooze", row["id"], "9999-12-31"), ("skip", row["id"]), ("done", row["id"])):
            assert netui.any(*words).code in {0, 2, 3}


@pytest.mark.parametrize(("clock", "year"), [("1970-01-01T00:00:00Z", 1980), ("2200-06-01T00:00:00Z", 2107)])
def test_a_clock_that_is_wrong_costs_no_backup(
    netui: Netui, at: Callable[[str], None], clock: str, year: int
) -> None:
    at(clock)
    netui("add", "Ana Silva")
    made = Path(netui.json("backup")[0]["file"])
    with zipfile.ZipFile(made) as packed:
        assert {info.date_time[0] for info in packed.infolist()} == {year}
    netui("restore", made.name, "--yes")
    assert [person["name"] for person in netui.json("list")] == ["Ana Silva"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "in 9999 years", "9999d", "eoy"])
def test_days_that_are_typed(netui: Netui, day: str) -> None:
    netui("add", "Ana Silva", "--every", "6 weeks")
    for words in (
        ("log", "Ana", "tea", "--on", day),
        ("follow-up", "Ana", "x", "--due", day, "--repeat", "999 years"),
        ("interview", "add", "Ana", "--at", f"{day} 23:59"),
        ("add", f"Bo {day}", "--every", "999 years"),
    ):
        done = netui.any(*words)
        assert done.code in {0, 2}, done
    for row in netui.json("due", "--days", "3660"):
        assert netui.any("snooze", row["id"], day).code in {0, 2, 3}
        assert netui.any("done", row["id"]).code in {0, 2, 3}
