"""Checking many documents at once says the same as reading each as an entity."""

from typing import Any

import pytest
from msgspec import Raw

from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction
from netui.storage.base.registry import KINDS
from netui.storage.changes.changes import other_than
from netui.storage.changes.documents import Check, Reader, UndecodableError

GOOD = b'{"contact_ids":[1],"kind":"call","on":"2026-01-02","uid":"a"}'


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        (Interaction, GOOD),
        (Interaction, GOOD.replace(b'"call"', b"7")),
        (Interaction, GOOD.replace(b'"call"', b'"shout"')),
        (Interaction, GOOD.replace(b"2026-01-02", b"2026-13-02")),
        (Interaction, GOOD.replace(b"[1]", b'["1"]')),
        (Interaction, GOOD.replace(b"{", b'{"unheard_of":{"of":[1]},')),
        (Interaction, GOOD.replace(b"{", b'{"at":null,')),
        (Interaction, GOOD.replace(b"{", b'{"real":1,')),
        (Interaction, GOOD.replace(b'"uid":"a"', b'"uid":"\xff"')),
        (Interaction, b"{}"),
        (Interaction, b"[]"),
        (Contact, b'{"birthday":"1990-05-01","name":"Ana","uid":"a"}'),
        (Contact, b'{"birthday":"soon","name":"Ana","uid":"a"}'),
        (Contact, b'{"cadence":{"count":0,"unit":"week"},"name":"Ana","uid":"a"}'),
    ],
)
def test_a_check_says_what_reading_says(kind: type, document: bytes) -> None:
    reader: Reader[Any] = Reader(kind)
    try:
        reader.read(1, Raw(document))
        good = True
    except UndecodableError:
        good = False
    assert (Check(kind).records([Raw(document)]) is not None) is good


def test_a_document_that_says_its_id_is_left_to_the_reader() -> None:
    says_its_id = Raw(GOOD.replace(b"{", b'{"id":1,'))
    assert Check(Interaction).records([Raw(GOOD), says_its_id]) is None


def test_every_kind_can_be_checked_and_has_no_rules_beyond_its_types() -> None:
    for kind in KINDS:
        assert Check(kind.entity).records([]) == []
        assert not hasattr(kind.entity, "__post_init__"), "a check doesn't run it"


def test_documents_are_compared_by_id() -> None:
    documents = {1: Raw(b"{}"), 2: Raw(GOOD), 3: Raw(b"{}")}
    assert other_than(documents, {3: Raw(b"{}"), 2: Raw(b"{}"), 4: Raw(b"{}")}) == [1, 2]
