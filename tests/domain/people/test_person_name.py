"""The parts of a person's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netui.domain.people.contact import first_name
from netui.domain.people.person_name import PersonName, name_key, parse_name, shorter, written_parts


@pytest.mark.parametrize(
    ("name", "title", "given_name", "family", "behind", "greeting"),
    [
        ("Dana Okafor", "", "Dana", "Okafor", "", "Dana"),
        ("Okafor, Dana", "", "Dana", "Okafor", "", "Dana"),
        ("van der Berg, Piet", "", "Piet", "van der Berg", "", "Piet"),
        ("Dr. med. Eva Lind", "Dr. med.", "Eva", "Lind", "", "Eva"),
        ("Dr. rer. nat. Ingo Ewald", "Dr. rer. nat.", "Ingo", "Ewald", "", "Ingo"),
        ("Prof. Dr. Anna-Lena Müller", "Prof. Dr.", "Anna-Lena", "Müller", "", "Anna-Lena"),
        ("Müller, Dr. Anna", "Dr.", "Anna", "Müller", "", "Anna"),
        ("⭐ Bob Ray", "", "Bob", "Ray", "", "Bob"),
        ("Bob Ray 🚀 (he/him)", "", "Bob", "Ray", "", "Bob"),
        ('Bob "Bobby" Ray', "", "Bob", "Ray", "", "Bob"),
        ("Tom Weiss, PhD", "", "Tom", "Weiss", "PhD", "Tom"),
        ("Weiss, Tom, PhD, MBA", "", "Tom", "Weiss", "PhD, MBA", "Tom"),
        ("Sammy Davis Jr.", "", "Sammy", "Davis", "Jr.", "Sammy"),
        ("Henry Ford II", "", "Henry", "Ford", "II", "Henry"),
        ("Jack Yun Ma", "", "Jack Yun", "Ma", "", "Jack"),
        ("Ludwig van Beethoven", "", "Ludwig", "van Beethoven", "", "Ludwig"),
        ("Maria del Mar Lopez", "", "Maria", "del Mar Lopez", "", "Maria"),
        ("PhD Tom", "PhD", "Tom", "", "", "Tom"),
        ("MBA Ken Lee", "MBA", "Ken", "Lee", "", "Ken"),
        ("Ph.D. Dr. Eva Lind", "Ph.D. Dr.", "Eva", "Lind", "", "Eva"),
        ("JD Vance", "", "JD", "Vance", "", "JD"),
        ("Sean O’Neil", "", "Sean", "O’Neil", "", "Sean"),
        ("Priya", "", "Priya", "", "", "Priya"),
        ("Dr. Müller", "Dr.", "", "Müller", "", ""),
        ("J. R. Tolkien", "", "J. R.", "Tolkien", "", ""),
        ("J.R.R. Tolkien", "", "J.R.R.", "Tolkien", "", ""),
        ("J.-P. Sartre", "", "J.-P.", "Sartre", "", ""),
        ("@dana", "", "@dana", "", "", ""),
        ("dana@x.example", "", "dana@x.example", "", "", ""),
        ("Smith & Co", "", "Smith &", "Co", "", ""),
        ("J. Ronald Tolkien", "", "J. Ronald", "Tolkien", "", "Ronald"),
        ("佐々木 歩美", "", "佐々木 歩美", "", "", "佐々木 歩美"),
        ("⭐", "", "", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_a_name_has_parts(
    name: str, title: str, given_name: str, family: str, behind: str, greeting: str
) -> None:
    parts = parse_name(name)
    assert parts == PersonName(title, given_name, family, behind)
    assert parts.greeting == greeting
    assert first_name(name) == (greeting or name)


@pytest.mark.parametrize(
    ("name", "shorter_ones"),
    [
        ("Prof. Ingrid Sørensen", ["Ingrid Sørensen", "Ingrid S."]),
        ("van der Berg, Piet", ["Piet van der Berg", "Piet B."]),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven", "Ludwig B."]),
        ("佐々木 歩美", []),
        ("Madonna", []),
    ],
)
def test_a_long_name_has_shorter_ones(name: str, shorter_ones: list[str]) -> None:
    assert list(shorter(name)) == [name, *shorter_ones]


def test_spellings_of_one_name_share_a_key() -> None:
    spellings = (
        "Dana Okafor",
        "Okafor, Dana",
        "Dr. Dana Okafor",
        "dana OKAFOR, PhD",
        "⭐ Dana Okafor",
        "PhD Dana Okafor",
    )
    assert {name_key(name) for name in spellings} == {"dana okafor"}
    assert name_key("Sean O'Neil") == name_key("Sean O’Neil") == name_key("SEAN ONEIL")
    assert name_key("Sean O´Neil") == "sean oneil"
    assert name_key("Anna‑Lena Müller") == name_key("Anna Lena Muller")
    assert name_key("⭐") == "⭐"


@given(st.text())
def test_no_letter_of_a_name_is_lost_but_in_brackets(name: str) -> None:
    parts = parse_name(name)
    together = f"{parts.title}{parts.given}{parts.family}{parts.behind}"
    if not set(name) & set('()[]{}"“”«»„,'):
        letters = sorted(ch for ch in name if ch.isalnum())
        assert sorted(ch for ch in together if ch.isalnum()) == letters


@given(st.text("aB ,.()“”🎉漢-", max_size=30))
def test_written_parts_hold_all_of_a_name_or_are_the_plain_parts(name: str) -> None:
    parts = written_parts(name)
    words = f"{parts.title} {parts.given} {parts.family} {parts.behind}".replace(",", " ").split()
    whole = sorted(words) == sorted(name.replace(",", " ").split())
    assert whole or parts == parse_name(name)
