"""The only reader of the clock, and of the zone this machine is in."""

import os
import zoneinfo
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from netui.domain.errors import ConfigError

_ZONE_FOLDERS = "zoneinfo/"
_FIRST_YEAR, _LAST_YEAR = 1900, 9000
"""Of the present: a week or a year on either side of it is in the calendar."""


class SystemClock:
    """The clock of the machine, or the frozen instant that NETUI_NOW asks for."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        """Raise ConfigError if NETUI_NOW isn't a time with an offset."""
        wanted = (os.environ if environ is None else environ).get("NETUI_NOW", "").strip()
        self._frozen = _instant(wanted) if wanted else None

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return self._frozen or datetime.now(UTC)


def _instant(text: str) -> datetime:
    remedy = "write it like 2026-11-20T09:00:00+01:00, or unset NETUI_NOW"
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            raise ConfigError(f"NETUI_NOW is “{text}”, which has no offset from UTC: {remedy}")
        instant = instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ConfigError(f"NETUI_NOW is “{text}”, which isn't a time: {remedy}") from error
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise ConfigError(f"NETUI_NOW is “{text}”: choose a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return instant


def local_zone(
    name: str = "", *, environ: Mapping[str, str] | None = None, etc: Path = Path("/etc")
) -> tzinfo:
    """Return the zone of that IANA name, else the machine's own, else UTC.

    The machine's own is what TZ names, then /etc/timezone, then the target of the link /etc/localtime; a TZ
    that isn't an IANA name is ignored. An unknown name raises ConfigError with names like it.
    """
    if name.strip():
        zone = _zone(name.strip())
        if zone is None:
            raise ConfigError(_unknown_zone(name.strip()))
        return zone
    variable = (os.environ if environ is None else environ).get("TZ", "")
    for guess in (variable.removeprefix(":"), _first_line(etc / "timezone"), _link_target(etc / "localtime")):
        zone = _zone(guess.rpartition(_ZONE_FOLDERS)[2]) if guess else None
        if zone is not None:
            return zone
    return zoneinfo.ZoneInfo("UTC")


def _zone(name: str) -> tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip().partition("\n")[0].strip()
    except OSError:
        return ""


def _link_target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


def _unknown_zone(name: str) -> str:
    from netui.domain.time.zones import nearest_zones

    near = nearest_zones(name)
    remedy = f"did you mean {' or '.join(near)}?" if near else "write it like Europe/Berlin"
    return f"time_zone: there is no time zone “{name}”; {remedy}"
