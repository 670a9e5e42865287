"""The sections of the plan on the command line: what the screens do to them, commands do."""

import re

import pytest

from netui.cli.plan_sections import SECTIONS
from netui.storage.tables.interactions import TinyDBInteractionRepository
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
    "goals": ("Talk to people", "measure=by hand", "target=3"),
    "pitches": ("for engineers", "text=I make linkers fast."),
    "bios": ("GitHub", "link=https://github.example/me", "field.about=linkers"),
    "published": ("How linkers work", "kind=article", "where=my blog", "link=https://blog.example/l"),
    "evidence": ("Rust course", "link=https://rust.example", "text=ten weeks"),
    "companies": ("Fastly", "text=edge network, hires in spring"),
}
OTHERS = {
    "log": (("log", "Dana", "coffee at the lake", "--kind", "coffee"), "coffee at"),
    "follow-ups": (("follow-up", "Dana", "send the article", "--due", "fri"), "article"),
    "introductions": (("introduce", "Dana", "Tom", "--on", "2026-12-01"), "Dana Okafor and Tom Weiss"),
    "reflections": (("reflect", "--text", "I ask better than I did"), "ask better"),
}
"""What has a command of its own that adds, and how one of them is named."""
MOVED = {
    "actions": ("state", "done"),
    "events": ("state", "attended"),
    "targets": ("next_step", None),
    "skills": ("level", 3),
    "opportunities": ("state", "pursued"),
    "collaborations": ("state", "active"),
    "goals": ("counted", ["2026-11-20"]),
    "pitches": ("reviewed_on", "2026-11-20"),
    "bios": ("reviewed_on", "2026-11-20"),
}


def added(netui: Netui, section: str) -> dict[str, object]:
    name, *fields = ADDED[section]
    netui("add", "Dana Okafor")
    made: dict[str, object] = netui.json(
        "plan", "add", section, name, *(word for field in fields for word in ("--set", field))
    )
    return made


def test_every_section_is_tried_here() -> None:
    assert ADDED.keys() | OTHERS.keys() == SECTIONS.keys()
    assert OTHERS.keys() == {name for name, section in SECTIONS.items() if section.added_by}
    assert MOVED.keys() | {"groups", "mentoring", "follow-ups", "introductions"} == {
        name for name, section in SECTIONS.items() if section.done
    }


@pytest.mark.parametrize("section", sorted(ADDED))
def test_what_is_added_is_listed_and_deleted(netui: Netui, section: str) -> None:
    made = added(netui, section)
    (listed,) = netui.json("plan", "list", section)
    assert listed["id"] == made["id"]
    assert {"section": section, "count": 1} in netui.json("plan", "list")
    assert str(made["name"]) in netui("plan", "list", section).out
    netui("plan", "delete", section, str(made["id"]))
    assert netui("plan", "list", section, "--json").json == []


@pytest.mark.parametrize("section", sorted(MOVED))
def test_done_takes_it_one_step_on(netui: Netui, section: str) -> None:
    name = str(added(netui, section)["name"])
    field, value = MOVED[section]
    assert netui.json("plan", "done", section, name)[field] == value


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


@pytest.mark.parametrize("how", [("--met", "Dana, send her the deck"), ("--with", "Dana")])
def test_an_event_done_twice_adds_nothing_the_second_time(netui: Netui, how: tuple[str, str]) -> None:
    added(netui, "events")
    netui("plan", "done", "events", "linker", *how)
    before = netui("export", "json").out
    again = netui("plan", "done", "events", "linker", *how)
    assert "Nothing added for Dana Okafor: it was all kept before" in again.err
    assert netui("export", "json").out == before


def test_who_was_met_is_asked_about_where_it_can_be_several_people_or_its_day_is_none(netui: Netui) -> None:
    added(netui, "events")
    netui("add", "Ana Silva", "--company", "Arm")
    netui("add", "Ana Ruiz")
    refused = netui("plan", "done", "events", "linker", "--met", "Ana, send her the deck by fri", code=3)
    assert "“Ana” can be 2 people" in refused.err
    assert "Ana Silva · Arm" in refused.err
    refused = netui("plan", "done", "events", "linker", "--met", "Jo Li, send deck by 30 feb", code=2)
    assert "Jo Li: “by 30 feb”: February has no day 30" in refused.err
    done = netui.json("plan", "done", "events", "linker", "--met", "Ana at Arm, send her the deck by fri")
    assert [one["name"] for one in done["contacts"]] == ["Ana Silva"]


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


@pytest.mark.parametrize("section", sorted(OTHERS))
def test_what_another_command_adds_is_listed_and_deleted(netui: Netui, section: str) -> None:
    words, name = OTHERS[section]
    netui("add", "Dana Okafor")
    netui("add", "Tom Weiss")
    assert f"yet: netui {words[0]} " in netui("plan", "list", section).err
    netui(*words)
    listed = netui.json("plan", "list", section)
    assert len(listed) == 1
    assert {"section": section, "count": 1} in netui.json("plan", "list")
    assert f"netui {words[0]}" in netui("plan", "add", section, "x", code=2).err
    netui("plan", "delete", section, name)
    assert netui.json("plan", "list", section) == []
    netui("undo")
    assert netui.json("plan", "list", section) == listed


def test_a_goal_is_changed_counted_by_hand_and_put_aside(netui: Netui) -> None:
    added(netui, "goals")
    assert netui("plan", "set", "goals", "talk", "--set", "target=5", "--json").json["target"] == 5
    netui("plan", "done", "goals", "talk", "--on", "tue")
    assert netui.json("goal", "list")[0]["progress"] == 1
    aside = netui("plan", "set", "goals", "talk", "--set", "closed_on=today", "--json").json
    assert aside["closed_on"] == "2026-11-20"
    assert netui.json("goal", "list") == []
    assert netui("plan", "set", "goals", "talk", "--set", "closed_on=", "--json").json["closed_on"] is None
    assert len(netui.json("goal", "list")) == 1


def test_a_bio_has_fields_with_limits_and_one_undo(netui: Netui) -> None:
    made = added(netui, "bios")
    fields = {field["name"]: field for field in made["fields"]}  # type: ignore[attr-defined]
    assert fields["About"] == {"name": "About", "text": "linkers", "limit": 160}
    assert list(fields) == ["Name", "About", "Company", "Location", "Link"]
    change = ("plan", "set", "bios", "git", "--json")
    several = ("--set", "field.Name=Jo Li", "--set", "field.Pronouns=they", "--set", "limit.about=")
    fields = {one["name"]: one for one in netui(*change, *several).json["fields"]}
    assert (fields["Name"]["text"], fields["Pronouns"]["text"]) == ("Jo Li", "they")
    assert fields["About"] == {"name": "About", "text": "linkers", "limit": None}
    netui("undo")
    assert netui.json("plan", "list", "bios")[0]["fields"] == made["fields"]
    assert "there is a bio for github already" in netui("plan", "add", "bios", "github", code=2).err


def test_a_pitch_says_how_long_it_takes(netui: Netui) -> None:
    added(netui, "pitches")
    longer = netui("plan", "set", "pitches", "engineers", "--set", "text=" + "word " * 70, "--json").json
    assert (longer["words"], longer["seconds"]) == (70, 30)


def test_a_note_on_a_company_is_changed_under_any_spelling_and_taken_away(netui: Netui) -> None:
    added(netui, "companies")
    assert (
        "there is a note on"
        in netui("plan", "add", "companies", "FASTLY Inc.", "--set", "text=x", code=2).err
    )
    netui("plan", "set", "companies", "fastly", "--set", "text=hires in autumn")
    assert netui.json("plan", "list", "companies")[0]["text"] == "hires in autumn"


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "set", "goals", "talk", "--set", "target=3", "--set", "closed_on=today"),
        ("plan", "set", "reflections", "well", "--set", "part.text=Better", "--set", "private=yes"),
        ("plan", "add", "actions", "Write", "--set", "due_on=1 dec", "--set", "state=done"),
        ("reflect", "--text", "For myself", "--private"),
    ],
)
def test_what_one_command_changes_is_one_undo(netui: Netui, words: tuple[str, ...]) -> None:
    added(netui, "goals")
    netui("reflect", "--text", "Went well")
    before = netui("export", "json").out
    netui(*words)
    assert netui("export", "json").out != before
    netui("undo")
    assert netui("export", "json").out == before


def test_a_state_that_is_refused_leaves_the_other_fields_alone(netui: Netui) -> None:
    netui("add", "Ana Ruiz")
    netui("add", "Ben Ito")
    netui("introduce", "Ana", "Ben")
    before = netui("export", "json").out
    netui("plan", "set", "introductions", "Ana", "--set", "text=x", "--set", "dropped_on=today", code=2)
    assert netui("export", "json").out == before


def test_an_entry_of_the_log_is_put_right_and_the_last_contact_follows(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    netui("add", "Tom Weiss")
    netui("log", "Dana", "coffee at the lake", "--on", "tue")
    change = ("--set", "on=12 nov", "--set", "kind=coffee", "--set", "contacts+=Tom")
    changed = netui("plan", "set", "log", "lake", *change, "--json").json
    assert (changed["kind"], changed["on"]) == ("coffee", "2026-11-12")
    assert netui("show", "Tom", "--json").json["last_contact_on"] == "2026-11-12"
    wrong = netui("plan", "set", "log", "lake", "--set", "on=2026-12-01", code=2).err
    assert "to come" in wrong
    netui("plan", "delete", "log", "lake")
    assert netui("show", "Tom", "--json").json["last_contact_on"] is None


def test_a_follow_up_moves_to_another_day_and_is_kept(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    made = netui.json("follow-up", "Dana", "send the article", "--due", "mon")
    netui("snooze", "article", "tue")
    changed = netui("plan", "set", "follow-ups", "article", "--set", "due_on=1 dec", "--json").json
    assert (changed["due_on"], changed["snoozed_until"]) == ("2026-12-01", None)
    done = netui("plan", "done", "follow-ups", str(made["id"]), "--json").json
    assert done["state"] == "done"
    refused = netui("plan", "set", "follow-ups", str(made["id"]), "--set", "text=x", code=2)
    assert "“send the article” is done already" in refused.err


def test_an_introduction_is_taken_step_by_step(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    netui("add", "Tom Weiss")
    netui("introduce", "Dana", "Tom", "--on", "2026-12-01")
    states = [netui("plan", "done", "introductions", "Dana", "--json").json["state"] for _ in range(3)]
    assert states == ["asked-one", "asked-both", "made"]
    netui("add", "Mia Chen")
    netui("introduce", "Dana", "Mia", "--on", "2026-12-01")
    dropped = netui.json("plan", "set", "introductions", "Mia", "--set", "dropped_on=today")
    assert (dropped["state"], dropped["dropped_on"]) == ("dropped", "2026-11-20")


def test_a_reflection_is_written_on_tied_and_kept_private(netui: Netui) -> None:
    added(netui, "events")
    netui("reflect", "--kind", "star", "--text", "the build broke")
    change = ("--set", "part.task=find out why", "--set", "private=yes", "--set", "event=linker")
    netui("plan", "set", "reflections", "build", *change)
    (held,) = netui.json("reflect")
    assert [one["part"] for one in held["parts"]] == ["situation", "task"]
    assert (held["private"], held["about"]["text"]) == (True, "Linker evening")
    wrong = netui("plan", "set", "reflections", "build", "--set", "part.text=x", code=2).err
    assert "it is one of situation, task, action, result" in wrong


def test_something_is_promised_to_a_company_or_a_group(netui: Netui) -> None:
    added(netui, "groups")
    made = netui.json("follow-up", "PyBerlin", "book the room by fri", "--group")
    assert (made["text"], made["due_on"], made["contact"]) == ("book the room · PyBerlin", "2026-11-27", None)
    made = netui.json("follow-up", "fastly", "ask about spring", "--due", "mon", "--company")
    assert (made["company"], made["due_on"]) == ("fastly", "2026-11-23")
    assert "fastly" in netui("due").out
    assert "Add a day" in netui("follow-up", "Fastly", "ask", "--company", code=2).err
    assert (
        "--repeat is for what you promise to a person"
        in netui(*("follow-up", "Fastly", "ask by fri", "--company", "--repeat", "every month"), code=2).err
    )
    assert "no group goes by" in netui("follow-up", "Nix", "ask by fri", "--group", code=3).err


def test_an_entry_is_found_by_its_id_and_the_log_counted_without_reading_it(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    netui("add", "Dana Okafor")
    number = netui.json("log", "Dana", "coffee")["id"]

    def read(*_: object) -> None:
        raise AssertionError("the whole log was read")

    monkeypatch.setattr(TinyDBInteractionRepository, "between", read)
    assert {"section": "log", "count": 1} in netui.json("plan", "list")
    assert netui.json("plan", "set", "log", f"#{number}", "--set", "kind=coffee")["kind"] == "coffee"
    assert "no skill goes by “99”" in netui("plan", "delete", "skills", "99", code=3).err


@pytest.mark.parametrize("section", sorted(ADDED))
def test_an_entry_is_shown_whole(netui: Netui, section: str) -> None:
    made = added(netui, section)
    assert netui.json("plan", "show", section, str(made["id"])) == made
    assert str(made["name"]) in netui("plan", "show", section, str(made["id"])).lines[0]


def test_what_is_shown_has_each_text_on_its_line(netui: Netui) -> None:
    added(netui, "bios")
    shown = netui("plan", "show", "bios", "git").out
    assert "About, linkers, 160\n" in shown
    assert "https://github.example/me" in shown
    netui("plan", "add", "groups", "PyBerlin", "--set", "contacts=Dana")
    assert "Contacts          Dana Okafor\n" in netui("plan", "show", "groups", "py").out


def test_the_help_of_the_plan_says_which_fields_are_numbers(netui: Netui) -> None:
    assert re.search(r"\n  minutes +a number\n", netui("help", "plan").out)
