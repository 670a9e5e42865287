"""A person deleted by another session while someone writes to them: the screen leaves, the words stay."""

from pathlib import Path

from tests.faults.programs import demo_store, press, program
from tests.storage.opened import opened


def test_a_note_to_someone_deleted_elsewhere_is_left_and_its_words_are_kept(tmp_path: Path) -> None:
    place = demo_store(tmp_path / "store")
    with program(place) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("n", "Subject"), ("qzjword", "qzjword"))
        other = opened(place)
        first = min(other.contacts.rows(), key=lambda row: row.name.casefold())
        with other.transaction("Delete someone"):
            other.contacts.remove(first.id)
        running.wait_for("was deleted in another session")
        running.send("zz\x11")
        running.wait_exit()
    (key,) = other.drafts.orphans()
    assert key.startswith(f"note:{first.id}:")
    assert "qzjword" in (other.drafts.load(key) or "")
    other.close()
    assert running.exit_code == 0


def test_a_question_about_someone_deleted_elsewhere_is_left_and_its_words_come_back(tmp_path: Path) -> None:
    place = demo_store(tmp_path / "store")
    other = opened(place)
    first = min(other.contacts.rows(), key=lambda row: row.name.casefold())
    with program(place) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("l", "Log with"), ("qzjword", "qzjword"))
        with other.transaction("Delete someone"):
            other.contacts.remove(first.id)
        running.wait_for("was deleted in another session")
        running.send("\x11")
        running.wait_exit()
    (key,) = other.drafts.orphans()
    assert key.startswith(f"ask:{first.id}:Log with ")
    other.undo(other.seq)
    other.close()
    with program(place) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), ("l", "qzjword"))
        running.send("\x1b\x11")
        running.wait_exit()
