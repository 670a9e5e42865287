"""netui and a real neomutt, by the lines that `netui help mail` shows."""

import sys
from collections.abc import Sequence
from pathlib import Path

from netui.cli.topics import PAGES
from tests.cli.conftest import NOW, Netui
from tests.faults.programs import ROOT
from tests.needs import needs
from tests.terminal.pty_driver import PtyProgram

pytestmark = needs("neomutt")
ME = 'addresses = ["me@x.example"]\n'


def _running(netui: Netui, settings: Sequence[str], *start: str) -> PtyProgram:
    """Start a program that finds `netui` on its path; neomutt has these settings."""
    folder = netui.folder
    program = folder / "netui"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m netui --store {netui.store} "$@"\n')
    program.chmod(0o700)
    lines = (
        "set wait_key editor=true copy=no fast_reply abort_unmodified=no",
        f"set folder={folder}",
        f"set sendmail={folder}/sendmail",
    )
    (folder / "neomuttrc").write_text("\n".join([*lines, *settings]))
    own = {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    own |= {"NETUI_CONFIG": str(netui.config), "NETUI_NOW": NOW}
    return PtyProgram(start, columns=100, rows=24, environment=own)


def test_neomutt_finds_addresses_and_adds_who_wrote(netui: Netui, tmp_path: Path) -> None:
    netui.config.write_text(ME)
    netui("add", "Zoë Müller", "--email", "zoe@x.example")
    head = "From x Thu Nov 12 09:00:00 2026\nFrom: Eve <eve@x.example>\nTo: me@x.example\n"
    box = tmp_path / "box"
    box.write_text(f"{head}Date: 12 Nov 2026 09:00 +0100\n\nhi\n")
    recipe = [line.strip() for line in PAGES["mail"]() if line.startswith(("    set ", "    macro "))]
    start = ("neomutt", "-n", "-F", str(tmp_path / "neomuttrc"), "-f", str(box))
    with _running(netui, recipe, *start) as running:
        running.wait_for("Eve")
        running.send("Qzoë müller\r")
        running.wait_for("zoe@x.example")
        running.send("qA")
        running.wait_for("Added Eve, eve@x.example")
        running.wait_for("Logged the message")
    assert netui.json("show", "Eve")["last_contact_on"] == "2026-11-12"


def test_a_note_that_neomutt_sends_keeps_its_message_id(netui: Netui, tmp_path: Path) -> None:
    recipe = next(line for line in PAGES["mail"]() if "mail_command = " in line and "neomutt" in line)
    netui.config.write_text(ME + recipe.strip().replace("neomutt", f"neomutt -n -F {tmp_path}/neomuttrc"))
    netui("add", "Zoë Müller", "--email", "zoe@x.example")
    sendmail = tmp_path / "sendmail"
    sendmail.write_text(f"#!/bin/sh\ncat > {tmp_path}/sent.eml\n")
    sendmail.chmod(0o700)
    with _running(netui, (), "netui", "note", "Zoë", "--send") as running:
        running.wait_for("Zoë Müller <zoe@x.example>")
        running.send("y")
        running.wait_for("Sent to Zoë Müller? [y/N]")
        running.send("y\r")
        running.wait_for("logged as email")
    sent = tmp_path / "sent.eml"
    sent.write_bytes(sent.read_bytes().replace(b"Date: ", b"Date: Thu, 12 Nov 2026 09:00:00 +0100\nX: "))
    assert netui.json("collect", str(sent))["left"] == {"known": 1}
