"""The clock and the zone of the machine."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from netui.clock import SystemClock, local_zone
from netui.domain.errors import ConfigError


def test_the_present_is_an_instant_in_utc() -> None:
    now = SystemClock({}).now()
    assert now.tzinfo is UTC
    assert now > datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20T09:00:00+01:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026-11-20T09:00:00Z", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        (" 2026-11-20 09:00-05:30 ", datetime(2026, 11, 20, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_frozen_clock_does_not_move(text: str, instant: datetime) -> None:
    clock = SystemClock({"NETUI_NOW": text})
    assert clock.now() == clock.now() == instant
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["2026-11-20T09:00:00", "2026-11-20", "noon", "0001-01-01T00:00+12:00", "9999-12-31T00:00Z"]
)
def test_a_frozen_clock_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="NETUI_NOW is “" + text.replace("+", r"\+")):
        SystemClock({"NETUI_NOW": text})


def test_the_configured_zone_comes_first() -> None:
    assert str(local_zone("Asia/Kathmandu", environ={"TZ": "Europe/Berlin"})) == "Asia/Kathmandu"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Europe/Berlln", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Lisbon", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("Middle Earth", "write it like"),
        ("../etc/passwd", "write it like"),
        ("Europe", "there is no time zone “Europe”"),
    ],
)
def test_an_unknown_zone_names_those_like_it(name: str, near: str) -> None:
    with pytest.raises(ConfigError) as caught:
        local_zone(name)
    assert near in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_machine_is_asked_in_order(tmp_path: Path) -> None:
    empty: dict[str, str] = {}
    assert str(local_zone(environ=empty, etc=tmp_path)) == "UTC"
    (tmp_path / "localtime").symlink_to("../usr/share/zoneinfo/America/Argentina/Ushuaia")
    assert str(local_zone(environ=empty, etc=tmp_path)) == "America/Argentina/Ushuaia"
    (tmp_path / "timezone").write_text("Europe/Lisbon\n")
    assert str(local_zone(environ=empty, etc=tmp_path)) == "Europe/Lisbon"
    assert str(local_zone(environ={"TZ": ":Asia/Tokyo"}, etc=tmp_path)) == "Asia/Tokyo"
    assert str(local_zone(environ={"TZ": "nonsense"}, etc=tmp_path)) == "Europe/Lisbon"
