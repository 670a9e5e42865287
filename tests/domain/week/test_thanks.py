"""Which of the thanks owed a text says were given."""

from datetime import date

import pytest

from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.week.thanks import thanks_given

INTERVIEW = FollowUp(
    id=1,
    uid="a",
    kind=FollowUpKind.THANK_YOU,
    text="Thank Dana for the talk",
    due_on=date(2026, 11, 24),
    interview_id=7,
)
INTRODUCTION = FollowUp(
    id=2,
    uid="b",
    kind=FollowUpKind.THANK_YOU,
    text="Thank Dana for the introduction to Mei",
    due_on=date(2026, 11, 23),
    about_id=9,
)
ARTICLE = FollowUp(
    id=3, uid="c", kind=FollowUpKind.THANK_YOU, text="thank you for the article", due_on=date(2026, 11, 30)
)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("thanks", INTRODUCTION),
        ("Thank you!", INTRODUCTION),
        ("to thank her", INTRODUCTION),
        ("sent the thank-you", INTRODUCTION),
        ("on LinkedIn: thanks", INTRODUCTION),
        ("thanks for the intro", INTRODUCTION),
        ("thanks for introducing me", INTRODUCTION),
        ("thanks for the interview", INTERVIEW),
        ("thank you for your time", INTERVIEW),
        ("to thank her for the chat", INTERVIEW),
        ("thanked her for the article", ARTICLE),
        ("thanks for everything", INTRODUCTION),
        ("thanks for the flowers", None),
        ("the plan, thanks to which we met", None),
        ("caches, thankfully", None),
        ("", None),
    ],
)
def test_what_the_words_name_is_given_or_what_is_due_first(text: str, given: FollowUp | None) -> None:
    assert thanks_given(text, (ARTICLE, INTERVIEW, INTRODUCTION)) == given


def test_nothing_is_given_where_nothing_is_owed() -> None:
    assert thanks_given("thanks", ()) is None
