"""Which of the user's own words speak of a person, and how a letter shows them."""

import pytest

from netui.domain.notes.note import gaps, own_note
from netui.domain.notes.own_notes import OWN_NOTES, OwnNote, with_own_notes

NAMES = ("Priya Raman", "Dr. Anna-Lena Müller", "Okafor, Dana", "Sean O’Neil", "Kwame van den Berg")


def marked(group: str, part: str, value: object, *, elsewhere: bool = False) -> object:
    values = with_own_notes({group: {part: value}}, lambda: NAMES, heard_from_someone_else=elsewhere)
    of_group = values[group]
    assert isinstance(of_group, dict)
    return of_group[part]


@pytest.mark.parametrize(
    "text",
    [
        "She reads the incident reviews before the code",
        "reads the reviews first, her way into a team",
        "(He thinks the vectorizer question is solved)",
        "they're moving to Oslo",
        "Send Priya what I made",
        "coffee at Priya’s office",
        "Write to Priya after the demo: send slides",
        "told Anna-Lena about it",
        "MÜLLER wants slides",
        "lunch with O'Neil",
        "through Dana",
        "the Berg family",
        "Exams soon. Wants to know how I learned to read code",
        "prefers mail before noon",
        "Compilers; works at a bank now",
        "(doesn’t like phone calls)",
        "First talk - hopes to move to Oslo",
        "Still plans to leave",
    ],
)
def test_a_line_that_names_a_person_is_marked(text: str) -> None:
    assert type(marked("last", "text", text)) is OwnNote


@pytest.mark.parametrize(
    "text",
    [
        "the 3 week plan",
        "Reading incident reviews before code",
        "the theory of types",
        "an email from your team",
        "where the den of the lions is",
        "Dr. Who",
        "priya is a word in another language",
        "R and D",
        "plans for the spring talk",
        "the team that wants more tests",
        "works of art",
        "how a kernel reads and writes",
        "a well-known paper",
    ],
)
def test_a_line_that_names_no_person_is_not(text: str) -> None:
    assert type(marked("last", "text", text)) is str


def test_the_names_are_asked_for_only_when_a_text_may_have_one() -> None:
    def names() -> tuple[str, ...]:
        raise AssertionError("read for nothing")

    with_own_notes({"last": {"text": "the 3 week plan"}}, names, heard_from_someone_else=False)


def test_facts_are_never_marked() -> None:
    assert "contact.pronouns" not in OWN_NOTES
    assert type(marked("contact", "name", "Priya Raman")) is str


def test_each_line_is_judged_alone() -> None:
    lines = marked("interview", "insights", ["She reads reviews", "Small patches first"])
    assert isinstance(lines, list)
    assert [type(line) for line in lines] == [OwnNote, str]


def test_who_to_ask_next_is_a_name() -> None:
    assert marked("interview", "ask_next", ["Priya Raman"]) == ["Priya Raman"]
    assert type(marked("interview", "ask_next", "Mei, her old boss")) is OwnNote


def test_what_was_worded_for_another_is_marked_in_a_letter_about_it() -> None:
    assert type(marked("interview", "insight", "You read the reviews first")) is str
    assert type(marked("interview", "insight", "You read the reviews first", elsewhere=True)) is OwnNote
    assert type(marked("interview", "insight", "Your team ships daily")) is str


def test_a_note_becomes_a_gap_with_its_words() -> None:
    text = str(OwnNote("She reads [all]\nthe reviews"))
    assert text == own_note("She reads [all]\nthe reviews") == "[[your note: She reads (all) the reviews]]"
    (gap,) = gaps(f"Hi. {text} Bye.")
    assert gap.text == "She reads (all) the reviews"
    assert gap.label == "your note: She reads (all) the reviews"
    assert gaps("[[your news]]")[0].text == ""
