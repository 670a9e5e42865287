"""The templates that come with netui: each is rendered with everything known, and with nothing."""

import pytest

from netui.domain.notes.fields import FIELDS
from netui.domain.notes.note import Moment, NoteTemplate, gaps, quotes_something, word_count
from netui.notes.template_folder import TemplateFolder

EXPECTED = {
    *("interview-request", "thank-you", "introduction-thanks", "introducer-update", "check-in"),
    *("share-resource", "congratulations", "after-event", "linkedin-connection", "reschedule", "offer-help"),
    *("ask-introduction", "make-introduction", "second-try", "news", "confirm-time", "birthday"),
    *(
        "new-job-congratulations",
        "work-anniversary",
        "thanks-for-help",
        "ask-whether",
        "introduction-reminder",
    ),
}
INSIGHTS = ["Compiler teams hire for debugging stories.", "Upstream reviews teach the most."]
FULL: dict[str, object] = {
    "contact": {
        "name": "Priya Raman",
        "first_name": "Priya",
        "title": "Staff engineer",
        "company": "Acme",
        "location": "Berlin",
        "pronouns": "she/her",
        "pronunciation": "PREE-ya",
        "industry": "compilers",
        "function": "engineering",
        "why": "knows both worlds",
        "met": "Rust meetup in Berlin",
        "met_on": "Tuesday 3 March",
        "interest": "bouldering",
        "interests": ["bouldering", "tea"],
        "last_topic": "the move to Berlin",
        "last_contact_on": "Tuesday 3 March",
        "birthday": "14 July",
    },
    "interview": {
        "date": "Tuesday 24 November",
        "weekday": "Tuesday",
        "when": "on Tuesday",
        "time": "15:00",
        "zone": "Berlin time",
        "their_date": "Tuesday 24 November",
        "their_time": "09:00",
        "their_zone": "New York time",
        "minutes": 30,
        "medium": "by video",
        "place": "https://meet.example.org/x",
        "goal": "how compiler teams hire",
        "insight": INSIGHTS[0],
        "insights": INSIGHTS,
        "trend": "more MLIR",
        "trends": ["more MLIR"],
        "advice": "Start with one small patch",
        "action": "send a first patch to LLVM by January",
        "actions": ["send a first patch to LLVM by January"],
        "influence": "I apply to two compiler teams",
        "ask_next": ["Tom Okafor", "Mia Chen"],
    },
    "last": {"kind": "coffee", "on": "Tuesday 3 March", "text": "A review of my portfolio"},
    "introducer": {"name": "Tom Okafor", "first_name": "Tom"},
    "event": {"name": "Rust meetup", "topic": "the move to Berlin", "promised": "slides", "first_met": True},
    "about": {"name": "Mia Chen", "first_name": "Mia", "title": "Director", "company": "Globex"},
    "favour": {"what": "the time you took for me"},
    "milestone": {"text": "won the award"},
    "follow_up": {"text": "https://example.org/ebpf, a clear first read"},
    "me": {"name": "Ada Byron", "first_name": "Ada", "headline": "a final-year student of computing"},
    "today": "Friday 20 November",
}
BUILT_IN = TemplateFolder(None)
every_template = pytest.mark.parametrize("template", BUILT_IN.all(), ids=lambda template: template.name)


def test_the_field_tree_is_filled_by_the_test() -> None:
    filled = {
        f"{group}.{name}" for group, values in FULL.items() if isinstance(values, dict) for name in values
    }
    assert filled | {"today"} == set(FIELDS)


def test_every_note_of_the_plan_is_there() -> None:
    assert {template.name for template in BUILT_IN.all()} == EXPECTED
    assert BUILT_IN.problems() == []


def test_every_moment_has_a_note() -> None:
    assert {fit for template in BUILT_IN.all() for fit in template.fits} == {m.value for m in Moment}


@every_template
def test_with_everything_known_it_reads_as_written(template: NoteTemplate) -> None:
    subject, body = BUILT_IN.render(template, FULL)
    assert body.startswith("Hi Priya")
    assert "Ada" in body
    assert "{{" not in subject + body
    assert "{%" not in subject + body
    assert gaps(subject) == ()
    assert "\n\n\n" not in body
    assert ".." not in body.replace("…", "")
    assert word_count(body) <= 130
    assert len(body.splitlines()) <= 22


@every_template
def test_with_nothing_known_every_blank_is_a_gap(template: NoteTemplate) -> None:
    subject, body = BUILT_IN.render(template, {})
    labels = [gap.label for gap in gaps(body)]
    assert labels[0] == "their first name"
    assert all(labels)
    assert bool(template.subject) == bool(subject)
    for remains in ("None", "Undefined", "{{", " ,", " .", "()", "  "):
        assert remains not in body


@every_template
def test_no_note_asks_for_a_job(template: NoteTemplate) -> None:
    words = f"{template.subject} {template.body}".casefold()
    for word in ("job ", "hiring", "vacancy", "resume", " cv", "position"):
        assert word not in words


def test_the_request_is_short_and_begins_with_the_connection() -> None:
    template = BUILT_IN.get("interview-request")
    for fields in (FULL, {**FULL, "introducer": {}}, {}):
        subject, body = BUILT_IN.render(template, fields)
        assert word_count(body) < 100
        assert "20 to 30 minutes" in body
        assert body.index("20 to 30") > body.index("suggested" if "suggested" in body else "crossed")
        assert subject


def test_the_thank_you_says_what_stays_and_what_follows() -> None:
    _, body = BUILT_IN.render(BUILT_IN.get("thank-you"), FULL)
    assert quotes_something(body, tuple(INSIGHTS))
    for part in (*INSIGHTS, "one small patch", "first patch to LLVM", "Tom Okafor and Mia Chen"):
        assert part in body
    _, bare = BUILT_IN.render(BUILT_IN.get("thank-you"), {})
    assert "one specific point from the talk" in bare


def test_the_linkedin_note_leaves_room_within_its_limit() -> None:
    template = BUILT_IN.get("linkedin-connection")
    assert template.limit == 300
    for fields in (FULL, {**FULL, "introducer": {}}):
        assert len(BUILT_IN.render(template, fields)[1]) <= 200


def test_the_time_is_confirmed_on_both_clocks() -> None:
    _, body = BUILT_IN.render(BUILT_IN.get("confirm-time"), FULL)
    assert "- for you: Tuesday 24 November, 09:00 (New York time)" in body
    assert "- for me: Tuesday 24 November, 15:00 (Berlin time)" in body
