"""interview, note, goal."""

import json
import stat
from collections.abc import Callable

import pytest

from tests.cli.conftest import Netui

At = Callable[[str], None]


@pytest.fixture
def dana(netui: Netui) -> Netui:
    netui("add", "Dana Okafor", "--title", "SRE", "--company", "Fastly", "--stage", "potential")
    return netui


@pytest.mark.parametrize(
    "when",
    ["mon 14:00", "2026-11-23T14:00", "2026-11-23 14:00", "2026-11-23T13:00:00Z", "23 nov 2pm"],
)
def test_an_interview_has_its_instant(dana: Netui, when: str) -> None:
    made = dana.json("interview", "add", "dana", "--at", when)
    assert made["at"] == "2026-11-23T14:00:00+01:00"
    assert made["status"] == "scheduled"
    assert (made["prep_done"], made["prep_total"]) == (0, len(made["items"]))
    assert (made["rehearsed_at"], made["ended_at"]) == (None, None)


def test_an_interview_in_their_zone(dana: Netui) -> None:
    made = dana.json("interview", "add", "dana", "--at", "mon 14:00", "--zone", "America/New_York")
    assert (made["at"], made["zone"]) == ("2026-11-23T20:00:00+01:00", "America/New_York")


@pytest.mark.parametrize(
    ("options", "at", "zone"),
    [
        (("mon 14:00 ET",), "2026-11-23T20:00:00+01:00", "America/New_York"),
        (("mon 14:00", "--zone", "ET"), "2026-11-23T20:00:00+01:00", "America/New_York"),
        (("mon 14:00 EST", "--zone", "ET"), "2026-11-23T20:00:00+01:00", "America/New_York"),
        (("12 jul 2027 14:00 EDT",), "2027-07-12T20:00:00+02:00", "America/New_York"),
        (("12 jul 2027 14:00", "--zone", "edt"), "2027-07-12T20:00:00+02:00", "America/New_York"),
        (("mon 14:00",), "2026-11-23T14:00:00+01:00", "Europe/Berlin"),
        (("2026-11-23T13:00:00Z", "--zone", "ET"), "2026-11-23T14:00:00+01:00", "America/New_York"),
    ],
)
def test_a_zone_is_kept_by_whichever_way_it_is_given(
    dana: Netui, options: tuple[str, ...], at: str, zone: str
) -> None:
    made = dana.json("interview", "add", "dana", "--at", *options)
    assert (made["at"], made["zone"]) == (at, zone)
    dana("interview", "set", made["id"], "--at", "tue 9:00")
    moved = dana.json("interview", "set", made["id"], "--at", *options)
    assert (moved["at"], moved["zone"]) == (at, zone)


def test_a_zone_alone_is_judged_by_the_day_of_the_interview(dana: Netui) -> None:
    made = dana.json("interview", "add", "dana", "--at", "12 jul 2027 14:00")
    changed = dana.json("interview", "set", "dana", "--zone", "EDT")
    assert (changed["at"], changed["zone"]) == (made["at"], "America/New_York")
    assert "EST isn't said on 12 Jul" in dana("interview", "set", "dana", "--zone", "EST", code=2).err


def test_two_zones_for_one_time_are_refused(dana: Netui) -> None:
    dana("interview", "add", "dana")
    for verb in ("add", "set"):
        refused = dana(
            "interview", verb, "dana", "--at", "mon 14:00 ET", "--zone", "Europe/Paris", code=2
        ).err
        assert "--at is in America/New_York, --zone is Europe/Paris: leave one of them out" in refused


@pytest.mark.parametrize(("first_day", "day"), [("monday", 29), ("sunday", 22)])
def test_the_week_of_an_interview_begins_on_the_users_day(dana: Netui, first_day: str, day: int) -> None:
    dana.config.write_text(f'week_start = "{first_day}"\n')
    made = dana.json("interview", "add", "dana", "--at", "next sun 14:00")
    assert made["at"] == f"2026-11-{day}T14:00:00+01:00"


def test_the_night_the_clocks_change_is_shown(dana: Netui) -> None:
    done = dana("interview", "add", "dana", "--at", "2027-03-28 02:30")
    assert "skipped that night" in done.err
    assert "Sun 28 Mar 2027 03:30" in done.out


def test_an_interview_at_the_same_time_is_named(dana: Netui) -> None:
    dana("interview", "add", "dana", "--at", "mon 14:00", "--minutes", "30")
    after = dana("interview", "add", "dana", "--at", "mon 14:30")
    assert "also talk" not in after.err
    across = dana("interview", "add", "dana", "--at", "mon 13:45")
    assert "At that time you also talk with Dana Okafor." in across.err


@pytest.mark.parametrize(
    ("options", "minutes"),
    [
        (("--at", "mon 14:00", "--minutes", "1h30"), 90),
        (("--at", "mon 14:00", "--minutes", "half an hour"), 30),
        (("--at", "mon 2pm-3pm"), 60),
        (("--at", "mon 14:00 - 15:30"), 90),
        (("--at", "mon 14:00 45m"), 45),
        (("--at", "mon 14:00 - 15:30", "--minutes", "20"), 20),
        (("--at", "mon 14:00"), 30),
    ],
)
def test_how_long_an_interview_takes(dana: Netui, options: tuple[str, ...], minutes: int) -> None:
    made = dana.json("interview", "add", "dana", *options)
    assert (made["minutes"], made["at"][:16]) == (minutes, "2026-11-23T14:00")
    longer = dana.json("interview", "set", "dana", "--at", "tue 9-11am")
    assert (longer["minutes"], longer["at"][:16]) == (120, "2026-11-24T09:00")


def test_a_city_after_a_time_is_asked_about(dana: Netui) -> None:
    refused = dana("interview", "add", "dana", "--at", "mon 14:00 berlin", code=2)
    assert "is “berlin” a time zone? Write it like “Europe/Berlin”" in refused.err


def test_a_request(dana: Netui) -> None:
    for status in ("asked", "requested"):
        made = dana.json("interview", "add", "dana", "--status", status, "--medium", "in person")
        assert (made["status"], made["asked_on"], made["medium"]) == ("asked", "2026-11-20", "in-person")
    assert dana.json("show", "dana")["stage"] == "reached-out"


@pytest.mark.parametrize(
    "options",
    [
        ("--at", "mon"),
        ("--at", "25:00"),
        ("--status", "maybe"),
        ("--status", "scheduled"),
        ("--medium", "pigeon"),
        ("--minutes", "0"),
        ("--minutes", "x"),
        ("--at", "mon 14:00", "--zone", "Mars/Base"),
    ],
)
def test_an_interview_that_cannot_be(dana: Netui, options: tuple[str, ...]) -> None:
    dana("interview", "add", "dana", *options, code=2)
    assert dana.json("interview", "list") == []


def test_list_and_show(dana: Netui) -> None:
    made = dana.json("interview", "add", "dana", "--at", "mon 14:00", "--goal", "learn", "--minutes", "20")
    [row] = dana.json("interview", "list")
    assert {
        "id",
        "contact",
        "status",
        "at",
        "minutes",
        "medium",
        "prep_done",
        "prep_total",
        "thanked_at",
    } <= set(row)
    assert (row["id"], row["minutes"], row["thanked_at"]) == (made["id"], 20, None)
    assert row["contact"]["name"] == "Dana Okafor"
    assert dana.json("interview", "show", "dana") == dana.json("interview", "show", made["id"]) == made
    out = dana("interview", "show", "dana").out
    assert "Goal: learn" in out
    assert "Prep 1 of" in out  # the goal is written
    assert "Mon 23 Nov 2026 14:00" in dana("interview", "list").out


def test_prep_is_done_from_the_agenda(dana: Netui) -> None:
    dana("interview", "add", "dana", "--at", "mon 14:00")
    item = next(row["id"] for row in dana.json("due") if row["kind"] == "prep")
    interview = dana.json("done", item)
    assert interview["prep_done"] == 1
    assert "interview done" in dana("done", interview["id"], code=2).err


def test_an_interview_is_completed(dana: Netui, at: At) -> None:
    dana("interview", "add", "dana", "--at", "mon 14:00")
    at("2026-11-23T15:00:00+01:00")
    done = dana.json(
        *("interview", "done", "dana", "--insight", "Start small", "--insight", "Ask early"),
        *("--action", "Read the eBPF book", "--trend", "wasm", "--influence", "I want SRE"),
        *("--ask-next", "Max Frei"),
    )
    assert done["status"] == "done"
    assert done["insights"] == ["Start small", "Ask early"]
    assert done["trends"] == ["wasm"]
    assert done["influence"] == "I want SRE"
    thanks = next(row for row in done["follow_ups"] if row["kind"] == "thank-you")
    assert thanks["due_at"] == "2026-11-24T14:30:00+01:00"
    assert [row["kind"] for row in dana.json("due") if row["state"] == "today"] == ["thank-you"]
    assert dana.json("show", "max")["stage"] == "potential"
    assert dana.json("done", "thank")["state"] == "done"
    assert dana.json("interview", "list")[0]["thanked_at"] == "2026-11-23T15:00:00+01:00"


def test_an_interview_held_early_leaves_no_preparation_behind(dana: Netui) -> None:
    dana("interview", "add", "dana", "--at", "mon 14:00")
    done = dana("interview", "done", "dana", "--insight", "Start small", "--json")
    assert "planned for Mon 23 Nov 2026 14:00" in done.err
    assert done.json["ended_at"] == "2026-11-20T09:00:00+01:00"
    assert [row["kind"] for row in dana.json("due")] == ["thank-you"]
    dana("undo")
    assert dana.json("interview", "list")[0]["status"] == "scheduled"


def test_an_interview_is_completed_once(dana: Netui) -> None:
    interview = dana.json("interview", "add", "dana", "--status", "asked")["id"]
    dana("interview", "done", interview)
    dana("interview", "done", interview, code=2)
    assert interview in dana("interview", "done", "dana", code=3).err
    dana("interview", "show", "nobody", code=3)


def test_a_note(dana: Netui) -> None:
    dana("interview", "add", "dana", "--status", "asked")
    dana("interview", "done", "dana", "--insight", "Start small")
    body = dana("note", "dana", "--template", "thank-you", "--out", "-")
    assert body.out.startswith("Hi Dana,\n")
    assert "Start small" in body.out
    assert "to fill:" in body.err
    shape = dana.json("note", "dana", "--template", "thank-you", "--out", "-")
    assert shape["body"] + "\n" == body.out
    assert shape["template"] == "thank-you"
    assert shape["contact"]["name"] == "Dana Okafor"
    assert shape["characters"] == len(shape["body"])
    assert shape["gaps"]


def test_a_note_as_a_private_file(dana: Netui) -> None:
    target = dana.folder / "note.txt"
    done = dana("note", "dana", "--template", "check-in", "--out", str(target))
    assert done.out == ""
    assert target.read_text("utf-8").startswith("Hi Dana,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    dana("note", "dana", "--template", "check-in", "--out", str(dana.folder / "no" / "note.txt"), code=1)


def test_a_note_marked_as_sent(dana: Netui) -> None:
    sent = dana("note", "dana", "--template", "check-in", "--sent").err
    assert "Sent a check-in to Dana Okafor, logged as " in sent
    assert "netui undo reverts it." in sent
    assert len(dana.json("show", "dana")["timeline"]) == 1


def test_a_note_to_someone_introduced_goes_to_them(dana: Netui) -> None:
    dana("add", "Ana Ruiz", "--email", "ana@ruiz.example")
    dana("add", "Mei Chen", "--email", "mei@chen.example", "--introduced-by", "ana")
    made = dana.json("note", "mei")
    assert (made["contact"]["name"], made["address"]) == ("Mei Chen", "mei@chen.example")
    assert " to Mei Chen, logged as " in dana("note", "mei", "--sent").err
    assert dana.json("history")[0]["label"].endswith(" to Mei")
    thanks = dana.json("note", "mei", "--template", "introduction-thanks")
    assert (thanks["contact"]["name"], thanks["address"]) == ("Ana Ruiz", "ana@ruiz.example")
    sent = dana("note", "mei", "--template", "introduction-thanks", "--sent")
    assert "This note goes to Ana Ruiz, who introduced you to Mei Chen." in sent.err
    assert "Thanked Ana Ruiz for introducing Mei Chen, logged as " in sent.err


def test_a_note_is_copied_and_kept(dana: Netui) -> None:
    dana.config.write_text('clipboard = "file"\n')
    printed = dana("note", "dana", "--template", "check-in", "--copy")
    assert printed.out.startswith("Hi Dana")  # no clipboard has it
    copied = dana.json("note", "dana", "--template", "check-in", "--copy")["copied"]
    assert copied["way"]
    assert copied["message"]
    kept = {path: path.read_bytes() for path in (dana.store / "drafts").iterdir()}
    [text] = [data.decode() for path, data in kept.items() if path.name == "clipboard.txt"]
    assert text.startswith("Hi Dana")
    assert not [path for path in kept if path.suffix == ".draft"]  # a note that is written isn't a draft
    message = dana("--read-only", "note", "dana", "--template", "thank-you", "--copy").err
    assert "Not copied, nor kept in a file, for the store is read-only" in message
    assert {path: path.read_bytes() for path in (dana.store / "drafts").iterdir()} == kept


def test_templates(dana: Netui) -> None:
    assert "thank-you" in {one["name"] for one in dana.json("note")}
    assert "thank-you" in dana("note", "dana", "--template", "love-letter", code=3).err
    dana("note", "--copy", code=2)


def test_goals(netui: Netui) -> None:
    made = netui.json("goal", "add", "Two talks", "--measure", "talks", "--target", "2", "--per", "week")
    assert set(made) == {"id", "title", "measure", "target", "period", "progress"}
    assert (made["target"], made["period"], made["progress"]) == (2, "week", 0)
    assert netui.json("goal", "list") == [made]
    assert "0 of 2 this week" in netui("goal", "list").out
    people = netui.json(
        "goal", "add", "Know them", "--measure", "people", "--query", "tag:x", "--target", "5",
        "--per", "once", "--until", "31 dec", "--why", "because", "--leads-to", "a job",
    )  # fmt: skip
    assert people["measure"] == "people"
    assert people["period"] == "once"
    assert set(people) == set(made)
    (_, stored) = json.loads(netui("export", "json").out)["goals"]
    assert (stored["aspiration"], stored["motive"]) == ("a job", "because")
    assert "until 31 Dec" in netui("goal", "list").out
    assert "until when" in netui("goal", "add", "x", "--per", "once", code=2).err
    assert "It counts one interview a month: --measure" in netui("goal", "add", "Two coffees a week").err
    assert netui("goal", "add", "Two posts a week", "--target", "2").err == ""
    assert "--measure is empty" in netui("goal", "add", "x", "--measure", "", code=2).err
    netui("goal", "add", "x", "--query", "due:<blue", "--measure", "people", code=2)
    netui("goal", "add", "", code=2)
    netui("goal", "add", "x", "--target", "0", code=2)
    assert "month" in netui("goal", "add", "x", "--per", "blue moon", code=2).err
    assert "talks" in netui("goal", "add", "x", "--measure", "hugs", code=2).err


def test_a_thank_you_waits_until_the_interview_was_held(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui("interview", "add", "Ana", "--at", "2027-06-01 10:00")
    assert "still to come" in netui("note", "ana", "--template", "thank-you", code=2).err
    assert "[[" in netui("note", "ana", "--template", "thanks-for-help").out


def test_an_interview_is_moved_changed_and_closed(netui: Netui) -> None:
    netui("add", "Tom Weiss")
    netui("interview", "add", "Tom", "--status", "asked")
    moved = netui.json("interview", "set", "Tom", "--at", "mon 14:00", "--place", "room 4", "--minutes", "45")
    assert (moved["status"], moved["at"]) == ("scheduled", "2026-11-23T14:00:00+01:00")
    assert (moved["place"], moved["minutes"]) == ("room 4", 45)
    again = netui("interview", "set", "Tom", "--at", "tue 15:00").out
    assert again.startswith("Interview with Tom Weiss: scheduled, Tue 24 Nov 2026 15:00")
    assert netui.json("interview", "set", "Tom", "--goal", "why ETH")["goal"] == "why ETH"
    assert netui.json("interview", "set", "Tom", "--goal", "")["goal"] is None
    assert netui.json("interview", "set", "Tom", "--place", "")["place"] is None
    assert netui.json("interview", "set", "Tom", "--status", "declined")["status"] == "declined"
    assert "is declined already" in netui("interview", "set", "Tom", "--status", "declined", code=3).err


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ((), "there is nothing to change"),
        (("--status", "done"), "`netui interview done` wraps up an interview"),
        (("--status", "scheduled"), "a scheduled interview needs its time: --at WHEN"),
        (("--status", "idea"), "an interview does not become idea again"),
        (("--status", "cancelled", "--place", "x"), "closes the interview: give it alone"),
        (("--status", "cancelled", "--place", ""), "closes the interview: give it alone"),
        (("--status", "cancelled", "--minutes", "0"), "closes the interview: give it alone"),
        (("--status", ""), "--status is empty"),
        (("--medium", ""), "--medium is empty"),
        (("--zone", ""), "--zone is empty"),
        (("--at", ""), "--at is empty"),
        (("--minutes", "0"), "0 minutes"),
        (("--status", "asked", "--at", "mon 14:00"), "an interview with a time is scheduled, not asked"),
    ],
)
def test_what_an_interview_cannot_become(netui: Netui, given: tuple[str, ...], answer: str) -> None:
    netui("add", "Tom Weiss")
    made = netui.json("interview", "add", "Tom", "--at", "fri 14:00")
    assert answer in netui("interview", "set", "Tom", *given, code=2).err
    assert netui.json("interview", "show", "Tom") == netui.json("interview", "show", made["id"])


def test_an_interview_with_a_time_is_not_only_asked_for(netui: Netui) -> None:
    netui("add", "Tom Weiss")
    refused = netui("interview", "add", "Tom", "--status", "asked", "--at", "mon 14:00", code=2)
    assert "an interview with a time is scheduled, not asked" in refused.err
    assert netui.json("interview", "list") == []


def test_news_is_drafted_for_everyone_who_gave_something(netui: Netui, at: Callable[[str], None]) -> None:
    at("2026-08-03T09:00:00+02:00")
    netui("add", "Ana Ruiz")
    netui("add", "Bo Lind")
    netui("log", "ana", "Reviewed my article", "--received")
    at("2026-10-01T09:00:00+02:00")
    netui("introduce", "Bo Lind", "--by", "ana")
    netui("log", "bo", "Sent the article on builds", "--received")
    at("2026-11-20T09:00:00+01:00")
    found = netui.json("note", "--news")
    assert [(one["contact"]["name"], one["template"], one["gaps"]) for one in found] == [
        ("Ana Ruiz", "news", ["your news, in one line", "your name"]),
        ("Bo Lind", "news", ["your news, in one line", "your note: Sent the article on builds", "your name"]),
    ]
    assert found[0]["gave"] == [
        {"kind": "review", "on": "2026-08-03", "text": "Reviewed my article"},
        {"kind": "introduction", "on": "2026-10-01", "text": "to Bo Lind"},
    ]
    lines = netui("note", "--news").lines
    assert lines[:3] == [
        "Ana Ruiz: review: Reviewed my article (2026-08-03); introduction to Bo Lind (2026-10-01)",
        "",
        "Hi Ana,",
    ]
    (row,) = [one for one in netui.json("due") if one["state"] == "idea"]
    assert (row["id"], row["contact"], row["text"]) == ("news", None, "what became of it: news for 2 people")
    netui("note", "ana", "--template", "news", "--sent")
    assert [one["contact"]["name"] for one in netui.json("note", "--news")] == ["Bo Lind"]
    netui("done", "bo", code=3)
    netui("undo")
    assert netui("skip", "news").lines == ["Skipped: update what became of it: news for 2 people"]
    assert all(one["state"] != "idea" for one in netui.json("due"))
    netui("undo")
    assert netui.json("done", "news")["id"] == "news"
    assert netui.json("note", "--news") == []
    assert "has had news from you" in netui("note", "--news").err
    assert "--news takes no name and no other option" in netui("note", "ana", "--news", code=2).err
