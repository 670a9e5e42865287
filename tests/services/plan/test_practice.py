"""Practice and ratings over time."""

from datetime import date, timedelta

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.plan.practice import Practice, PracticeKind, trend
from netui.services.plan.practice import PracticeService
from tests.factories import TODAY
from tests.services.conftest import Core


def made(**over: object) -> Practice:
    values: dict[str, object] = {"id": 0, "uid": "", "kind": PracticeKind.PITCH, "on": TODAY}
    return Practice(**{**values, **over})  # type: ignore[arg-type]


def test_ratings_run_from_the_oldest(core: Core) -> None:
    practice = PracticeService(core.store, core.present)
    practice.add(made(confidence=4))
    practice.add(made(on=TODAY - timedelta(days=30), confidence=2, visibility=1, text=" aloud "))
    practice.add(made(text="no rating"))

    found = practice.ratings()
    assert found.confidence == ((date(2026, 10, 21), 2), (TODAY, 4))
    assert trend(found.confidence) == "4, up from 2"
    assert trend(found.visibility) == "1"
    assert [one.text for one in practice.list()] == ["no rating", "", "aloud"]


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"confidence": 6}, "from 1"),
        ({"visibility": 0}, "from 1"),
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
        ({"minutes": 0}, "1 to 480"),
        ({"minutes": 481}, "1 to 480"),
        ({"kind": PracticeKind.RATING, "text": "x"}, "rate your confidence"),
    ],
)
def test_what_cannot_be_is_refused(core: Core, over: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidValueError, match=words):
        PracticeService(core.store, core.present).add(made(**over))
    assert core.store.history() == []
