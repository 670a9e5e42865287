"""Pitches are timed, bios measured and compared."""

from datetime import date

import pytest

from netui.domain.plan.brand import (
    Bio,
    BioField,
    Difference,
    DueReview,
    Pitch,
    Side,
    differences,
    due_reviews,
    fields_for,
    spoken_seconds,
    with_field,
    word_count,
)


@pytest.mark.parametrize(
    ("text", "words", "seconds"),
    [("", 0, 0), ("one two — three", 3, 1), ("word " * 140, 140, 60), ("word " * 70, 70, 30)],
)
def test_words_and_seconds(text: str, words: int, seconds: int) -> None:
    assert (word_count(text), spoken_seconds(text)) == (words, seconds)


def test_platforms_have_their_limits() -> None:
    limits = {name: {f.name: f.limit for f in fields_for(name)} for name in ("linkedin", "GitHub", "X")}

    assert (limits["linkedin"]["Headline"], limits["linkedin"]["About"]) == (220, 2600)
    assert limits["GitHub"]["About"] == limits["X"]["About"] == 160
    assert {f.name: f.limit for f in fields_for("Mastodon")}["About"] == 500
    assert [f.name for f in fields_for("My own page")] == ["Name", "Headline", "About"]


def test_a_field_says_what_is_too_much() -> None:
    assert BioField("About", "x" * 163, 160).over == 3
    assert BioField("About", "x" * 163).over == 0


def _bio(platform: str, **fields: str) -> Bio:
    return Bio(id=1, uid="", platform=platform, fields=tuple(BioField(k, v) for k, v in fields.items()))


def test_bios_are_compared_field_by_field() -> None:
    linkedin = _bio("LinkedIn", Name="Jo Weber", Headline="Compilers", About="I make\n compilers.", Link="")
    github = _bio("GitHub", name="Jo W.", About="I make compilers.", Company="Fern", Link="")

    assert differences(linkedin, github) == [
        Difference("Name", Side.DIFFERS, "Jo Weber", "Jo W."),
        Difference("Headline", Side.FIRST_ONLY, "Compilers", ""),
        Difference("Company", Side.SECOND_ONLY, "", "Fern"),
        Difference("About", Side.SAME, "I make\n compilers.", "I make compilers."),
    ]


def test_a_field_is_replaced_or_added() -> None:
    fields = with_field(fields_for("X"), BioField("about", "Hello", 160))

    assert [f.name for f in fields] == ["Name", "about", "Location", "Link"]
    assert with_field(fields, BioField("Pronouns"))[-1].name == "Pronouns"


def test_what_was_not_reviewed_for_half_a_year_is_due() -> None:
    old = Pitch(id=1, uid="", title="Short", reviewed_on=date(2026, 3, 31))
    skipped = Pitch(id=2, uid="", title="Long", reviewed_on=date(2026, 1, 1), skipped_on=date(2026, 6, 1))
    never = Bio(id=3, uid="", platform="X")

    assert due_reviews((skipped, old, never), date(2026, 9, 29)) == []
    assert due_reviews((skipped, old, never), date(2026, 12, 1)) == [
        DueReview(old, date(2026, 9, 30)),
        DueReview(skipped, date(2026, 12, 1)),
    ]
