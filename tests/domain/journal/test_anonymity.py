"""Names and addresses in what is published."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.journal.anonymity import Anonymiser, Nameable, article, described
from netui.domain.people.contact import Naming
from netui.domain.text import fold

PEOPLE = [
    Nameable(1, "Priya Raman", Naming.YES, "Engineer", "Stripe"),
    Nameable(2, "Prof. Ingrid Sørensen", Naming.ASK, "Professor", "Fjordheim University"),
    Nameable(3, "Dana Okafor", Naming.NO, "SRE", "Fastly"),
    Nameable(4, "Will Long", Naming.ASK),
    Nameable(5, "Jan van Dijk", Naming.ASK, "", "Kestrel"),
    Nameable(6, "山田太郎", Naming.NO, "editor", "Hon"),
    Nameable(7, "Ana Silva", Naming.YES),
    Nameable(8, "Ana Ruiz", Naming.ASK, "Manager", "Nordlicht"),
    Nameable(10, "Ben Park", Naming.ASK, "Manager", "Oak"),
    Nameable(11, "Tom D'Arcy", Naming.ASK, "Nurse", "Pemberley"),
    Nameable(9, "Zoë O’Brien-Smith", Naming.ASK, "Designer", ""),
]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Priya knows the way", "Priya knows the way"),
        ("I met Dana Okafor there", "I met an SRE at Fastly there"),
        ("Dana’s team is small", "An SRE at Fastly’s team is small"),
        ("DANA said so. okafor agreed", "An SRE at Fastly said so. An SRE at Fastly agreed"),
        ("ask dana again", "ask an SRE at Fastly again"),
        (
            "Prof. Sorensen, and Ingrid",
            "A Professor at Fjordheim University, and a Professor at Fjordheim University",
        ),
        ("I will wait long", "I will wait long"),
        ("Then Will said", "Then someone said"),
        ("will long helped", "Someone helped"),
        ("with jan van dijk in Jan", "with someone at Kestrel in someone at Kestrel"),
        ("Talk to 山田太郎さん soon", "Talk to an editor at Honさん soon"),
        ("Ana called", "Someone called"),
        ("Ana Silva called", "Ana Silva called"),
        ("Ana Ruiz called", "A Manager at Nordlicht called"),
        ("Zoe OBrien and zoë o'brien-smith", "A Designer and a Designer"),
        ("ask O’Brien or obrien and D'Arcy", "ask a Designer or a Designer and a Nurse at Pemberley"),
        ("ask Tom D'Arcy and darcy", "ask a Nurse at Pemberley and a Nurse at Pemberley"),
        ("the van Dijk report, from a park", "the someone at Kestrel report, from a park"),
        ("how it went with Ben, in the park", "how it went with a Manager at Oak, in the park"),
        ("danaher banana", "danaher banana"),
        ("Da\u200bna", "An SRE at Fastly"),
        ("Zoe\u0308 drew", "A Designer drew"),
    ],
)
def test_names_are_hidden_where_they_may_not_appear(text: str, hidden: str) -> None:
    assert Anonymiser(PEOPLE).text(text) == hidden


def test_about_a_person_a_first_name_means_them() -> None:
    names = Anonymiser(PEOPLE)
    assert names.text("Ana and Dana talked", about=7) == "Ana and an SRE at Fastly talked"
    assert names.text("Ana left", about=8) == "The Manager left"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("write to dana.okafor@fastly.example now", "write to [address left out] now"),
        ("call +41 79 123 45 67 or (030) 1234-5678", "call [number left out] or [number left out]"),
        ("on 2026-11-20 at 12:30, 400 people, 1 000 000", "on 2026-11-20 at 12:30, 400 people, 1 000 000"),
        ("see https://people.example/dana?x=1 for it", "see [link left out] for it"),
        ("see people.example/priya/ for it", "see [link left out] for it"),
        ("https://blog.example/ebpf", "https://blog.example/ebpf"),
        ("https://blog.example/dana-okafor", "[link left out]"),
    ],
)
def test_contact_details_are_left_out(text: str, clean: str) -> None:
    links = ["https://people.example/dana?x=1", "www.people.example/priya"]
    assert Anonymiser(PEOPLE, links=links).text(text) == clean


def test_what_was_found_is_listed_and_may_be_kept() -> None:
    names = Anonymiser(PEOPLE)
    names.text("Ingrid, Ingrid and Priya met Dana and Dana Okafor")
    found = {one.words: one for one in names.names()}
    assert [(one.words, one.count, one.hidden, one.fixed) for one in names.names()] == [
        ("Dana", 1, True, False),
        ("Dana Okafor", 1, True, True),
        ("Ingrid", 2, True, False),
        ("Priya", 1, False, False),
    ]
    assert found["Ingrid"].who == "Prof. Ingrid Sørensen"

    keep = {found["Ingrid"].key, found["Dana Okafor"].key}
    kept = Anonymiser(PEOPLE, keep=keep)
    assert kept.text("Ingrid met Dana Okafor") == "Ingrid met an SRE at Fastly"


@pytest.mark.parametrize(
    ("title", "company", "words"),
    [
        ("SRE", "Fastly", "an SRE at Fastly"),
        ("Engineer", "", "an Engineer"),
        ("User researcher", "X", "a User researcher at X"),
        ("CTO", "", "a CTO"),
        ("", "ETH", "someone at ETH"),
        ("", "", "someone"),
    ],
)
def test_a_person_is_described_by_what_they_do(title: str, company: str, words: str) -> None:
    assert described(title, company) == words
    assert article("") == "a"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["Dana", "Okafor", "dana okafor", " ", "."])))
)
def test_people_who_refused_are_in_no_text(parts: list[str]) -> None:
    hidden = fold(Anonymiser(PEOPLE).text("".join(parts)))
    words = "".join(ch if unicodedata.category(ch)[0] in "LM" else " " for ch in hidden).split()
    assert "okafor" not in words
    assert "dana" not in words
