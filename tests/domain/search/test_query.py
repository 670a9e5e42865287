"""The query language of the contact list."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, ContactRow, Role, Stage
from netui.domain.search.haystack import haystack
from netui.domain.search.query import Query, Token, left_out_words, parse, tokens
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names, replace
from tests.factories import HOSTILE, TODAY, hostile_contact, make_contact
from tests.fakes import NOON


def row_of(contact: Contact) -> ContactRow:
    return ContactRow(**{name: getattr(contact, name) for name in field_names(ContactRow)})


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


PEOPLE = {
    person.name: person
    for person in (
        make_contact(
            name="Zoë Brânză",
            company="Stripe",
            title="Compiler Engineer",
            emails=("zoe@example.org",),
            location="Berlin, Germany",
            tags=("alumni", "Rust"),
            stage=Stage.ACTIVE,
            roles=(Role.MENTOR,),
            notes="Loves register allocation; call after 10:30, see http://example.org/talk",
            cadence=Cadence.parse("6 weeks"),
            last_contact_on=in_days(-91),
            next_due_on=in_days(-2),
            met_on=date(2025, 3, 14),
            birthday=PartialDate(2, 29),
        ),
        make_contact(
            name="Tom Weiss",
            company="Goldman Sachs",
            title="Analyst",
            phones=("+41 44",),
            location="Zürich",
            tags=("recruiter",),
            stage=Stage.CONNECTED,
            roles=(Role.RECRUITER, Role.FRIEND),
            cadence=Cadence.parse("monthly"),
            last_contact_on=in_days(-90),
            next_due_on=in_days(7),
            met_on=date(2025, 12, 31),
            snoozed_until=in_days(3),
        ),
        make_contact(
            name="Ana Ito",
            company="Acme",
            links=("https://example.org/ana",),
            stage=Stage.POTENTIAL,
            tags=("mentor",),
            next_due_on=TODAY,
            last_contact_on=TODAY,
            met_on=date(2024, 2, 29),
            notes="knows C++ and std::move",
        ),
        make_contact(name="Bo", stage=Stage.DORMANT, paused=True, next_due_on=in_days(2)),
        make_contact(name="Old Friend", company="Stripe", archived_at=NOON, paused=True),
    )
}
PEOPLE["Bo"] = replace(PEOPLE["Bo"], introduced_by=PEOPLE["Zoë Brânză"].id)
BY_ID = {person.id: person for person in PEOPLE.values()}
ROWS = [row_of(person) for person in PEOPLE.values()]
TEXTS = {person.id: haystack(person) for person in PEOPLE.values()}


def parsed(text: str) -> Query:
    return parse(text, TODAY, contact_of=BY_ID.get)


def found(text: str) -> str:
    """Return the first names found, after checking that one by one and all at once agree."""
    query = parsed(text)
    rows = query.select(ROWS, TEXTS)
    assert rows == [row for row in ROWS if query.matches(row, lambda row=row: TEXTS[row.id])]  # type: ignore[misc]
    return " ".join(row.name.split()[0] for row in rows)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "Zoë Tom Ana Bo"),
        ("   ", "Zoë Tom Ana Bo"),
        # words
        ("stripe", "Zoë"),
        ("STRIPE compiler", "Zoë"),
        ("compiler goldman", ""),
        ("zoe branza", "Zoë"),
        ("zürich", "Tom"),
        ("allocation", "Zoë"),
        ('"register allocation"', "Zoë"),
        ('"allocation register"', ""),
        ("allocation register", "Zoë"),
        ("-stripe", "Tom Ana Bo"),
        ('-"goldman sachs" -bo', "Zoë Ana"),
        ("Branza, Zoe", "Zoë"),
        # plain words with a colon
        ("10:30", "Zoë"),
        ("http://example.org/talk", "Zoë"),
        ("https://example.org/ana", "Ana"),
        ("std::move", "Ana"),
        # fields
        ("company:stripe", "Zoë"),
        ('company:"goldman sachs"', "Tom"),
        ("COMPANY:Gold", "Tom"),
        ("company:stripe,acme", "Zoë Ana"),
        ('company:"goldman sachs",acme', "Tom Ana"),
        ("-company:stripe,acme", "Tom Bo"),
        ("title:compiler", "Zoë"),
        ("name:zoe", "Zoë"),
        ("email:example.org", "Zoë"),
        ("in:berlin", "Zoë"),
        ("in:zurich", "Tom"),
        ("tag:alumni,mentor", "Zoë Ana"),
        ("tag:RUST", "Zoë"),
        ("tag:#rust", "Zoë"),
        ("tag:ru", ""),
        ("tag:ru*", "Zoë"),
        ("-tag:recruiter", "Zoë Ana Bo"),
        ("stage:active", "Zoë"),
        ("stage:act", "Zoë"),
        ("stage:active,dormant", "Zoë Bo"),
        ("role:mentor", "Zoë"),
        ("role:friend", "Tom"),
        ("by:zoe", "Bo"),
        ("by:tom", ""),
        # due
        ("due:<7d", "Zoë Tom Ana Bo"),
        ("due:<6d", "Zoë Ana Bo"),
        ("due:<1w", "Zoë Tom Ana Bo"),
        ("due:>2d", "Tom"),
        ("due:overdue", "Zoë"),
        ("due:today", "Ana"),
        ("due:week", "Zoë Ana Bo"),
        ("due:none", ""),
        ("due:2026-11-22", "Bo"),
        ("due:2026-11", "Zoë Tom Ana Bo"),
        ("is:due", "Zoë Ana"),
        ("is:overdue", "Zoë"),
        # last
        ("last:>90d", "Zoë"),
        ("last:<90d", "Tom Ana"),
        ("last:>3m", "Zoë"),
        ("last:never", "Bo"),
        ("last:today", "Ana"),
        ("last:2026", "Zoë Tom Ana"),
        # met
        ("met:2025", "Zoë Tom"),
        ("met:2025-03", "Zoë"),
        ("met:2025-12", "Tom"),
        ("met:2024-02-29", "Ana"),
        ("met:2023", ""),
        # has
        ("has:email", "Zoë"),
        ("has:emails", "Zoë"),
        ("has:phone", "Tom"),
        ("has:link", "Ana"),
        ("has:birthday", "Zoë"),
        ("has:cadence", "Zoë Tom"),
        ("has:tags", "Zoë Tom Ana"),
        ("has:notes", "Zoë Ana"),
        ("-has:company", "Bo"),
        ("has:introducer", "Bo"),
        # cadence
        ("every:6w", "Zoë"),
        ('every:"6 weeks"', "Zoë"),
        ("every:monthly", "Tom"),
        ("every:none", "Ana Bo"),
        ("every:>1m", "Zoë"),
        ("every:<6w", "Tom"),
        # is
        ("is:archived", "Old"),
        ("is:paused", "Bo"),
        ("is:paused is:archived", "Old"),
        ("is:archived,paused", "Bo Old"),
        ("-is:archived", "Zoë Tom Ana Bo"),
        ("is:snoozed", "Tom"),
        # or
        ("zoe or tom", "Zoë Tom"),
        ("zoe OR tom", "Zoë Tom"),
        ("stripe tag:rust or goldman -tag:recruiter", "Zoë"),
        ("stripe or is:archived", "Zoë Old"),
        ('"or"', "Zoë Ana"),
        ("or zoe or", "Zoë"),
        ("-tag:recruiter stage:potential", "Ana"),
    ],
)
def test_finds(text: str, names: str) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "company:",
        "-",
        "-tag:",
        'name:"',
        '"',
        "due:<",
        "last:>",
        "met:2",
        "met:202",
        "stage:",
        "foo:",
        "every:6",
        ",",
    ],
)
def test_what_is_not_finished_is_left_out(text: str) -> None:
    assert found(text) == found("")
    assert found(f"{text} or zoe" if text[-1] != '"' else text) in {found(""), "Zoë"}
    assert found(f"zoe {text}") == "Zoë"


def test_an_open_quote_reaches_to_the_end() -> None:
    assert found('"register all') == "Zoë"
    assert found('company:"goldman sa') == "Tom"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stage:foo", "potential, reached-out, connected, active, dormant"),
        ("role:boss", "mentor"),
        ("due:<x", "<7d"),
        ("due:<7zz", "<7d"),
        ("last:>3 months", "write it in one word: last:>3m"),
        ("last:>90 d", "write it in one word: last:>90d"),
        ("last:> 90d", "write it in one word: last:>90d"),
        ("ann tag: mentor", "write it in one word: tag:mentor"),
        ("-tag: mentor", "write it in one word: -tag:mentor"),
        ("stage=active", "write it in one word: stage:active"),
        ("due<7d", "write it in one word: due:<7d"),
        ("not bob", "to leave out what has “bob” write -bob"),
        ("zoe NOT bob", "to leave out what has “bob” write -bob"),
        ("not tag:x", "to leave out what has “tag:x” write -tag:x"),
        ("due: today", "write it in one word: due:today"),
        ("zoe In: berlin", "write it in one word: In:berlin"),
        ("-tag: alumni or zoe", "write it in one word: -tag:alumni"),
        ("every:6 weeks", "write it in one word: every:6w"),
        ("NOT bob", "to leave out what has “bob” write -bob"),
        ("not tag:mentor", "to leave out what has “tag:mentor” write -tag:mentor"),
        ("due:sometime", "overdue, today, tomorrow, week, none"),
        ("last:>x", ">90d"),
        ("last:2026-13", "2025-03"),
        ("met:soon", "2025-03"),
        ("met:2025-02-30", "2025-03"),
        ("has:zzz", "email, phone, link"),
        ("is:nice", "archived, paused, due"),
        ("every:often", "6 weeks"),
        ("foo:bar", "use one of name, company,"),
        ("zoe -foo:bar", "or put it in quotes"),
        ("stage:conected", "“stage:conected” finds no one; did you mean connected?"),
        ("zoe role:mentr", "“role:mentr” finds no one; did you mean mentor?"),
        ("has:emial", "did you mean email?"),
        ("tga:rust", "“tga:” isn't something to search by; did you mean tag?"),
    ],
)
def test_a_bad_term_lists_what_is_possible(text: str, says: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parsed(text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("last:>90d", "last:>90d,never"),
        ("zoe last:>3m tag:x", "last:>3m,never"),
        ("last:>90d,never", ""),
        ("-last:>90d", ""),
        ("last:>", ""),
        ("last:<90d", ""),
        ("due:>90d", ""),
    ],
)
def test_who_is_left_out_by_a_span_can_be_found_too(text: str, says: str) -> None:
    assert (says in left_out_words(text)) if says else left_out_words(text) == ""


def test_text_is_fetched_only_for_words() -> None:
    def never() -> str:
        raise AssertionError

    assert parsed("company:stripe").matches(ROWS[0], never)
    assert not parsed("stripe company:acme").matches(ROWS[0], never)


def test_tells_whether_the_archived_are_asked_for() -> None:
    assert parsed("zoe or is:archived").archived
    assert not parsed("-is:archived").archived
    assert not parsed("zoe").archived


@pytest.mark.parametrize(
    ("longer", "shorter", "narrows"),
    [
        ("stripe", "stri", True),
        ("stripe comp", "stripe", True),
        ("stripe", "", True),
        ("tag:rust stripe", "tag:rust str", True),
        ("stripe -tag:rust", "stripe", True),
        ("stri", "stripe", False),
        ("tag:rust", "tag:mentor", False),
        ("stripe or tom", "stripe", False),
        ("is:archived", "", False),
        ("zoe -str", "zoe -stri", False),
    ],
)
def test_knows_when_it_only_narrows(longer: str, shorter: str, narrows: bool) -> None:
    assert parsed(longer).narrows(parsed(shorter)) is narrows


def test_the_week_ends_where_the_user_says() -> None:
    sunday_due = row_of(make_contact(next_due_on=date(2026, 11, 22)))
    assert parse("due:week", TODAY).matches(sunday_due, str)
    assert not parse("due:week", TODAY, week_start=6).matches(sunday_due, str)


def test_tokens() -> None:
    assert tokens('a -b tag:x,"y z" -is:due "c d"') == [
        Token("", ("a",)),
        Token("", ("b",), negated=True),
        Token("tag", ("x", "y z")),
        Token("is", ("due",), negated=True),
        Token("", ("c d",), quoted=True),
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_searched_for_or_refused(text: str) -> None:
    contact = hostile_contact()
    try:
        query = parse(text, TODAY)
    except InvalidValueError:
        return
    query.matches(row_of(contact), lambda: haystack(contact))


_PIECES = st.sampled_from(
    [
        "stri",
        "zoe",
        '"',
        "-",
        ":",
        ",",
        " ",
        "or",
        "tag:",
        "due:",
        "<",
        "7d",
        "is:archived",
        "stage:act",
        "met:",
        "2025",
    ]
)


@given(st.one_of(st.text(max_size=30), st.lists(_PIECES, max_size=8).map("".join)))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        query = parsed(text)
    except InvalidValueError:
        return
    rows = query.select(ROWS, TEXTS)
    assert rows == [row for row in ROWS if query.matches(row, lambda row=row: TEXTS[row.id])]  # type: ignore[misc]
    if not query.archived:
        assert all(row.archived_at is None for row in rows)


@given(st.lists(_PIECES, max_size=6).map(" ".join), st.lists(_PIECES, max_size=3).map("".join))
@settings(max_examples=100, deadline=None)
def test_narrowing_never_loses_anyone(before: str, more: str) -> None:
    try:
        shorter, longer = parsed(before), parsed(before + more)
    except InvalidValueError:
        return
    if longer.narrows(shorter):
        assert longer.select(shorter.select(ROWS, TEXTS), TEXTS) == longer.select(ROWS, TEXTS)


@pytest.mark.parametrize("text", ['"in: berlin"', "zoe in:", "note: berlin", "due:< or zoe", '"not" zoe'])
def test_a_blank_after_other_colons_is_a_blank(text: str) -> None:
    parsed(text)


@pytest.mark.parametrize(
    "text", ["079 123 45 67", "tom 079 123 45 67", "+41 (0)79 123 45 67", "0041 79 123 4567"]
)
def test_a_phone_number_is_found_as_it_is_spelled(text: str) -> None:
    folded = {1: "tom 41791234567", 2: "tom 79 123 45"}
    rows = [replace(ROWS[0], id=number) for number in folded]
    assert [row.id for row in parsed(text).select(rows, folded)] == [1]
    assert [row.id for row in parsed("79 123 45").select(rows, folded)] == [1, 2]


def test_has_and_by_find_no_one_without_a_way_to_look() -> None:
    assert parse("by:zoe or has:notes", TODAY).select(ROWS, TEXTS) == []
