"""The address book of a mail program."""

from tests.cli.conftest import Netui


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
