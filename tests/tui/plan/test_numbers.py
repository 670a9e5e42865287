"""Numbers as they are typed into the forms of the plan."""

from collections.abc import Callable

import pytest

from netui.domain.errors import InvalidValueError
from netui.tui.plan.brand_words import check_limit
from netui.tui.sections.answers import number


@pytest.mark.parametrize("check", [number(1, 9), check_limit])
def test_one_too_long_to_read_is_refused(check: Callable[[str], str]) -> None:
    with pytest.raises(InvalidValueError, match="a whole number from 1"):
        check("9" * 5000)
