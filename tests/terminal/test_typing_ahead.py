"""Whole forms typed in one burst, in a real terminal: every letter lands in the field it was typed for."""

import re
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.bootstrap.wiring import build_store
from tests.factories import make_contact
from tests.fakes import FakeClock
from tests.faults.programs import program
from tests.terminal.pty_driver import DOWN, END, ENTER, ESCAPE, PAGE_DOWN, TAB, PtyProgram

AT_NOON = {"NETUI_NOW": "2026-11-20T12:00:00+01:00", "TZ": "Europe/Zurich"}
SAVE, QUIT, BACKSPACE = "\x13", "\x11", "\x7f"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with two people."""
    place = tmp_path / "store"
    store = build_store(place, FakeClock(), session="before")
    with store.transaction("Add two people"):
        store.contacts.add(make_contact(name="Dana Okafor"))
        store.contacts.add(make_contact(name="Ana Ruiz"))
    store.close()
    return place


@pytest.fixture
def running(place: Path) -> Iterator[PtyProgram]:
    """netui on its first screen."""
    with program(place, more=AT_NOON) as running:
        running.wait_for("This week")
        yield running


def assert_shown(running: PtyProgram, fields: dict[str, str]) -> None:
    """Fail unless the screen shows each field with its value and no other letter."""
    for label, value in fields.items():
        assert re.search(rf"{label} +{re.escape(value)} ", running.text), running.text


def test_what_is_typed_in_one_burst_lands_where_it_was_typed_for(running: PtyProgram) -> None:
    # The form has no fields yet when the name comes, nor the second page its own.
    running.send(f"apRye Baker{ENTER}rai{ENTER}Baker{TAB}Firm AG{TAB}rye@b.ch{DOWN}Bread")
    running.wait_for("Bread")
    assert_shown(running, {"Name": "Rye Baker", "Pronounced": "rai", "Title": "Baker", "Company": "Firm AG"})
    assert_shown(running, {"Emails": "rye@b.ch", "Pronouns": "Bread"})
    running.send(f"{SAVE}2/rye{ENTER}e{END}s{PAGE_DOWN}+41 44 000 00 00{TAB}rye.example.org")
    running.wait_for("rye.example.org")
    assert_shown(running, {"Phones": r"+41 44 000 00 00"})

    # A new person whose second page is filled in: no field waits for another.
    running.send(f"{SAVE}apJo Li{PAGE_DOWN}+41 44 000{SAVE}")
    running.wait_for("Added Jo Li")

    # A dialog right after a form, and another right after that.
    running.send(f"Acoffee with Dana today about bread{BACKSPACE * 5}rolls")
    running.wait_for("coffee with Dana today about rolls")
    running.send(f"{ENTER}lphoned about rye")
    running.wait_for("phoned about rye")
    assert "Rye Bakers" in running.text
    running.send(f"{SAVE}{QUIT}")
    assert running.wait_exit() == 0


def test_what_is_typed_while_netui_starts_comes_as_it_was_typed(place: Path) -> None:
    typed = f"apRye Bakes{BACKSPACE}r{ENTER}rai{ENTER}Baker{TAB}Firm AG"
    with program(place, more=AT_NOON, typed=typed) as running:
        running.wait_for("[Who]")
        running.wait_for("Firm AG")
        fields = {"Name": "Rye Baker", "Pronounced": "rai", "Title": "Baker", "Company": "Firm AG"}
        assert_shown(running, fields)
        running.send(f"{SAVE}{QUIT}")
        assert running.wait_exit() == 0
        assert set(running.modes) == {termios.ECHO, termios.ICANON, termios.ISIG}


def test_what_would_be_typed_in_part_while_netui_starts_is_not_typed_at_all(place: Path) -> None:
    # A terminal that no program has taken yet keeps ctrl+s for itself.
    with program(place, more=AT_NOON, typed=f"apRye Baker{SAVE}aplost") as running:
        running.wait_for("This week")
        running.send("2")
        screen = running.wait_for("2 of 2")
        assert "Dana Okafor" in screen
        assert "Rye" not in screen
        running.send(QUIT)
        assert running.wait_exit() == 0


def test_esc_and_a_letter_in_one_burst_are_two_keys(running: PtyProgram) -> None:
    running.send(f"2/dana{ESCAPE}S")
    running.wait_for("Ana Ruiz")
    running.wait_gone("by name")
    running.send(f"gn{ESCAPE}zzz{TAB}{ESCAPE}qk")  # esc leaves the letter, its keys are keys again
    running.wait_for("by ")
    running.send(f"e{ESCAPE}b")
    running.wait_for("Before you talk")
    running.send(QUIT)
    assert running.wait_exit() == 0
