"""The sections of the plan on the command line: what the screens do to them, commands do."""

import pytest

from netui.cli.plan_sections import SECTIONS
from tests.cli.conftest import Netui

ADDED = {
    "strategies": ("Speak at meetups", "reach=offline", "contacts=Dana"),
    "actions": ("write to the alumni office", "due_on=fri"),
    "groups": ("PyBerlin", "kind=meetup", "contacts=Dana", "rhythm=every 2 weeks"),
    "events": ("Linker evening", "on=20 nov 18:30", "place=Café"),
    "targets": ("Acme", "kind=company", "next_step=find someone", "next_on=mon"),
    "skills": ("Rust", "level=2", "wanted=4", "contacts=Dana"),
    "opportunities": ("platform team is hiring", "kind=job", "contact=Dana"),
    "mentoring": ("Dana", "stage=active", "rhythm=2 weeks", "agenda=CV; talk"),
    "collaborations": ("article", "contacts=Dana"),
    "favours": ("Dana", "direction=gave", "kind=article", "text=the eBPF one"),
    "milestones": ("Dana", "kind=award", "on=12 nov 2026", "text=best paper"),
    "practice": ("pitch", "confidence=3"),
}
MOVED = {
    "actions": ("state", "done"),
    "events": ("state", "attended"),
    "targets": ("next_step", None),
    "skills": ("level", 3),
    "opportunities": ("state", "pursued"),
    "collaborations": ("state", "active"),
}


def added(netui: Netui, section: str) -> dict[str, object]:
    name, *fields = ADDED[section]
    netui("add", "Dana Okafor")
    made: dict[str, object] = netui.json(
        "plan", "add", section, name, *(word for field in fields for word in ("--set", field))
    )
    return made


def test_every_section_is_tried_here() -> None:
    assert ADDED.keys() == SECTIONS.keys()
    assert MOVED.keys() | {"groups", "mentoring"} == {
        name for name, section in SECTIONS.items() if section.done
    }


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_what_is_added_is_listed_and_deleted(netui: Netui, section: str) -> None:
    made = added(netui, section)
    (listed,) = netui("plan", "list", section, "--json").json
    assert listed["id"] == made["id"]
    assert {"section": section, "count": 1} in netui.json("plan", "list")
    assert str(made["name"]) in netui("plan", "list", section).out
    netui("plan", "delete", section, str(made["id"]))
    assert netui("plan", "list", section, "--json").json == []


@pytest.mark.parametrize("section", sorted(MOVED))
def test_done_takes_it_one_step_on(netui: Netui, section: str) -> None:
    name = str(added(netui, section)["name"])
    field, value = MOVED[section]
    assert netui("plan", "done", section, name, "--json").json[field] == value


def test_people_days_times_and_numbers_are_read(netui: Netui) -> None:
    event = added(netui, "events")
    assert (event["on"], event["at"]) == ("2026-11-20", "2026-11-20T18:30:00+01:00")
    moved = netui("plan", "set", "events", "Linker", "--set", "on=mon", "--json").json
    assert (moved["on"], moved["at"]) == ("2026-11-23", None)
    mentoring = netui("plan", "add", "mentoring", "Dana", "--set", "agenda=CV; talk", "--json").json
    assert (mentoring["agenda"], mentoring["contact"]["name"]) == (["CV", "talk"], "Dana Okafor")


def test_a_list_is_added_to_and_taken_from(netui: Netui) -> None:
    added(netui, "skills")
    netui("add", "Tom Weiss")
    change = ("plan", "set", "skills", "rust", "--json", "--set")
    people = [one["name"] for one in netui(*change, "contacts+=Tom").json["contacts"]]
    assert people == ["Dana Okafor", "Tom Weiss"]
    assert [one["name"] for one in netui(*change, "contacts-=Dana").json["contacts"]] == ["Tom Weiss"]
    assert netui(*change, "contacts=").json["contacts"] == []


def test_a_state_brings_its_days(netui: Netui) -> None:
    added(netui, "opportunities")
    lost = netui("plan", "set", "opportunities", "platform", "--set", "state=lost", "--json").json
    assert (lost["state"], lost["closed_on"]) == ("lost", "2026-11-20")
    active = netui("plan", "add", "mentoring", "Dana", "--set", "stage=active", "--json").json
    assert (active["stage"], active["began_on"]) == ("active", "2026-11-20")


def test_groups_meet_and_take_hours_and_mentoring_is_logged(netui: Netui) -> None:
    added(netui, "groups")
    met = netui("plan", "done", "groups", "py", "--text", "linkers", "--on", "tue", "--json").json
    assert met["meetings"] == [{"on": "2026-11-17", "text": "linkers"}]
    given = netui("plan", "done", "groups", "py", "--hours", "1:30", "--json").json
    assert [one["hours"] for one in given["hours"]] == [1.5]
    netui("plan", "add", "mentoring", "Dana", "--set", "stage=active")
    netui("plan", "done", "mentoring", "Dana", "--text", "read my CV")
    assert netui("show", "Dana", "--json").json["timeline"][0]["text"] == "read my CV"


def test_an_event_keeps_who_was_met(netui: Netui) -> None:
    added(netui, "events")
    done = netui("plan", "done", "events", "linker", "--with", "Dana", "--json").json
    assert [one["name"] for one in done["contacts"]] == ["Dana Okafor"]


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("add", "opportunity", "x"), 2, "did you mean opportunities?"),
        (("add", "skills", "Go", "--set", "levle=2"), 2, "no field levle in skills; did you mean level?"),
        (("add", "skills", "Go", "--set", "level=two"), 2, "level needs a whole number, not “two”"),
        (("add", "skills", "Go", "--set", "level=9"), 2, "it goes from 1 to 5"),
        (("add", "skills", "Go", "--set", "level"), 2, "write --set FIELD=VALUE"),
        (("add", "actions", "write"), 2, "the action needs its due_on: write --set due_on=VALUE"),
        (("add", "targets", "Acme", "--set", "kind=firm"), 2, "“firm” is no kind"),
        (("add", "mentoring", "Nobody"), 3, "Nobody"),
        (("add", "milestones", "Dana", "--set", "kind=award", "--set", "yearly=often"), 2, "yes or no"),
        (("set", "skills", "Rust"), 2, "FIELD is one of why, level"),
        (("set", "skills", "Go", "--set", "level=2"), 3, "no skill goes by “Go”"),
        (("set", "skills", "Rust", "--set", "level+=2"), 2, "level holds one value"),
        (("done", "skills", "Rust", "--hours", "2"), 2, "--hours says nothing about skills"),
        (("done", "strategies", "x"), 2, "--set state=works"),
        (("delete", "favours", "1"), 3, "no favour goes by “1”"),
    ],
)
def test_what_is_wrong_gets_one_line(netui: Netui, words: tuple[str, ...], code: int, line: str) -> None:
    added(netui, "skills")
    before = netui("export", "json").out
    assert line in netui("plan", *words, code=code).err
    assert netui("export", "json").out == before


def test_a_name_that_fits_several_lists_them(netui: Netui) -> None:
    netui("plan", "add", "skills", "Rust")
    netui("plan", "add", "skills", "Rust macros")
    assert netui("plan", "set", "skills", "rust", "--set", "level=2", "--json").json["level"] == 2
    assert netui("plan", "delete", "skills", "ru", code=3).err.count("\n") == 3
