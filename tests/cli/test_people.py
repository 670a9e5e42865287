"""add, log, list, find, show, edit, archive."""

import re

import pytest

from tests.cli.conftest import Netui
from tests.cli.test_contact_fields import KEPT, TYPED

CONTACT_KEYS = {*TYPED, *KEPT, "title", "company"} - {
    *("cadence_from", "skipped_on", "birthday_imported", "corrected_jobs", "removed_details", "card_lines"),
    "refused",
}


def add_all(netui: Netui) -> None:
    netui("add", "Dana Okafor", "--title", "SRE", "--company", "Fastly", "--tag", "mentor,alumni")
    netui("add", "Tom Weiss", "--company", "ETH", "--every", "6 weeks")


def test_add_takes_every_option(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    made = netui.json(
        *("add", "Ana Silva", "--title", "Engineer", "--company", "Acme", "--email", "a@example.org"),
        *("--email", "b@example.org", "--phone", "+49 30 1", "--link", "https://example.org", "--tag", "x"),
        *("--tag", "y", "--stage", "reached out", "--role", "mentor", "--role", "decision_maker"),
        *("--every", "6 weeks", "--met", "at a fair", "--introduced-by", "dana", "--note", "likes tea"),
        *("--location", "Porto", "--birthday", "--02-29", "--why", "knows compilers"),
        *("--relation", "manager: dana", "--relation", "friend: dana"),
    )
    assert set(made) == CONTACT_KEYS
    assert isinstance(made["id"], str)
    assert made["positions"] == [{"title": "Engineer", "company": "Acme", "since": None, "until": None}]
    assert (made["title"], made["company"]) == ("Engineer", "Acme")
    assert made["emails"] == ["a@example.org", "b@example.org"]
    assert made["stage"] == "reached-out"
    assert made["roles"] == ["mentor", "decision-maker"]
    assert made["cadence"] == "6 weeks"
    assert made["next_due_on"] == "2027-01-01"
    assert made["introduced_by"]["name"] == "Dana Okafor"
    assert [one["kind"] for one in made["relations"]] == ["manager", "friend"]
    assert {one["name"] for one in made["relations"]} == {"Dana Okafor"}
    assert {one["kind"] for one in netui.json("show", "dana")["relations"]} == {"manages", "friend"}
    assert made["birthday"] == "--02-29"
    again = netui("add", "ana  silva", code=2)
    assert f"Ana Silva ({made['id']}) is here already. Nothing was changed: say --again" in again.err
    assert netui.json("add", "ana  silva", "--again")["id"] != made["id"]
    assert made["created_at"] == "2026-11-20T09:00:00+01:00"


def test_what_is_absent_is_null(netui: Netui) -> None:
    made = netui.json("add", "Ana Silva")
    for key in (
        "title",
        "company",
        "location",
        "birthday",
        "introduced_by",
        "last_contact_on",
        "next_due_on",
    ):
        assert made[key] is None
    assert made["emails"] == made["tags"] == made["roles"] == []


def test_add_says_what_it_made(netui: Netui) -> None:
    done = netui("add", "Ana Silva", "--every", "month")
    assert done.lines[0].startswith("Added Ana Silva (")
    assert done.lines[1] == "Next check-in: Sun 20 Dec 2026, in 30 days"


@pytest.mark.parametrize(
    ("option", "value", "possible"),
    [("--stage", "boss", "dormant"), ("--role", "boss", "sponsor"), ("--every", "often", "6 weeks")],
)
def test_add_lists_what_is_possible(netui: Netui, option: str, value: str, possible: str) -> None:
    assert possible in netui("add", "Ana", option, value, code=2).err
    assert netui.json("list") == []


def test_an_empty_list_is_no_error_and_leaves_no_trace(netui: Netui) -> None:
    assert netui.json("list") == []
    done = netui("list")
    assert done.out == ""
    assert "netui add" in done.err
    assert not netui.store.exists()


def test_list_and_find(netui: Netui) -> None:
    add_all(netui)
    everyone = netui.json("list")
    assert [one["name"] for one in everyone] == ["Dana Okafor", "Tom Weiss"]
    assert set(everyone[0]) == CONTACT_KEYS
    assert [one["name"] for one in netui.json("find", "company:fastly")] == ["Dana Okafor"]
    assert [one["name"] for one in netui.json("list", "tag:mentor", "-tag:recruiter")] == ["Dana Okafor"]
    assert netui.json("find", "nobody-at-all") == []
    assert [one["name"] for one in netui.json("list", "--sort", "next-due")] == ["Tom Weiss", "Dana Okafor"]
    line = netui("list").lines[0]
    assert "Dana Okafor  SRE  Fastly" in line
    assert "#mentor #alumni" in line


def test_json_may_come_before_the_command(netui: Netui) -> None:
    assert netui("--json", "list").json == []


def test_log_resets_the_clock_and_makes_the_follow_up(netui: Netui) -> None:
    add_all(netui)
    made = netui.json(
        *("log", "tom,dana", "coffee", "--kind", "coffee", "--on", "yesterday"),
        *("--received", "--follow-up", "send article by fri"),
    )
    assert made["kind"] == "coffee"
    assert made["on"] == "2026-11-19"
    assert made["direction"] == "received"
    assert made["contact"]["name"] == "Tom Weiss"
    assert [one["name"] for one in made["contacts"]] == ["Tom Weiss", "Dana Okafor"]
    assert made["follow_up"]["text"] == "send article"
    assert made["follow_up"]["due_on"] == "2026-11-27"
    tom = netui.json("show", "tom")
    assert tom["last_contact_on"] == "2026-11-19"
    assert tom["next_due_on"] == "2026-11-27"  # the follow-up, long before the next check-in
    netui("done", made["follow_up"]["id"])
    tom = netui.json("show", "tom")
    assert tom["next_due_on"] == "2027-01-01"  # the cadence was chosen a day after the coffee
    assert [one["text"] for one in tom["timeline"]] == ["coffee"]
    assert [one["text"] for one in tom["follow_ups"]] == ["send article"]
    assert tom["interviews"] == []


def test_log_echoes_the_day_it_read(netui: Netui) -> None:
    add_all(netui)
    assert "on Mon 16 Nov 2026, 4 days ago" in netui("log", "tom", "call", "--on", "mon").out


def test_log_is_one_undo(netui: Netui) -> None:
    add_all(netui)
    netui("log", "tom", "coffee", "--follow-up", "send article by fri")
    netui("undo")
    page = netui.json("show", "tom")
    assert page["timeline"] == page["follow_ups"] == []
    assert page["last_contact_on"] is None


def test_nothing_is_logged_where_a_value_is_wrong(netui: Netui) -> None:
    add_all(netui)
    assert "coffee" in netui("log", "tom", "x", "--kind", "tea", code=2).err
    netui("log", "tom", "x", "--on", "tomorrow", code=2)
    netui("log", "tom", "x", "--on", "someday", code=2)
    netui("log", "tom", "x", "--gave", "--received", code=2)
    netui("log", "tom,nobody", "x", code=3)
    assert netui.json("show", "tom")["timeline"] == []


def test_show_in_words(netui: Netui) -> None:
    add_all(netui)
    netui("log", "tom", "coffee and\nmore", "--follow-up", "send article by fri")
    out = netui("show", "tom").out
    assert out.startswith("Tom Weiss\n")
    assert re.search(r"^Keep in touch +every 6 weeks$", out, re.MULTILINE)
    assert re.search(r"^Last contact +Fri 20 Nov 2026, today$", out, re.MULTILINE)
    assert "2026-11-27  send  send article" in out
    assert "2026-11-20  message  coffee and" in out


def test_show_aligns_what_is_open(netui: Netui) -> None:
    netui("add", "Mei Chen")
    netui("add", "Tom Weiss")
    netui("follow-up", "tom", "send the deck", "--due", "fri")
    netui("follow-up", "tom", "ask for the slides", "--due", "24 dec")
    netui("follow-up", "tom", "tell him the end", "--after", "mei")
    block = netui("show", "tom").out.split("Open\n")[1].splitlines()[:3]
    places = {
        line.find(words) for line in block for words in ("send the", "ask for", "tell him") if words in line
    }
    assert len(places) == 1, "\n".join(block)
    assert "once you talk to Mei Chen" in block[2]


def test_show_tells_of_introductions(netui: Netui) -> None:
    for name in ("Elif Demir", "Mei Schmid", "Tom Weiss"):
        netui("add", name)
    netui("introduce", "mei", "--by", "elif", "--asked", "--on", "yesterday")
    netui("introduce", "mei", "tom")
    mei, elif_, tom = (netui("show", name).out for name in ("mei", "elif", "tom"))
    assert "Introductions\n  2026-11-19  asked  by Elif Demir" in mei
    assert "you introduce Tom Weiss" in mei
    assert "2026-11-19  asked  to Mei Schmid" in elif_
    assert "you introduce Mei Schmid" in tom
    [asked, made] = netui.json("show", "mei")["introductions"]
    assert (asked["state"], asked["introducer"]["name"]) == ("asked", "Elif Demir")
    assert made["way"] == "made"


def test_show_names_earlier_positions(netui: Netui) -> None:
    netui("add", "Mei Schmid")
    netui("edit", "mei", "--set", "positions=SRE @ Proton (2021-03 to now)\nDev @ Acme (2019-01 to 2021-02)")
    out = netui("show", "mei").out
    assert "Before            Dev @ Acme (2019-01 to 2021-02)" in out
    assert out.count("Proton") == 1


def test_a_person_goes_by_id_too(netui: Netui) -> None:
    made = netui.json("add", "Ana Silva")
    assert netui.json("show", made["id"])["name"] == "Ana Silva"


def test_edit(netui: Netui) -> None:
    add_all(netui)
    changed = netui.json(
        "edit", "dana", "--set", "company=Stripe", "--set", "tags+=go", "--set", "every=month"
    )
    assert (changed["company"], changed["title"]) == ("Stripe", "SRE")
    assert changed["tags"] == ["mentor", "alumni", "go"]
    assert changed["cadence"] == "month"
    assert netui.json("edit", "dana", "--set", "tags-=MENTOR")["tags"] == ["alumni", "go"]
    for change in ("tags-=MENTOR", "tags+=go", "name=Dana Okafor"):
        assert netui("edit", "dana", "--set", change).lines[0] == "Nothing changed: Dana Okafor"
    assert "Met on: 2026-11-19" in netui("edit", "dana", "--set", "met_on=yesterday").out
    future = netui("edit", "dana", "--set", "met_on=1 jan 2030", code=2)
    assert future.err.endswith("1 Jan 2030 is still to come: write a day that is over, or today\n")
    assert "Tags: empty" in netui("edit", "dana", "--set", "tags=").out
    assert "T-shirt: M" in netui("edit", "dana", "--set", "custom. T-shirt=M").out
    custom = netui.json("edit", "dana", "--set", "custom.T-shirt=M")["custom"]
    assert custom == {"T-shirt": "M"}
    assert netui.json("edit", "dana", "--set", "introduced_by=tom")["introduced_by"]["name"] == "Tom Weiss"


def test_who_introduced_a_new_person_is_owed_thanks(netui: Netui) -> None:
    add_all(netui)
    owed = "Owed: Thank {} for the introduction to {}, due Fri 20 Nov 2026, today"
    assert owed.format("Tom", "Mei") in netui("add", "Mei Chen", "--introduced-by", "tom").lines
    assert owed.format("Dana", "Mei") in netui("edit", "mei", "--set", "introduced_by=dana").lines
    assert "Owed" not in netui("edit", "mei", "--set", "location=Bern").out
    assert "Owed" not in netui("edit", "tom", "--set", "met_on=1 mar 2025", "--set", "introduced_by=dana").out
    assert [(row["kind"], row["contact"]["name"]) for row in netui.json("due")] == [
        ("thank-you", "Dana Okafor")
    ]


@pytest.mark.parametrize(
    "change",
    [(), *(("--set", one) for one in ("company", "shoe=42", "company+=x", "stage=x", "=Bo", "custom.=x"))],
)
def test_edit_refuses(netui: Netui, change: tuple[str, ...]) -> None:
    add_all(netui)
    before = netui.json("show", "dana")
    netui("edit", "dana", *change, code=2)
    assert netui.json("show", "dana") == before


def test_archive_and_back(netui: Netui) -> None:
    add_all(netui)
    assert netui.json("archive", "dana")["archived_at"] == "2026-11-20T09:00:00+01:00"
    assert [one["name"] for one in netui.json("list")] == ["Tom Weiss"]
    assert netui.json("archive", "dana", "--back")["archived_at"] is None
    assert len(netui.json("list")) == 2


def test_an_ambiguous_name_lists_the_candidates(netui: Netui) -> None:
    add_all(netui)
    other = netui.json("add", "Dana Silva", "--company", "Acme")["id"]
    err = netui("show", "dana", code=3).err
    assert f"  {other}  Dana Silva · Acme\n" in err
    assert "Dana Okafor · SRE · Fastly" in err
    assert "did you mean Tom" in netui("show", "tim weis", code=3).err


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Dana Okafor <dana@x.example>", ["dana@x.example"]),
        ("dana@x.example, d@y.example", ["dana@x.example", "d@y.example"]),
        ("Dana <dana@x.example>; <d@y.example>", ["dana@x.example", "d@y.example"]),
        ("Dana <dana@x.example> Dana <d@y.example>", ["dana@x.example", "d@y.example"]),
        ("dana@x.example d@y.example", ["dana@x.example", "d@y.example"]),
        ('"Okafor, Dana" <dana@x.example>, d@y.example', ["dana@x.example", "d@y.example"]),
    ],
)
def test_an_address_may_come_with_its_name_and_with_another(
    netui: Netui, typed: str, kept: list[str]
) -> None:
    assert netui.json("add", "Dana", "--email", typed)["emails"] == kept
    assert netui.json("edit", "Dana", "--set", f"emails={typed}")["emails"] == kept
    for wrong in ("dana", "dana d@y.example", "Dana <dana>"):
        assert f"“{wrong}” is no email address" in netui("add", "Bo", "--email", wrong, code=2).err


def test_relations_are_added_removed_and_shown_on_both(netui: Netui) -> None:
    add_all(netui)
    done = netui("edit", "dana", "--set", "relations+=manager: tom")
    assert "  Relations: manager: Tom Weiss" in done.out
    netui("edit", "dana", "--set", "relations+=wife: Tom Weiss")
    assert "Relations         manager: Tom Weiss; partner: Tom Weiss" in netui("show", "dana").out
    assert "Relations         manages: Dana Okafor; partner: Dana Okafor" in netui("show", "tom").out
    netui("edit", "tom", "--set", "relations-=manages: dana okafor")
    assert [one["kind"] for one in netui.json("show", "dana")["relations"]] == ["partner"]
    wrong = netui.any("edit", "dana", "--set", "relations=tom")
    assert (wrong.code, wrong.out) == (2, "")
    assert "say who “tom” is to them: write partner: Ana Silva" in wrong.err
    assert netui.any("edit", "dana", "--set", "relations=friend: nobody").code == 3
    netui("forget", "tom", "--yes")
    assert netui.json("show", "dana")["relations"] == []


def test_show_says_of_a_person_met_with_others_only_their_own_line(netui: Netui) -> None:
    add_all(netui)
    text = "RustFest\nDana Okafor: likes jazz\nTom Weiss: wants a talk"
    netui("log", "dana,tom", text, "--kind", "event")
    shown = netui("show", "tom").out
    assert "event  RustFest: wants a talk" in shown
    assert "likes jazz" not in shown
