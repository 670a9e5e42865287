"""A line the user types: what is shown about it first, and what it does."""

from datetime import UTC, date, datetime

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.contact import Role, Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.favour import favour_in
from netui.domain.plan.goal import Measure, Period
from netui.domain.week.quick_add import parse_quick_add
from netui.services.services import Services
from tests.factories import make_contact, make_goal
from tests.tui.services_builder import build


@pytest.fixture
def services() -> Services:
    services = build()
    services.contacts.add(make_contact(name="Zoë Brânză"))
    return services


def test_the_echo_says_who_was_found(services: Services) -> None:
    line = "coffee with zoe yesterday, send eBPF article by fri"
    echo = services.quick.echo(line)
    assert echo.startswith("Log coffee with Zoë Brânză: Thu 19 Nov 2026")
    assert services.quick.add(line).message == echo.replace("Log ", "Logged ", 1)


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("call with Zoe", "Logged call with Zoë Brânză: "),
        ("add Jo Li, SRE at Arm", "Added Jo Li · title SRE · company Arm"),
        ("follow up with Zoe in 2 weeks", "Added follow-up with Zoë Brânză · "),
        ("interview Zoe mon 14:00", "Added interview with Zoë Brânză: Mon 23 Nov 2026"),
        ("Zoe got promoted", "Logged news of Zoë Brânză: Fri 20 Nov 2026, today · “got promoted”"),
    ],
)
def test_what_a_line_did_is_reported_in_the_past(services: Services, line: str, done: str) -> None:
    assert services.quick.add(line).message.startswith(done)


@pytest.mark.parametrize(
    ("line", "who", "text"),
    [
        ("emailed Zoe asking for advice", "email to Zoë Brânză", "asking for advice"),
        ("call with Zoe went well, she knows Go", "call with Zoë Brânză", "went well: she knows Go"),
        ("texted Zoe happy birthday", "message to Zoë Brânză", "happy birthday"),
        ("called zoe back", "call with Zoë Brânză", "back"),
        ("emailed Zoe with my CV attached", "email to Zoë Brânză", "with my CV attached"),
    ],
)
def test_words_behind_a_known_name_are_what_it_was_about(
    services: Services, line: str, who: str, text: str
) -> None:
    assert services.quick.strangers(line) == ()
    assert services.quick.echo(line) == f"Log {who}: Fri 20 Nov 2026, today · “{text}”"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("call with Bo went well", "Bo went well"),
        ("call with Zoe van Dam", "Zoe van Dam"),
        ("met zoe silva", "zoe silva"),
    ],
)
def test_a_name_that_no_one_has_stays_whole(services: Services, line: str, name: str) -> None:
    assert services.quick.strangers(line) == (name,)


def test_news_of_someone_is_logged_and_is_no_contact_with_them(services: Services) -> None:
    who = services.quick.add("Zoe joined Acme yesterday, congratulate her by mon").contact_ids[0]
    [news] = services.log.for_contact(who)
    assert (news.text, news.on) == ("joined Acme", date(2026, 11, 19))
    zoe = services.contacts.get(who)
    assert (zoe.last_contact_on, zoe.company) == (None, "")
    assert [one.due_on for one in services.follow_ups.open()] == [date(2026, 11, 23)]


def test_news_of_someone_is_no_post_and_no_favour(services: Services) -> None:
    goal = services.goals.add(make_goal(title="Posts", measure=Measure.POSTS))
    who = services.quick.add("Zoe joined Acme").contact_ids[0]
    [news] = services.log.for_contact(who)
    assert favour_in(news) is None
    assert services.goals.progress(goal).done == 0
    week = services.reviews.review(services.reviews.spans(Period.WEEK, 1)[0])
    assert (week.kinds, week.figures.logged) == ((), 0)
    services.log.log(contact_ids=[who], kind=InteractionKind.SOCIAL, on=news.on)
    assert services.goals.progress(goal).done == 1


def test_what_is_owed_to_two_people_is_owed_to_each(services: Services) -> None:
    services.contacts.add(make_contact(name="Mei Chen"))
    done = services.quick.add("thank Zoe and Mei by mon")
    assert [one.contact_id for one in services.follow_ups.open()] == list(done.contact_ids)
    services.quick.add("introduce Zoe to Mei by tue")
    assert len(services.follow_ups.open()) == 3


def test_what_is_owed_to_a_new_person_or_again_and_again_is_kept(services: Services) -> None:
    [zed] = services.quick.add("add Zed Ray, send him the deck by fri").contact_ids
    [owed] = services.follow_ups.open()
    assert (owed.contact_id, owed.text, owed.due_on) == (zed, "send him the deck", date(2026, 11, 27))
    services.quick.add("interview Zed mon 14:00, send him my CV by sat")
    assert [one.text for one in services.follow_ups.open()] == ["send him the deck", "send him my CV"]
    services.quick.add("send Zoe the report every month on the 31st")
    [again] = [one for one in services.follow_ups.open() if one.contact_id != zed]
    assert services.follow_ups.due_words(again) == "due Thu 31 Dec 2026, in 41 days, then every month"


def test_the_echo_says_who_was_not_found(services: Services) -> None:
    with pytest.raises(InvalidValueError, match="Bo"):
        services.quick.echo("coffee with Bo")


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("interview with zoe mon 14:00", True),
        ("interview with zoe mon 13:45", True),
        ("interview with zoe mon 14:30", False),
        ("interview with zoe mon 8:00 ET", True),
    ],
)
def test_another_interview_at_the_same_time_is_named(services: Services, line: str, also: bool) -> None:
    tom = services.contacts.add(make_contact(name="Tom Weiss"))
    services.interviews.add(tom.id, at=datetime(2026, 11, 23, 13, tzinfo=UTC))
    echo = services.quick.echo(line)
    assert ("At that time you also talk with Tom Weiss." in echo) is also
    assert services.quick.add(line).message == f"Added {echo[0].lower()}{echo[1:]}"


def test_where_someone_was_met_is_kept_with_them_or_with_the_entry(services: Services) -> None:
    line = "add Jo Li at the meetup in Bern on 12 mar 2026 #rust"
    assert services.quick.echo(line).startswith("New: Jo Li · met at the meetup in Bern on Thu 12 Mar 2026")
    (jo,) = services.quick.add(line).contact_ids
    contact = services.contacts.get(jo)
    assert contact.met_on == date(2026, 3, 12)
    assert (contact.met, contact.company, contact.tags) == ("at the meetup in Bern", "", ("rust",))
    (ann,) = services.quick.add("add Ann Ruiz at Acme in Bern").contact_ids
    ruiz = services.contacts.get(ann)
    assert (ruiz.company, ruiz.location, ruiz.met, ruiz.met_on) == ("Acme", "Bern", "", None)
    services.quick.add("coffee with zoe at RustFest about fonts")
    [zoe] = [row for row in services.contacts.rows() if row.id not in (jo, ann)]
    assert [entry.text for entry in services.log.for_contact(zoe.id)] == ["at RustFest: fonts"]


def test_an_introducer_is_taken_where_exactly_one_person_has_that_name(services: Services) -> None:
    line = "add Jo Li, SRE at Arm, birthday 3 may, introduced by zoe"
    assert services.quick.echo(line) == (
        "New: Jo Li · title SRE · company Arm · birthday 3 May · introduced by Zoë Brânză"
    )
    (jo,) = services.quick.add(line).contact_ids
    contact = services.contacts.get(jo)
    [zoe] = [row.id for row in services.contacts.rows() if row.id != jo]
    assert (contact.introduced_by, str(contact.birthday), contact.notes) == (zoe, "--05-03", "")


@pytest.mark.parametrize("who", ["Dana", "Jo"])
def test_an_introducer_who_is_no_one_or_several_is_kept_as_a_note(services: Services, who: str) -> None:
    services.contacts.add(make_contact(name="Jo Sun"))
    services.contacts.add(make_contact(name="Jo Kim"))
    line = f"add Ana Ruiz, likes hiking, introduced by {who}"
    echo = services.quick.echo(line)
    assert echo == f"New: Ana Ruiz · kept as a note: “likes hiking; introduced by {who}”"
    (ana,) = services.quick.add(line).contact_ids
    contact = services.contacts.get(ana)
    assert (contact.introduced_by, contact.notes) == (None, f"likes hiking; introduced by {who}")


def test_stage_role_and_pronouns_are_kept(services: Services) -> None:
    (ana,) = services.quick.add("add Ana Ruiz (she/her), active, old friend, tag gpu").contact_ids
    contact = services.contacts.get(ana)
    assert (contact.stage, contact.roles) == (Stage.ACTIVE, (Role.FRIEND,))
    assert (contact.pronouns, contact.tags, contact.positions) == ("she/her", ("gpu",), ())


def test_each_name_that_several_people_have_is_asked_about(services: Services) -> None:
    arm, _ = (services.contacts.add(make_contact(name="Sam Lee", company=one)).id for one in ("Arm", "Fly"))
    mei, _ = (services.contacts.add(make_contact(name=f"Mei {one}")).id for one in ("Ito", "Kim"))
    line = "coffee with Sam, tell him how it went once I talked to Mei"
    meant: dict[str, int] = {}
    for name, chosen in (("Sam", arm), ("Mei", mei)):
        unclear = services.quick.unclear(line, meant)
        assert unclear is not None
        assert (unclear[0], len(unclear[1])) == (name, 2)
        meant[name] = chosen
    assert services.quick.unclear(line, meant) is None
    assert services.quick.echo(line, meant).startswith("Log coffee with Sam Lee: ")
    assert services.quick.add(line, meant).contact_ids == (arm,)
    (owed,) = services.follow_ups.waiting()
    assert (owed.contact_id, owed.after_id) == (arm, mei)


@pytest.mark.parametrize("name", ["Zoe Branza", "Dr. Zoë Brânză", "Brânză, Zoë", "zoë brânză, PhD"])
def test_a_new_person_of_a_known_name_is_pointed_out(services: Services, name: str) -> None:
    same = services.quick.namesake(f'add "{name}" at Arm')
    assert same is not None
    assert same.name == "Zoë Brânză"
    assert services.quick.namesake("add Zoe Lund") is None
    assert services.quick.namesake("coffee with zoe") is None


def test_an_introduction_is_recorded_with_what_is_owed_for_it(services: Services) -> None:
    (dana,) = services.quick.add("add Dana Okafor").contact_ids
    line = "Dana introduced me to elif kaya at RustFest yesterday, send her the deck by fri"
    assert services.quick.strangers(line) == ("elif kaya",)
    assert services.quick.as_typed(line).startswith("Dana introduced you to Elif Kaya: Thu 19 Nov 2026")
    made = services.quick.add(line, strangers=True)
    elif_kaya = services.contacts.get(made.contact_ids[1])
    assert (elif_kaya.name, elif_kaya.introduced_by) == ("Elif Kaya", dana)
    assert made.to_keep_up_with == (elif_kaya.id,)
    received = services.introduction_views.between(dana, elif_kaya.id)
    assert received.record is not None
    assert (received.on, received.record.text) == (date(2026, 11, 19), "at RustFest")
    assert received.thank is not None
    assert "send her the deck" in [one.text for one in services.follow_ups.around(elif_kaya.id)]


def test_an_introduction_asked_for_waits_and_the_person_is_still_to_be_met(services: Services) -> None:
    (dana,) = services.quick.add("add Dana Okafor").contact_ids
    _, mei = services.quick.add("asked Dana for an intro to Mei Ito", strangers=True).contact_ids
    assert services.contacts.get(mei).stage is Stage.POTENTIAL
    assert services.contacts.get(mei).introduced_by is None
    (asked,) = services.introduction_views.asked_about(mei)
    assert (asked.by_id, asked.asked_on) == (dana, date(2026, 11, 20))
    services.quick.add("Dana introduced me to Mei")
    with pytest.raises(InvalidValueError, match="Dana introduced you to Mei already"):
        services.quick.add("asked Dana for an intro to Mei")


def test_two_people_i_introduced_are_recorded(services: Services) -> None:
    dana_added = services.quick.add("add Dana Okafor")
    assert dana_added.to_keep_up_with == ()
    (dana,) = dana_added.contact_ids
    introduced = services.quick.add("add Ida Holm, introduced by Dana")
    assert introduced.to_keep_up_with == introduced.contact_ids
    assert services.quick.add("add Max Holm, introduced by Bo").to_keep_up_with == ()
    made = services.quick.add("introduced Dana to zoe yesterday")
    assert made.message == "You introduced Dana Okafor to Zoë Brânză: Thu 19 Nov 2026, yesterday"
    (introduction,) = services.introduction_views.made()
    assert (introduction.contact_id, introduction.on) == (dana, date(2026, 11, 19))


def test_an_entry_says_who_introduced_someone(services: Services) -> None:
    line = "met Elif, introduced by zoe at RustFest"
    assert "introduced by Zoë Brânză" in services.quick.add(line, strangers=True).message
    [elif_] = [row for row in services.contacts.rows() if row.name == "Elif"]
    [zoe] = [row for row in services.contacts.rows() if row.name == "Zoë Brânză"]
    assert elif_.introduced_by == zoe.id
    services.quick.add("coffee with Elif, introduced by Quentin")
    assert "introduced by Quentin" in [entry.text for entry in services.log.for_contact(elif_.id)]


def test_a_company_in_small_letters_is_spelled_as_it_is_known(services: Services) -> None:
    services.contacts.add(make_contact(name="Ana Silva", company="EPFL"))
    (sam,) = services.quick.add("add sam lee, postdoc at epfl").contact_ids
    assert (services.contacts.get(sam).name, services.contacts.get(sam).company) == ("Sam Lee", "EPFL")


def test_a_line_is_read_once_however_much_is_asked_about_it(services: Services) -> None:
    line = "coffee with zoe yesterday about a line that is read once"
    before = parse_quick_add.cache_info().misses
    services.quick.unclear(line)
    services.quick.strangers(line)
    services.quick.namesake(line)
    services.quick.echo(line)
    assert parse_quick_add.cache_info().misses == before + 1


def test_a_thank_you_in_one_line_closes_the_one_that_is_owed_and_one_undo_opens_it(
    services: Services,
) -> None:
    [zoe] = services.search.search("zoë")
    tom = services.contacts.add(make_contact(name="Tom Weiss"))
    services.introductions.received(tom.id, zoe.id)
    held = services.interviews.closing.complete(services.interviews.add(zoe.id).id)
    owed = {one.text: one for one in services.follow_ups.open()}
    line = "thanked zoe by email for the interview, send her the deck by fri"
    echo = services.quick.echo(line)
    assert echo.endswith("· done: “Thank Zoë for the interview”")
    made = services.quick.add(line)
    assert (made.message, made.to_keep_up_with) == (echo.replace("Log ", "Logged ", 1), (zoe.id,))
    assert not services.follow_ups.get(owed["Thank Zoë for the interview"].id).is_open
    assert services.interviews.get(held.id).thanked_at == services.present.now()
    assert services.interviews.grouped().to_thank == ()
    entry = services.log.for_contact(zoe.id)[0]
    assert (entry.kind, entry.template, entry.interview_id) == (InteractionKind.EMAIL, "thank-you", held.id)
    assert services.follow_ups.get(owed["Thank Tom for the introduction to Zoë"].id).is_open
    services.history.undo()
    assert services.follow_ups.get(owed["Thank Zoë for the interview"].id).is_open
    assert services.interviews.get(held.id).thanked_at is None
    services.quick.add("thanked Tom for the intro")
    assert not services.follow_ups.get(owed["Thank Tom for the introduction to Zoë"].id).is_open
    assert services.log.for_contact(tom.id)[0].template == "introduction-thanks"


@pytest.mark.parametrize(
    "line", ["Zoë thanked me", "thanked zoe yesterday", "thanked zoe for the flowers", "coffee with zoe"]
)
def test_thanks_of_theirs_of_another_day_or_for_something_else_close_nothing(
    services: Services, line: str
) -> None:
    [zoe] = services.search.search("zoë")
    services.follow_ups.add(
        contact_id=zoe.id,
        kind=FollowUpKind.THANK_YOU,
        text="thank you for the article",
        due_on=date(2026, 11, 23),
    )
    assert "done:" not in services.quick.add(line).message
    assert len(services.follow_ups.open()) == 1


@pytest.mark.parametrize(
    "line", ["got the deck from Zoe", "Zoe sent the deck", "call with Zoe, she sent me the deck"]
)
def test_what_someone_promised_is_done_once_it_came(services: Services, line: str) -> None:
    services.quick.add("Zoe promised to send me the deck by mon")
    assert services.quick.echo(line).endswith("done: “Zoe promised to send me the deck”")
    made = services.quick.add(line)
    assert (made.to_keep_up_with, services.follow_ups.open()) == ((), [])
    services.history.undo()
    assert len(services.follow_ups.open()) == 1


def test_an_introduction_that_was_promised_is_done_once_it_is_made(services: Services) -> None:
    services.contacts.add(make_contact(name="Mei Chen"))
    services.quick.add("Zoe will introduce me to Mei by mon")
    [owed] = services.follow_ups.open()
    assert "done: “Zoe will introduce me to Mei”" in services.quick.add("Zoe introduced me to Mei").message
    assert not services.follow_ups.get(owed.id).is_open


def test_an_interview_asked_for_in_a_line_waits_for_an_answer(services: Services) -> None:
    echo = services.quick.echo("asked Zoe for an interview yesterday")
    assert echo.endswith("“asked for an interview” · interview with Zoë Brânză: asked for")
    made = services.quick.add("asked Zoe for an interview yesterday")
    [interview] = services.interviews.for_contact(made.contact_ids[0])
    assert (interview.status, interview.asked_on) == (InterviewStatus.ASKED, date(2026, 11, 19))
    again = services.quick.add("emailed Zoe asking for an interview").message
    assert again.endswith("interview with Zoë Brânză: asked a second time")
    assert services.interviews.get(interview.id).second_try_on == date(2026, 11, 20)
    services.history.undo()
    services.history.undo()
    assert services.interviews.list() == []


def test_an_introduction_asked_for_in_passing_is_recorded_where_the_name_is_clear(
    services: Services,
) -> None:
    services.contacts.add(make_contact(name="Mei Chen"))
    made = services.quick.add("coffee with Zoe, asked her to introduce me to Mei")
    assert made.message.endswith("you asked Zoë Brânză to introduce you to Mei Chen")
    zoe = made.contact_ids[0]
    assert services.introductions.asking.find(zoe, services.contacts.find("Mei").id) is not None
    unclear = services.quick.add("coffee with Zoe, asked her to introduce me to Sara").message
    assert unclear.endswith("to introduce you to Sara: not recorded, who is “Sara”?")


@pytest.mark.parametrize(
    ("owed", "who"),
    [
        ("send slides", ["Zoë Brânză", "Mei Chen"]),
        ("send Mei slides", ["Mei Chen"]),
        ("read Zoe's paper", ["Zoë Brânză"]),
        ("Mei will send me a deck", ["Mei Chen"]),
        ("he'll send me a deck", ["Zoë Brânză"]),
        ("introduce them", ["Zoë Brânză"]),
    ],
)
def test_a_follow_up_is_with_each_person_there_or_with_who_it_names(
    services: Services, owed: str, who: list[str]
) -> None:
    services.contacts.add(make_contact(name="Mei Chen"))
    line = f"coffee with Zoe and Mei, {owed} by fri"
    assert services.quick.echo(line).endswith(f", for {' and '.join(who)}")
    services.quick.add(line)
    ids = [one.contact_id for one in services.follow_ups.open()]
    assert [services.contacts.name_of(one) for one in ids if one is not None] == who
