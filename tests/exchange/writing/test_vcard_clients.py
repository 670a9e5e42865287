"""Address books of the terminal read the cards netui writes: names, phones, emails, labels, birthdays."""

import os
import subprocess
from pathlib import Path

import pytest

from netui.domain.journal.exporting import CardVersion
from netui.domain.people.contact import Position
from netui.domain.time.partial_date import PartialDate
from netui.exchange.writing.vcard import vcards
from tests.exchange.writing.test_exports import NoOne
from tests.factories import make_contact
from tests.needs import needs

MOBILE, DESK, LAB = "+41 79 555 01 01", "+41 44 555 01 02", "+41 44 555 01 03"
PEOPLE = (
    make_contact(
        name="Dr. Dana van Dyk",
        positions=(Position("SRE; on call", "Fastly, Inc."),),
        emails=("dana@fastly.example", "d@home.example"),
        phones=(MOBILE, DESK, LAB),
        labels={MOBILE: "mobile", DESK: "work", LAB: "the lab", "dana@fastly.example": "work"},
        birthday=PartialDate(7, 1, 1984),
        notes="One\nTwo; three, four ö",
    ),
    make_contact(name="Zoë Brânză", phones=("+40 21 555 01 01",), birthday=PartialDate(2, 29)),
)


def run(*command: str) -> list[str]:
    """Run a program that knows nothing of our Python; return the lines that it prints."""
    environ = {**os.environ, "LC_ALL": "C.UTF-8"} | {"PYTHONPATH": ""}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30, check=True)
    return done.stdout.splitlines()


@needs("abook")
@pytest.mark.parametrize("version", CardVersion)
def test_abook_reads_phones_and_emails_by_their_kind(version: CardVersion, tmp_path: Path) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_bytes("".join(vcards(PEOPLE, NoOne(), notes=True, version=version)).encode())
    out = run("abook", "--convert", "--informat", "vcard", "--infile", str(cards), "--outformat", "abook")
    assert {
        "name=Dr. Dana van Dyk",
        "email=dana@fastly.example,d@home.example",
        f"mobile={MOBILE}",
        f"workphone={DESK}",
        "name=Zoë Brânză",
        "phone=+40 21 555 01 01",
    } <= set(out)


@needs("khard")
@pytest.mark.parametrize("version", CardVersion)
def test_khard_reads_names_phones_labels_and_birthdays(version: CardVersion, tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    for person in PEOPLE:
        card = "".join(vcards([person], NoOne(), notes=True, version=version))
        (tmp_path / "cards" / f"{person.uid}.vcf").write_bytes(card.encode())
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[all]]\npath = {tmp_path / 'cards'}\n")
    khard = ("khard", "-c", str(config))
    assert {line.split("\t")[0]: line.split("\t")[2] for line in run(*khard, "phone", "--parsable")} == {
        MOBILE: "cell",
        DESK: "work",
        LAB: "the lab",
        "+40 21 555 01 01": "voice",
    }
    shown = [line.strip() for line in run(*khard, "show", "Dana")]
    assert {"Full name: Dr. Dana van Dyk", "Title: SRE; on call", "work: dana@fastly.example"} <= set(shown)
    assert {"Organisation: Fastly, Inc.", "Birthday: 07/01/84", "Two; three, four ö"} <= set(shown)
    if version is CardVersion.THREE:  # of a day without a year khard knows only the older form
        assert any("02/29" in line for line in run(*khard, "birthdays"))
