"""Settings that only the full screen knows: nothing is started on a guess."""

from pathlib import Path

import pytest

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.wiring import build_services, build_store
from netui.clock import SystemClock
from netui.config import Places
from netui.domain.errors import ConfigError


def test_a_theme_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('name = "Ana"\ntheme = "netui-dya"\n')
    places = Places.find(store=tmp_path / "store", config=settings)
    store = build_store(places.store, SystemClock(), session="test")
    try:
        with pytest.raises(
            ConfigError, match=r"^config.toml line 2: there is no theme “netui-dya”; did you mean netui-day"
        ):
            build_app(build_services(store, store.drafts, places, SystemClock()))
    finally:
        store.close()
