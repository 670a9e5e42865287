"""Whole forms typed in one burst, in a real terminal: every letter lands in the field it was typed for."""

import re
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.bootstrap.wiring import build_store
from tests.factories import make_contact
from tests.fakes import FakeClock
from tests.terminal.pty_driver import DOWN, END, ENTER, ESCAPE, PAGE_DOWN, TAB, PtyProgram

SAVE, QUIT, BACKSPACE = "\x13", "\x11", "\x7f"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[PtyProgram]:
    store = build_store(tmp_path / "store", FakeClock(), session="before")
    with store.transaction("Add two people"):
        store.contacts.add(make_contact(name="Dana Okafor"))
        store.contacts.add(make_contact(name="Ana Ruiz"))
    store.close()
    arguments = [sys.executable, "-m", "netui", "--store", str(tmp_path / "store")]
    environment = {"HOME": str(tmp_path), "NETUI_NOW": "2026-11-20T12:00:00+01:00", "TZ": "Europe/Zurich"}
    with PtyProgram(arguments, environment=environment) as running:
        running.wait_for("This week")
        yield running


@pytest.fixture
def starting(tmp_path: Path) -> Iterator[PtyProgram]:
    """netui, which has just been asked for."""
    environment = {"HOME": str(tmp_path), "NETUI_NOW": "2026-11-20T12:00:00+01:00", "TZ": "Europe/Zurich"}
    add_person(tmp_path, environment)
    with PtyProgram([sys.executable, "-m", "netui"], environment=environment) as running:
        yield running


def add_person(home: Path, environment: dict[str, str]) -> None:
    store = build_store(home / ".local" / "share" / "netui", FakeClock(), session="before")
    with store.transaction("Add one"):
        store.contacts.add(make_contact(name="Dana Okafor"))
    store.close()


def assert_shown(program: PtyProgram, fields: dict[str, str]) -> None:
    """Fail unless the screen shows each field with its value and no other letter."""
    for label, value in fields.items():
        assert re.search(rf"{label} +{re.escape(value)} ", program.text), program.text


def test_what_is_typed_in_one_burst_lands_where_it_was_typed_for(program: PtyProgram) -> None:
    # The form has no fields yet when the name comes, nor the second page its own.
    program.send(f"apRye Baker{ENTER}rai{ENTER}Baker{TAB}Firm AG{TAB}Baking{DOWN}Bread")
    program.wait_for("Bread")
    assert_shown(program, {"Name": "Rye Baker", "Pronounced": "rai", "Title": "Baker", "Company": "Firm AG"})
    assert_shown(program, {"Pronouns": "Baking", "Function": "Bread"})
    program.send(f"{SAVE}2/rye{ENTER}e{END}s{PAGE_DOWN}rye@example.org{TAB}+41 44 000 00 00")
    program.wait_for("+41 44 000 00 00")
    assert_shown(program, {"Emails": "rye@example.org"})

    # A new person whose second page is filled in: no field waits for another.
    program.send(f"{SAVE}apJo Li{PAGE_DOWN}jo@example.org{SAVE}")
    program.wait_for("Added Jo Li")

    # A dialog right after a form, and another right after that.
    program.send(f"Acoffee with Dana today about bread{BACKSPACE * 5}rolls")
    program.wait_for("coffee with Dana today about rolls")
    program.send(f"{ENTER}lphoned about rye")
    program.wait_for("phoned about rye")
    assert "Rye Bakers" in program.text
    program.send(f"{ENTER}{QUIT}")
    assert program.wait_exit() == 0


def test_what_is_typed_while_netui_starts_comes_as_it_was_typed(starting: PtyProgram) -> None:
    starting.send(f"apRye Bakes{BACKSPACE}r{ENTER}rai{ENTER}Baker{TAB}Firm AG")
    starting.wait_for("[Who]")
    starting.wait_for("Firm AG")
    assert_shown(starting, {"Name": "Rye Baker", "Pronounced": "rai", "Title": "Baker", "Company": "Firm AG"})
    starting.send(f"{SAVE}{QUIT}")
    assert starting.wait_exit() == 0
    assert set(starting.modes) == {termios.ECHO, termios.ICANON, termios.ISIG}


def test_what_would_be_typed_in_part_while_netui_starts_is_not_typed_at_all(starting: PtyProgram) -> None:
    # A terminal that no program has taken yet keeps ctrl+s for itself.
    starting.send(f"apRye Baker{SAVE}aplost")
    starting.wait_for("This week")
    starting.send("2")
    screen = starting.wait_for("1 of 1")
    assert "Dana Okafor" in screen
    assert "Rye" not in screen
    starting.send(QUIT)
    assert starting.wait_exit() == 0


def test_esc_and_a_letter_in_one_burst_are_two_keys(program: PtyProgram) -> None:
    program.send(f"2/dana{ESCAPE}S")
    program.wait_for("Ana Ruiz")
    program.wait_gone("by name")
    program.send(f"gn{ESCAPE}zzz{TAB}{ESCAPE}qk")  # esc leaves the letter, its keys are keys again
    program.wait_for("by ")
    program.send(f"e{ESCAPE}b")
    program.wait_for("Before you talk")
    program.send(QUIT)
    assert program.wait_exit() == 0
