"""What an entry of the log says was asked for."""

import pytest

from netui.domain.week.request_words import asks_for_interview, introduction_line


@pytest.mark.parametrize(
    "text",
    [
        "asked for an interview",
        "coffee, and asked her for a 30 min informational chat",
        "asked if she would do an informational interview",
        "sent an interview request",
        "requested an interview",
    ],
)
def test_an_interview_is_asked_for(text: str) -> None:
    assert asks_for_interview(text)


@pytest.mark.parametrize(
    "text",
    [
        "asked how the interview went",
        "asked for feedback on the interview",
        "asked for interview tips",
        "asked me for an interview",
        "did not ask for an interview, and asked for an interview later",
        "asked for a job interview",
    ],
)
def test_what_only_speaks_of_an_interview_asks_for_none(text: str) -> None:
    assert not asks_for_interview(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("asked him to introduce me to Sara", "asked Theirs to introduce me to Sara"),
        ("he is well; asked for an intro to Sara", "asked Theirs for an intro to Sara"),
        ("asked Tom to introduce me to Sara", "asked Tom to introduce me to Sara"),
        ("asked him about the intro", ""),
    ],
)
def test_an_introduction_asked_for_is_a_line_of_its_own(text: str, line: str) -> None:
    assert introduction_line(text) == line
