"""One person a line, as they are jotted down at an event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.people.follow_up import FollowUpKind
from netui.domain.plan.event import (
    MetLine,
    follow_up_words,
    interaction_words,
    met_line,
    met_lines,
    talked_about,
)
from tests.factories import HOSTILE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ana Silva", MetLine(name="Ana Silva")),
        (
            "Ana Silva, compiler at Arm, send paper",
            MetLine(
                name="Ana Silva",
                details="compiler at Arm, send paper",
                title="compiler",
                company="Arm",
                follow_up="send paper",
                kind=FollowUpKind.SEND,
            ),
        ),
        ("- Bo Lind, @ ETH", MetLine(name="Bo Lind", details="@ ETH", company="ETH")),
        ("2) Bo Lind - at ETH", MetLine(name="Bo Lind", details="at ETH", company="ETH")),
        ("Bo Lind\tETH", MetLine(name="Bo Lind", details="ETH")),
        (
            "Ben Okafor, SRE at Fastly: talk about payments",
            MetLine(
                name="Ben Okafor",
                details="SRE at Fastly, talk about payments",
                title="SRE",
                company="Fastly",
            ),
        ),
        (
            "Ben Okafor SRE at Fastly, send paper",
            MetLine(
                name="Ben Okafor",
                details="SRE at Fastly, send paper",
                title="SRE",
                company="Fastly",
                follow_up="send paper",
                kind=FollowUpKind.SEND,
            ),
        ),
        ("Jean-Luc, tall", MetLine(name="Jean-Luc", details="tall")),
        (
            "Cy; I'll introduce Ana; send slides",
            MetLine(
                name="Cy",
                details="I'll introduce Ana, send slides",
                follow_up="I'll introduce Ana, send slides",
                kind=FollowUpKind.INTRODUCTION,
            ),
        ),
        (
            "Cy, I will look at the parser",
            MetLine(
                name="Cy",
                details="I will look at the parser",
                follow_up="I will look at the parser",
                kind=FollowUpKind.OTHER,
            ),
        ),
        (
            "Bo Lind +41 79 123 45 67, CTO at ETH, bo@eth.example, https://eth.example/bo",
            MetLine(
                name="Bo Lind",
                details="+41 79 123 45 67, CTO at ETH, bo@eth.example, https://eth.example/bo",
                title="CTO",
                company="ETH",
                emails=("bo@eth.example",),
                phones=("+41 79 123 45 67",),
                links=("https://eth.example/bo",),
            ),
        ),
        ("Jürgen O'Malley (Datadog)", MetLine(name="Jürgen O'Malley", details="Datadog")),
        (
            "Jürgen O'Malley (SRE at Datadog) is hiring, send CV",
            MetLine(
                name="Jürgen O'Malley",
                details="SRE at Datadog, is hiring, send CV",
                title="SRE",
                company="Datadog",
                follow_up="send CV",
                kind=FollowUpKind.SEND,
            ),
        ),
        ("Rob (Bob) Roy, tall", MetLine(name="Rob (Bob) Roy", details="tall")),
        ("0791234567", MetLine(name="0791234567", details="0791234567", phones=("0791234567",))),
        ("  , no name", None),
        ("---", None),
        ("", None),
    ],
)
def test_a_line_names_a_person(line: str, expected: MetLine | None) -> None:
    assert met_line(line) == expected


@pytest.mark.parametrize(
    ("words", "job"),
    [
        ("told me about their talk at KubeCon", ("", "")),
        ("gave a talk at KubeCon", ("", "")),
        ("talk at KubeCon", ("", "")),
        ("presenting at KubeCon", ("", "")),
        ("met him at the bar", ("", "")),
        ("used to work at Arm", ("", "")),
        ("works at Arm", ("", "Arm")),
        ("works for Arm as an SRE", ("SRE", "Arm")),
        ("@Arm", ("", "Arm")),
        ("an SRE at Arm", ("SRE", "Arm")),
        ("CTO of Arm", ("CTO", "Arm")),
        ("hiring manager @ Arm", ("hiring manager", "Arm")),
    ],
)
def test_only_a_job_is_read_as_one(words: str, job: tuple[str, str]) -> None:
    found = met_line(f"Ana Silva, {words}")
    assert found is not None
    assert (found.title, found.company, found.details) == (*job, words)
    assert talked_about(found.details) == ("" if job[1] else words)


@pytest.mark.parametrize(
    ("line", "name", "follow_up"),
    [
        ("kwame mensah promised intro to Dana by fri", "kwame mensah", "promised intro to Dana by fri"),
        ("kwame promised slides", "kwame", "promised slides"),
        ("kwame mensah send paper by 8 jan", "kwame mensah", "send paper by 8 jan"),
        ("Kwame Mensah I'll send slides", "Kwame Mensah", "I'll send slides"),
        ("kwame mensah will call on fri", "kwame mensah", "will call on fri"),
        ("George Will", "George Will", ""),
        ("will smith", "will smith", ""),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", ""),
        ("Prof. Dr. med. Eva Lind", "Prof. Dr. med. Eva Lind", ""),
        ("Ana Lee and Bo Lind", "Ana Lee and Bo Lind", ""),
    ],
)
def test_a_name_without_a_comma_ends_before_a_follow_up(line: str, name: str, follow_up: str) -> None:
    found = met_line(line)
    assert found is not None
    assert (found.name, found.follow_up) == (name, follow_up)


def test_the_same_name_twice_is_one_person() -> None:
    found = met_lines("Ana Silva, at Arm\n\nBo\nana silva, send paper")

    assert [one.name for one in found] == ["Ana Silva", "Bo"]
    assert found[0].details == "at Arm, send paper"
    assert (found[0].company, found[0].kind) == ("Arm", FollowUpKind.SEND)


def test_words_for_the_log_and_the_follow_up() -> None:
    ana = MetLine(name="Ana Silva", follow_up="send paper")

    assert follow_up_words(ana, "Ana", "RustFest") == "Write to Ana after RustFest: send paper"
    assert follow_up_words(MetLine(name="Bo"), "Bo", "RustFest") == "Write to Bo after RustFest"
    assert interaction_words("RustFest", [("Ana", "at Arm"), ("Bo", "")]) == "RustFest\nAna: at Arm"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_lines_are_kept_short_and_clean(text: str) -> None:
    for met in met_lines(text):
        assert len(met.name) <= 120
        assert "\x1b" not in met.name + met.details


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_names_people_or_no_one(text: str) -> None:
    for met in met_lines(text):
        assert met.name
        assert "\n" not in met.name
