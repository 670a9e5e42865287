from pathlib import Path

import pytest

from netui.data.loading import load_checklists, load_questions
from netui.domain.errors import ConfigError
from netui.domain.interviews.interview import Medium
from netui.domain.interviews.preparation import THEMES, Seen, by_theme, checklist_for, theme_title


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_bank_holds_open_questions_on_every_theme() -> None:
    questions = load_questions()
    assert len(questions) >= 70
    assert len({q.id for q in questions}) == len(questions)
    assert len({q.text for q in questions}) == len(questions)
    assert list(by_theme(questions)) == list(THEMES)
    assert all(len(those) >= 8 for those in by_theme(questions).values())
    assert all(question.text.endswith("?") for question in questions)


def test_no_slug_of_the_bank_is_used_twice_in_two_themes() -> None:
    text = Path(__file__).parents[2].joinpath("netui/data/questions.toml").read_text(encoding="utf-8")
    slugs = [line.split(" = ")[0] for line in text.splitlines() if ' = "' in line and line[0] != "#"]
    assert len(slugs) == len(set(slugs)) == len(load_questions())


def test_own_questions_are_added_and_replace_by_slug(tmp_path: Path) -> None:
    own = write(tmp_path, '[advice]\nin-my-place = "And you?"\n[my-theme]\nown-one = "  What   else?  "\n')
    found = {question.id: question for question in load_questions(own)}
    assert found["in-my-place"].text == "And you?"
    assert (found["own-one"].text, found["own-one"].theme) == ("What else?", "my-theme")
    assert len(found) == len(load_questions()) + 1
    assert theme_title("my-theme") == "My theme"
    assert list(by_theme(found.values()))[-1] == "my-theme"


def test_a_file_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert load_questions(tmp_path / "none.toml") == load_questions()
    assert load_checklists(tmp_path / "none.toml") == load_checklists()


def test_every_medium_has_its_checklist() -> None:
    checklists = load_checklists()
    for medium in Medium:
        found = checklist_for(medium, checklists)
        assert found is not None
        assert found.medium is medium
        assert any("{person}" in item.text for item in found.items)
        assert any("{company}" in item.text for item in found.items)
        assert all(item.days_before >= 0 for item in found.items)


def test_every_checklist_knows_what_ticks_its_goal_its_questions_and_its_pitch() -> None:
    for checklist in load_checklists():
        ticked = {item.ticked_by: item.text for item in checklist.items if item.ticked_by is not None}
        aloud = checklist.medium is not Medium.CHAT
        assert ticked.keys() == (set(Seen) if aloud else {Seen.GOAL, Seen.QUESTIONS})
        assert "aloud" in ticked.get(Seen.REHEARSAL, "") or not aloud
        assert "goal" in ticked[Seen.GOAL]
        assert "questions" in ticked[Seen.QUESTIONS]


def test_own_checklist_comes_first_for_its_medium(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        '[[checklist]]\nname = "mine"\nmedium = "video"\nitems = [{ text = "Breathe" }]\n'
        '[[checklist]]\nname = "phone"\ntitle = "Ring"\nmedium = "phone"\n'
        'items = [{ text = "Ring {person}", days_before = 0 }]\n',
    )
    checklists = load_checklists(own)
    mine = checklist_for(Medium.VIDEO, checklists)
    phone = checklist_for(Medium.PHONE, checklists)
    assert mine is not None
    assert (mine.name, mine.title, mine.items[0].days_before) == ("mine", "mine", 0)
    assert phone is not None
    assert phone.title == "Ring"
    assert len(checklists) == len(load_checklists()) + 1
    assert checklist_for(Medium.CHAT, ()) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[advice\n", "line 1 isn't valid TOML"),
        ('advice = "x"\n', "line 1: “advice” has to be a theme"),
        ("[advice]\nnext = 3\n", "line 2: [advice] next"),
        ('[advice]\nnext = " "\n', "[advice] next"),
    ],
)
def test_bad_questions_are_named_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    own = write(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load_questions(own)
    assert says in str(error.value)
    assert str(own) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("= 1\n", "line 1 isn't valid TOML"),
        ("[list]\n", "“list” is unknown"),
        ('checklist = "x"\n', "[[checklist]]"),
        ("checklist = [1]\n", "checklist 1"),
        ('[[checklist]]\nitems = [{ text = "a" }]\n', "name"),
        ('[[checklist]]\nname = "a"\n', "items"),
        ('[[checklist]]\nname = "a"\ncolour = 1\n', "“colour” is unknown"),
        ('[[checklist]]\nname = "a"\nmedium = "smoke"\nitems = [{ text = "a" }]\n', "smoke"),
        ('[[checklist]]\nname = "a"\nmedium = 3\nitems = [{ text = "a" }]\n', "medium"),
        ('[[checklist]]\nname = "a"\nitems = ["a"]\n', "item 1"),
        ('[[checklist]]\nname = "a"\nitems = [{ text = "" }]\n', "text"),
        ('[[checklist]]\nname = "a"\nitems = [{ text = "a", when = 1 }]\n', "“when” is unknown"),
        ('[[checklist]]\nname = "a"\nitems = [{ text = "a", days_before = -1 }]\n', "days_before"),
        ('[[checklist]]\nname = "a"\nitems = [{ text = "a", days_before = true }]\n', "days_before"),
        (
            '[[checklist]]\nname = "a"\nitems = [{ text = "a", ticked_by = "me" }]\n',
            '"goal" or "questions" or "rehearsal"',
        ),
        ('[[checklist]]\nname = "a"\nitems = [{ text = "a", ticked_by = [] }]\n', "ticked_by"),
    ],
)
def test_bad_checklists_are_named_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    own = write(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load_checklists(own)
    assert says in str(error.value)
    assert str(own) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="line 1 isn't UTF-8"):
        load_checklists(own)
    with pytest.raises(ConfigError, match="it is a folder"):
        load_questions(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(b'\xef\xbb\xbf[advice]\nnext-one = "And then?"\n')
    assert load_questions(own)[-1].text == "And then?"
