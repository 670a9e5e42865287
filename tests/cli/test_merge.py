"""Two records of one person are made one on the command line, or remembered as two people."""

from tests.cli.conftest import Netui


def twice(netui: Netui) -> None:
    netui("add", "Tom Weiss", "--location", "Bern", "--tag", "compilers", "--email", "tom@eth.example")
    netui("add", "T. Weiss", "--location", "Basel", "--email", "tom@eth.example")


def test_two_become_one_and_undo_makes_two_of_them_again(netui: Netui) -> None:
    twice(netui)
    netui("log", "T. Weiss", "coffee", "--on", "2026-11-02")
    one = netui.json("merge", "Tom Weiss", "T. Weiss", "--keep", "location=a")
    assert (one["name"], one["location"], one["tags"]) == ("Tom Weiss", "Bern", ["compilers"])
    assert one["last_contact_on"] == "2026-11-02"
    assert [each["name"] for each in netui.json("list")] == ["Tom Weiss"]
    netui("undo")
    assert len(netui.json("list")) == 2


def test_the_words_say_whose_value_stays(netui: Netui) -> None:
    twice(netui)
    done = netui("merge", "Tom Weiss", "T. Weiss", "--keep", "location=B")
    assert done.lines[0] == "Merged T. Weiss into Tom Weiss. `netui undo` makes two of them again"
    assert "  Location: Basel, not Bern" in done.lines


def test_a_merge_names_both_as_they_were_called(netui: Netui) -> None:
    netui("add", "lena")
    netui("add", "Lena Brandt")
    done = netui("merge", "lena", "Lena Brandt", "--keep", "name=B")
    assert done.lines[0] == "Merged Lena Brandt into lena. `netui undo` makes two of them again"
    assert "  Name: Lena Brandt, not lena" in done.lines


def test_without_names_the_pairs_are_listed_until_they_are_two_people(netui: Netui) -> None:
    twice(netui)
    (pair,) = netui.json("merge")
    assert {pair["one"]["name"], pair["other"]["name"]} == {"Tom Weiss", "T. Weiss"}
    assert "T. Weiss" in netui("merge", "--read-only").out
    netui("merge", "Tom Weiss", "T. Weiss", "--two-people")
    assert netui("merge").err == "No one is here twice, as far as netui can tell.\n"
    assert len(netui.json("list")) == 2


def test_what_cannot_be_chosen_is_refused_and_nothing_merged(netui: Netui) -> None:
    twice(netui)
    both = ("merge", "Tom Weiss", "T. Weiss", "--keep")
    assert "write --keep FIELD=A" in netui(*both, "location", code=2).err
    assert "write --keep FIELD=A" in netui(*both, "location=c", code=2).err
    assert "nothing to choose for locaton; did you mean location?" in netui(*both, "locaton=A", code=2).err
    assert "needs two people" in netui("merge", "Tom Weiss", code=2).err
    assert "needs two people" in netui("merge", "Tom Weiss", "Tom Weiss", code=2).err
    netui("merge", "Tom Weiss", "Zoe", code=3)
    assert len(netui.json("list")) == 2
