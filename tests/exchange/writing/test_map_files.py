"""The map as a file: well-formed, harmless, no one named who did not agree, written as a whole or not."""

import re
import stat
from datetime import UTC, date
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from msgspec.structs import asdict

from netui.domain.errors import NetuiError
from netui.domain.network.network import Grouping
from netui.domain.people.contact import Contact, Naming, Stage
from netui.domain.time.dates import full_day
from netui.exchange.writing.map_files import MAP_WRITERS
from netui.exchange.writing.page import DAY, NIGHT, PRINT
from netui.services.network.network import NetworkService, NetworkSource, PublishedMap
from netui.services.present import Present
from netui.user_file import write_text
from tests.factories import HOSTILE, TODAY, hostile_contact, make_contact
from tests.fakes import FakeClock, InMemoryStore


def published(*people: Contact, grouping: Grouping = Grouping.COMPANY, to: int | None = None) -> PublishedMap:
    store = InMemoryStore()
    store.seed(*people)
    network = NetworkService(store, Present(FakeClock(), UTC))
    return network.published(network.source(), grouping, path_to=to)


PEOPLE = (
    make_contact(id=1, name="Ana Ruiz", company="Fastly", naming=Naming.YES, emails=("ana@example.org",)),
    make_contact(id=2, name="Ben Ito", company="Stripe", introduced_by=1, phones=("+41 1",)),
    make_contact(id=3, name="Dana Okafor", company="Fastly", naming=Naming.NO, stage=Stage.POTENTIAL),
)


@pytest.mark.parametrize("suffix", list(MAP_WRITERS))
@pytest.mark.parametrize("grouping", list(Grouping))
def test_only_who_agreed_is_named(suffix: str, grouping: Grouping) -> None:
    text = MAP_WRITERS[suffix](published(*PEOPLE, grouping=grouping, to=3))
    assert "Ana Ruiz" in text
    for secret in ("Ben", "Dana", "Ito", "Okafor", "example.org", "+41"):
        assert secret not in text


@pytest.mark.parametrize("suffix", list(MAP_WRITERS))
def test_hostile_text_stays_text(suffix: str) -> None:
    people = [
        make_contact(id=10 + n, name=text[:300], company=text[:300], naming=Naming.YES)
        for n, text in enumerate(HOSTILE.values())
    ]
    text = MAP_WRITERS[suffix](published(*people, hostile_contact(id=99, naming=Naming.YES)))
    assert "<script" not in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    if suffix != ".html":
        ET.fromstring(text)


def test_the_page_needs_nothing_and_fetches_nothing() -> None:
    page = MAP_WRITERS[".html"](published(*PEOPLE))
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert f"{full_day(TODAY)} · 3 people · 2 known, 1 to meet · by" in page
    assert not re.search(r"(src|href)\s*=|url\(|@import", page)
    used = set(re.findall(r"#[0-9a-f]{3,8}\b", page, re.IGNORECASE))
    assert used
    assert used <= {colour for page in (DAY, NIGHT, PRINT) for colour in asdict(page).values()}


def test_graphml_is_read_by_networkx() -> None:
    graph = nx.parse_graphml(MAP_WRITERS[".graphml"](published(*PEOPLE)))
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert labels == {"me", "Fastly", "Stripe", "Ana Ruiz", "a person at Stripe", "a person at Fastly"}
    kinds = sorted(data["kind"] for *_, data in graph.edges(data=True))
    assert kinds == ["company", "company", "company", "introduction", "knows", "knows"]


def test_a_large_map_is_grouped_and_counted() -> None:
    people = [make_contact(name=f"Person {n}", company=f"Firm {n % 30}") for n in range(1_000)]
    svg = MAP_WRITERS[".svg"](published(*people))
    assert "1,000 people, 150 shown, 1,000 known, 0 to meet" in svg
    assert svg.count("<circle") == 151


def test_a_source_is_pure() -> None:
    source = NetworkSource((), date(2026, 11, 20))
    assert source.clusters(Grouping.TAG) == []
    assert source.path_to(1) == ()


def test_files_are_private_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    target.write_text("old")
    target.chmod(0o644)
    write_text(target, "new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(NetuiError, match="choose another file or folder"):
        write_text(tmp_path / "no" / "map.svg", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]
