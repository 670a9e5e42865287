"""The network as services see it: the groups of the store, what may leave it, a note about someone."""

from pathlib import Path

import pytest

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.network.network import Grouping
from netui.domain.people.contact import Naming, Stage
from netui.domain.plan.group import Group
from netui.notes.template_folder import TemplateFolder
from netui.services.network.network import NetworkService, PublishedCount
from netui.services.notes.composing import NoteComposer
from tests.factories import make_contact
from tests.fakes import NOON
from tests.services.conftest import Core


@pytest.fixture
def network(core: Core) -> NetworkService:
    core.store.seed(
        make_contact(id=1, name="Ana Ruiz", company="Nordlicht", naming=Naming.YES),
        make_contact(id=2, name="Dana Okafor", company="Fastly", stage=Stage.POTENTIAL),
        make_contact(id=3, name="Old Friend", archived_at=NOON),
        Group(id=9, uid="u", name="Rust meetup", contact_ids=(1, 2, 3)),
    )
    return NetworkService(core.store, core.present, writers={".svg": repr})


def test_groups_of_the_store_lead_to_people_and_put_them_together(network: NetworkService) -> None:
    assert [step.row.name for step in network.source().path_to(2)] == ["Ana Ruiz", "Dana Okafor"]
    found = network.source().clusters(Grouping.GROUP)
    assert [(one.name, one.size) for one in found] == [("Rust meetup", 2)]


def test_what_goes_into_a_file_is_counted_and_anonymous(network: NetworkService, tmp_path: Path) -> None:
    source = network.source()
    assert network.counts(source, source.clusters(Grouping.COMPANY)) == PublishedCount(1, 1, 2)
    published = network.published(source, Grouping.GROUP, path_to=2)
    assert [row.name for row in published.rows] == ["Ana Ruiz", "a person at Fastly"]
    assert [why for _, why in published.path] == ["you know each other", "both in Rust meetup"]
    for name, words in (("map.png", "no known ending"), ("map", "no known ending")):
        with pytest.raises(InvalidValueError, match=words):
            network.check_target(tmp_path / name)
    (tmp_path / "x.svg").mkdir()
    with pytest.raises(InvalidValueError, match="is a folder"):
        network.check_target(tmp_path / "x.svg")


def test_asking_for_an_introduction_names_the_person_one_wants_to_meet(
    core: Core, network: NetworkService
) -> None:
    composer = NoteComposer(core.store, core.present, TemplateFolder(None), lambda: Config(name="Jo"))
    note = composer.compose(1, "ask-introduction", about_id=2)
    assert (note.to, note.about_id) == ("Ana Ruiz", 2)
    assert note.subject == "Would you introduce me to Dana Okafor?"
    assert "Dana Okafor at Fastly" in note.body
