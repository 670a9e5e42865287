"""A forgotten person in the keys and texts of drafts."""

import json

import pytest

from netui.domain.people.forgotten import Forgotten, subjects_of

ANN = Forgotten(frozenset({41_000}), frozenset({"Ann Lee"}), frozenset({"ann@lee.example"}))


@pytest.mark.parametrize(
    ("key", "about"),
    [
        ("note:41000:thank-you", True),
        ("note:41000:thank-you:subject", True),
        ("contact-form:41000", True),
        ("note:410001:thank-you", False),
        ("interview:7:41000", False),
        ("ask:Log with Ann Lee", True),
        ("ask:Log with ann  lee", True),
        ("ask:Log with Joann Lee", False),
        ("ask:Set a goal", False),
        ("contact-form:0", False),
        ("ask:7,41000:Log with 2 people", True),
        ("ask:7:Meeting of Ann Lee’s friends", True),
    ],
)
def test_a_draft_is_about_them_by_id_or_by_name(key: str, about: bool) -> None:
    assert ANN.is_about(key) is about


def test_a_first_name_alone_counts_only_at_the_end_of_a_question() -> None:
    dana = Forgotten(frozenset({5}), frozenset({"Dana"}))
    assert dana.is_about("ask:Log with Dana")
    assert not dana.is_about("ask:Log with Dana Okafor")
    assert not dana.is_about("ask:7:Log with Dana")
    assert dana.without("Dana asked") == "Dana asked"


def test_full_names_and_addresses_leave_a_text() -> None:
    assert ANN.without("ANN\nLEE (ann@lee.example) and Joann Lee") == "someone (someone) and Joann Lee"
    assert subjects_of("contact-form:0") == subjects_of("reflection:new-star:text") == frozenset()
    assert subjects_of("ask:5,7:Log with 2 people") == {5, 7}


@pytest.mark.parametrize("name", ['Robert "Bob" Smith', "José García", "Jose\u0301 Garci\u0301a"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_name_leaves_the_draft_of_a_form_however_it_is_written(name: str, ascii_only: bool) -> None:
    gone = Forgotten(frozenset({5}), frozenset({name}))
    draft = json.dumps({"goal": f"ask about {name} and\nmore", "when": ""}, ensure_ascii=ascii_only)
    assert json.loads(gone.without_in_draft(draft)) == {"goal": "ask about someone and\nmore", "when": ""}


@pytest.mark.parametrize("text", ["{ no JSON of Ann Lee", '["Ann Lee"]', '{"a": ["Ann Lee"]}', "Ann Lee"])
def test_what_is_no_form_is_cleaned_as_it_is(text: str) -> None:
    assert ANN.without_in_draft(text) == text.replace("Ann Lee", "someone")
