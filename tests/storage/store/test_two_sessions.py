"""Two sessions on one store: what one has not read yet of the other is kept, or shown."""

from pathlib import Path

from netui.domain.plan.strategy import Strategy, StrategyState
from netui.domain.values import replace
from netui.services.ports import Change
from tests.factories import make_group
from tests.storage.opened import opened
from tests.tui.services_builder import build


def test_a_change_is_announced_with_what_another_session_had_made_of_it(tmp_path: Path) -> None:
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    group = build(here).groups.add(make_group(name="Rust Club", notes="first"))
    there.catch_up()
    build(there).groups.edit(replace(group, notes="theirs"), group)
    changes: list[Change] = []
    here.subscribe(changes.append)
    build(here).groups.edit(replace(group, notes="mine"), group)
    assert [one.overtaken for one in changes] == ["", "the notes had become theirs"]
    assert here.history()[0].label == "Change group: Rust Club (meanwhile the notes had become theirs)"
    here.close()
    there.close()


def test_a_key_leaves_a_text_that_this_session_has_not_read_yet(tmp_path: Path) -> None:
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    strategies = build(here).strategies
    base = strategies.add(Strategy(id=0, uid="", title="Meetups", why="first"))
    there.catch_up()
    build(there).strategies.edit(replace(base, why="theirs"), base)
    judged = strategies.judge(base.id, StrategyState.DROPPED)
    assert (judged.why, judged.state) == ("theirs", StrategyState.DROPPED)
    here.close()
    there.close()
