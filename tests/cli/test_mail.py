"""The address book of a mail program, notes that go out as mail, and people who come from a message."""

import io
import sys
from email import message_from_string, policy

import pytest

from tests.cli.conftest import Netui

ME = 'addresses = ["me@x.example"]\nname = "Jo"\n'


def test_addresses_come_as_mutt_takes_them(netui: Netui) -> None:
    netui("add", "Dana Okafor", "--email", "dana@x.example", "--title", "SRE", "--company", "Fastly")
    netui("edit", "dana", "--set", "emails+=d@home.example (home)")
    netui("add", "Tom Weiss", "--company", "Fastly")
    head, *lines = netui("email", "fastly").out.splitlines()
    assert head == "2 addresses"
    assert lines == [
        "dana@x.example\tDana Okafor\tSRE, Fastly",
        "d@home.example\tDana Okafor\tSRE, Fastly, home",
    ]
    assert netui("email", "weiss").out == "No one with an address fits.\n"
    assert netui.json("email", "dana")[1] == {
        "email": "d@home.example",
        "name": "Dana Okafor",
        "title": "SRE",
        "company": "Fastly",
        "id": netui.json("show", "dana")["id"],
        "label": "home",
    }


def test_no_name_breaks_a_line_of_it(netui: Netui) -> None:
    netui("add", "Eve\tx\x1b[31m", "--email", "e@x.example", "--title", "a\nb")
    [_, line] = netui("email", "eve").out.splitlines()
    assert line.count("\t") == 2
    assert "\x1b" not in line


def _message(sender: str, to: str, day: str = "19 Nov 2026", key: str = "<1@x>") -> str:
    return f"From: {sender}\nTo: {to}\nDate: {day} 10:00:00 +0100\nMessage-ID: {key}\n\nwords\n"


@pytest.fixture
def piped(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> Netui:
    """Commands that read a message with ME in the settings."""
    netui.config.write_text(ME)
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(_message("Eve <eve@x.example>", "me@x.example").encode()))
    )
    return netui


@pytest.mark.parametrize("answered", [False, True])
def test_a_note_that_was_collected_before_it_is_marked_as_sent_is_one_entry(
    netui: Netui, answered: bool
) -> None:
    netui.config.write_text(ME)
    netui("add", "Zoë Müller", "--email", "zoe@x.example")
    note, box = netui.folder / "note.eml", netui.folder / "sent.mbox"
    netui("note", "Zoë", "--eml", str(note))
    key = message_from_string(note.read_text(), policy=policy.default)["Message-ID"]
    mails = [_message("me@x.example", "zoe@x.example", "12 Nov 2026", key)]
    mails += [_message("zoe@x.example", "me@x.example", "12 Nov 2026", "<answer@x>")] * answered
    box.write_text("".join(f"From x\n{mail}\n" for mail in mails))
    netui("collect", str(box), "--yes")
    before = netui.json("show", "Zoë")["timeline"]
    assert [(one["on"], one["text"]) for one in before] == [("2026-11-12", None)]
    netui("note", "Zoë", "--sent")
    (after,) = netui.json("show", "Zoë")["timeline"]
    assert (after["id"], after["on"], after["direction"]) == tuple(
        before[0][name] for name in ("id", "on", "direction")
    )
    assert after["text"]
    assert netui.json("collect", str(box))["entries"] == []
    netui("undo")
    assert netui.json("show", "Zoë")["timeline"] == before


def test_a_note_comes_back_from_the_sent_folder_as_one_entry(netui: Netui) -> None:
    netui.config.write_text(ME)
    netui("add", "Zoë Müller", "--email", "zoe@x.example")
    note = netui.folder / "note.eml"
    netui("note", "Zoë", "--eml", str(note), "--sent")
    mail = message_from_string(note.read_text(), policy=policy.default)
    assert (mail["To"], mail["From"], mail["Date"]) == (
        "Zoë Müller <zoe@x.example>",
        "Jo <me@x.example>",
        None,
    )
    sent = netui.folder / "sent.eml"
    sent.write_text(_message("me@x.example", "zoe@x.example", "12 Nov 2026", mail["Message-ID"]))
    assert netui.json("collect", str(sent))["left"] == {"known": 1}
    sent.write_text(_message("me@x.example", "zoe@x.example", "12 Nov 2026", "<other@x>"))
    assert len(netui.json("collect", str(sent))["entries"]) == 1
    netui("undo")
    assert netui.json("show", "Zoë")["timeline"] == []


def test_the_mail_command_gets_the_note_as_words_that_no_shell_reads(netui: Netui) -> None:
    netui("add", "$(touch x); Eve -x", "--email=-o@x.example")
    kept = netui.folder / "kept"
    program = netui.folder / "my mail"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {kept}\ncat "$1" >> {kept}\n')
    program.chmod(0o700)
    netui.config.write_text(f"{ME}mail_command = \"'{program}' {{eml}} -- {{mailto}}\"\n")
    netui("note", "Eve", "--send")
    count, file, dashes, link, *lines = kept.read_text().splitlines()
    assert (count, dashes) == ("3", "--")
    assert link.startswith("mailto:-o@x.example?subject=")
    assert file.endswith("/note.eml")
    assert not (netui.folder / file).exists()
    assert 'To: "$(touch x); Eve -x" <-o@x.example>' in lines
    program.write_text("#!/bin/sh\nexit 3\n")
    assert (
        "my mail ended with 3. Your note is as it was."
        in netui("note", "Eve", "--send", "--sent", code=1).err
    )
    assert netui.json("show", "Eve")["timeline"] == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("neomutt", "add {eml} or {mailto}"),
        ("mutt {body}", "only {eml} and {mailto}"),
        ("{eml}", "begin with the name of a program"),
        ("mutt '{eml}", "isn't a command"),
    ],
)
def test_a_mail_command_that_says_nothing_of_the_note_is_refused(
    netui: Netui, command: str, words: str
) -> None:
    netui.config.write_text(f'mail_command = "{command}"\n')
    error = netui("list", code=2).err
    assert "config.toml line 1: mail_command" in error
    assert words in error


def test_one_line_says_what_a_mail_lacks(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    netui("add", "Tom", "--email", "tom@x.example")
    netui("add", "Ann")
    assert "Ann has no email address" in netui("note", "Ann", "--mailto", code=2).err
    assert "no mail program is set" in netui("note", "Tom", "--send", code=2).err
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    done = netui("note", "Tom", "--mailto")
    assert "no desktop here" in done.err
    assert done.out.startswith("mailto:tom@x.example?subject=")


def test_nothing_is_done_with_a_note_that_cannot_be_mailed(netui: Netui) -> None:
    netui("add", "Tom", "--email", "tom@x.example")
    netui("add", "Ann")
    file = netui.folder / "note.txt"
    wrong = (
        ("Tom", "--send", "no mail program is set"),
        ("Ann", "--mailto", "Ann has no email address"),
        ("Tom", f"--eml={netui.folder}/nowhere/", "there is no folder"),
    )
    for name, option, words in wrong:
        assert words in netui("note", name, "--copy", "--out", str(file), option, code=2).err
    assert not file.exists()


def test_nothing_is_done_where_the_mail_program_cannot_be_started(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    netui("add", "Tom", "--email", "tom@x.example")
    file, program = netui.folder / "note.txt", netui.folder / "mailer"
    program.write_text("#!/bin/sh\n")
    netui.config.write_text(f'{ME}mail_command = "{program} {{eml}}"\n')
    wrong = [netui("note", "Tom", "--copy", "--out", str(file), "--send", code=2)]
    program.unlink()
    wrong.append(netui("note", "Tom", "--copy", "--out", str(file), "--send", code=2))
    monkeypatch.setenv("PATH", str(netui.folder))
    netui.config.write_text(f'{ME}mail_command = "neomutt {{eml}}"\n')
    wrong.append(netui("note", "Tom", "--copy", "--out", str(file), "--send", code=2))
    assert [(one.out, one.err) for one in wrong] == [
        ("", f"netui: {name} can't be started: {why}. Set mail_command to your mail program.\n")
        for name, why in (
            (program, "Permission denied"),
            (program, "No such file or directory"),
            ("neomutt", "No such file or directory"),
        )
    ]
    assert not file.exists()


def test_a_person_comes_from_a_message_with_the_entry_and_one_undo(piped: Netui) -> None:
    assert piped("add", "-", "--tag", "mail", "--email", "eve@home.example").lines[1] == "Logged the message"
    eve = piped.json("show", "Eve")
    assert (eve["emails"], eve["tags"]) == (["eve@x.example", "eve@home.example"], ["mail"])
    assert [(one["on"], one["direction"], one["source"]) for one in eve["timeline"]] == [
        ("2026-11-19", "received", "mail")
    ]
    sys.stdin.seek(0)
    assert piped("add", "-").out == "Eve is here already\n"
    piped("undo")
    assert piped("show", "Eve", code=3)


def test_a_message_of_mine_adds_who_it_is_to(piped: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    piped("add", "Dana", "--email", "dana@x.example")
    for to, words in (
        ("Dana <dana@x.example>, me@x.example, Tom <tom@x.example>", "Added Tom, tom@x.example"),
        ("no-reply@x.example", "no one to add"),
    ):
        text = _message("me@x.example", to).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        done = piped.any("add", "-")
        assert words in f"{done.out}{done.err}"
