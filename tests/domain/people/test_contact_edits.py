"""Two edits of one contact: jobs and own fields meet part by part, and what clashes is reported."""

import pytest

from netui.domain.people.contact import Contact, Position
from netui.domain.people.contact_edits import meet, overtaken_by
from netui.domain.people.fields import contact_field
from netui.domain.values import replace
from tests.factories import make_contact

CTO = Position("CTO", "Fastly", "2020")
DEV = Position("Dev", "Acme", "2015", "2019")
SRE = Position("SRE", "Akamai")
ENDED = replace(CTO, until="2026-11")
BASE = make_contact(positions=(CTO, DEV), custom={"Chess": "1900", "Pet": "cat"})


class NoNames:
    """Knows no one."""

    def name_of(self, contact_id: int) -> str:
        """Return a person's name."""
        return f"#{contact_id}"


def jobs(*positions: Position) -> Contact:
    return replace(BASE, positions=positions)


def typed(name: str, text: str, contact: Contact = BASE) -> Contact:
    return contact_field(name).with_value(contact, text)


def clashes(mine: Contact, theirs: Contact, base: Contact = BASE) -> str:
    return overtaken_by(base, mine, theirs, NoNames())


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (typed("company", "Akamai"), typed("title", "VP"), (Position("VP", "Akamai", "2020"), DEV)),
        (typed("title", "VP"), jobs(CTO, DEV, SRE), (Position("VP", "Fastly", "2020"), DEV, SRE)),
        (typed("title", "VP"), jobs(DEV, CTO), (DEV, Position("VP", "Fastly", "2020"))),
        (jobs(SRE, ENDED, DEV), typed("title", "VP"), (SRE, replace(ENDED, title="VP"), DEV)),
        (typed("title", "VP"), jobs(SRE, ENDED, DEV), (SRE, replace(ENDED, title="VP"), DEV)),
        (jobs(CTO), jobs(replace(CTO, since="2021"), DEV), (replace(CTO, since="2021"),)),
        (jobs(SRE, ENDED, DEV), jobs(SRE, ENDED, DEV), (SRE, ENDED, DEV)),
        (jobs(DEV, CTO), jobs(replace(CTO, since="2021"), DEV), (DEV, replace(CTO, since="2021"))),
        (typed("title", ""), typed("company", ""), (Position(since="2020"), DEV)[1:]),
        (jobs(CTO, DEV, SRE), jobs(DEV), (DEV, SRE)),
    ],
)
def test_parts_of_jobs_meet(mine: Contact, theirs: Contact, both: tuple[Position, ...]) -> None:
    assert meet(BASE, mine, theirs).positions == both
    assert not clashes(mine, theirs)


def test_a_first_title_and_a_first_company_are_one_job() -> None:
    base = make_contact()
    mine, theirs = typed("company", "Akamai", base), typed("title", "VP", base)
    assert meet(base, mine, theirs).positions == (Position("VP", "Akamai"),)
    assert not clashes(mine, theirs, base)


def test_the_later_of_two_titles_stays_and_the_other_is_reported() -> None:
    mine, theirs = typed("title", "Director"), typed("title", "VP", typed("company", "Akamai"))
    assert meet(BASE, mine, theirs).positions == (Position("Director", "Akamai", "2020"), DEV)
    assert clashes(mine, theirs) == "the title had become VP"


def test_a_clash_in_other_parts_of_jobs_is_reported_as_positions() -> None:
    mine, theirs = jobs(replace(CTO, since="2018"), DEV), jobs(replace(CTO, since="2021"), DEV)
    assert meet(BASE, mine, theirs) == mine
    assert clashes(mine, theirs) == "the positions had become CTO @ Fastly (2021 to now); Dev @ Acme …"


def test_own_fields_meet_one_by_one() -> None:
    mine = replace(BASE, custom={"Chess": "2000", "Pet": "cat", "Shoe": "42"})
    theirs = replace(BASE, custom={"Chess": "1950", "Tea": "green"})
    assert meet(BASE, mine, theirs).custom == {"Chess": "2000", "Tea": "green", "Shoe": "42"}
    assert clashes(mine, theirs) == "“Chess” had become 1950"
