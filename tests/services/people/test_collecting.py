"""Entries proposed from mail: who, when and which way; taken or refused for good, in one transaction."""

from datetime import date
from pathlib import Path

import pytest

from netui.domain.errors import ImportFileError, InvalidValueError
from netui.domain.people.collecting import LeftOut
from netui.domain.people.contact import Stage
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.values import replace
from netui.services.people.collecting import CollectPlan, CollectService
from tests.factories import make_contact, make_interaction
from tests.services.conftest import Core

ME, DANA, TOM = "me@x.example", "Dana <dana@x.example>", "tom@x.example"


class Desk:
    """A mailbox, and a network with Dana and Tom in it."""

    def __init__(self, core: Core, folder: Path) -> None:
        self.store, self.core, self.path = core.store, core, folder / "mbox"
        services = core.services
        services.settings.set("addresses", ME)
        self.service: CollectService = services.collecting
        self.dana = make_contact(name="Dana Okafor", emails=("Dana@X.example",), stage=Stage.DORMANT)
        self.tom = make_contact(name="Tom Weiss", emails=(TOM,))
        core.store.seed(self.dana, self.tom)
        self._count = 0

    def mail(self, sender: str, to: str, day: str = "16 Nov 2026", more: str = "", hour: int = 9) -> None:
        self._count += 1
        text = f"From: {sender}\nTo: {to}\nDate: {day} {hour:02d}:00:00 +0100\n{more}"
        if "Message-ID" not in more:
            text += f"Message-ID: <{self._count}@x>\n"
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"From x\n{text}Subject: the secret plan\n\nA secret body\n\n")

    def plan(self) -> CollectPlan:
        return self.service.preview([self.path])

    def log(self) -> list[tuple[tuple[int, ...], date, Direction]]:
        return [(one.contact_ids, one.on, one.direction) for one in self.store.interactions.all()]


@pytest.fixture
def desk(core: Core, tmp_path: Path) -> Desk:
    return Desk(core, tmp_path)


def test_one_entry_a_person_and_day_the_latest_counts(desk: Desk) -> None:
    for hour in (8, 12, 10):
        desk.mail(DANA, ME, hour=hour)
    desk.mail(DANA, f"{ME}, {TOM}", "15 Nov 2026")
    desk.mail(ME, f"{DANA}, {TOM}", "17 Nov 2026")
    plan = desk.plan()
    assert [(one.contact_ids, one.on.day, one.direction) for one in plan.proposals] == [
        ((desk.dana.id,), 15, Direction.RECEIVED),
        ((desk.dana.id,), 16, Direction.RECEIVED),
        ((desk.dana.id, desk.tom.id), 17, Direction.GAVE),
    ]
    [_, thread, _] = plan.proposals
    assert thread.at is not None
    assert (thread.at.hour, len(thread.keys), thread.kind) == (11, 3, InteractionKind.EMAIL)
    assert plan.left == {}


def test_an_answer_on_the_same_day_makes_it_both(desk: Desk) -> None:
    desk.mail(DANA, ME, hour=8)
    desk.mail(ME, DANA, hour=9)
    [one] = desk.plan().proposals
    assert one.direction is Direction.BOTH


@pytest.mark.parametrize(
    ("sender", "to", "day", "more", "reason"),
    [
        (DANA, "tom@y.example", "16 Nov 2026", "", LeftOut.NOT_YOURS),
        (DANA, ME, "16 Nov 2026", "Precedence: list\n", LeftOut.LIST),
        ("no-reply@x.example", ME, "16 Nov 2026", "", LeftOut.AUTOMATIC),
        (ME, "no-reply@x.example", "16 Nov 2026", "", LeftOut.AUTOMATIC),
        (ME, ME, "16 Nov 2026", "", LeftOut.ALONE),
        (DANA, ME, "16 Nov 2024", "", LeftOut.OLD),
        (DANA, ME, "21 Nov 2026", "", LeftOut.TO_COME),
        (DANA, ME, "32 Nov 2026", "", LeftOut.UNDATED),
        ("who@x.example", ME, "16 Nov 2026", "", LeftOut.STRANGERS),
        (DANA, ",".join([ME, *(f"p{n}@x.example" for n in range(8))]), "16 Nov 2026", "", None),
        (DANA, ",".join([ME, *(f"p{n}@x.example" for n in range(9))]), "16 Nov 2026", "", LeftOut.GROUP),
        (ME, ",".join([DANA, *(f"p{n}@x.example" for n in range(8))]), "16 Nov 2026", "", LeftOut.GROUP),
    ],
)
def test_what_is_left_out_and_why(
    desk: Desk, sender: str, to: str, day: str, more: str, reason: LeftOut | None
) -> None:
    desk.mail(sender, to, day, more)
    plan = desk.plan()
    assert plan.left == ({reason: 1} if reason else {})
    assert len(plan.proposals) == (0 if reason else 1)


def test_taking_is_one_undo_and_the_same_mail_brings_nothing_more(desk: Desk) -> None:
    desk.mail(DANA, ME)
    desk.mail(ME, TOM, "17 Nov 2026")
    plan = desk.plan()
    done = desk.service.apply(plan, take=plan.proposals)
    assert done.logged == 2
    assert desk.store.history()[0].label == "Log 2 entries from mail"
    dana = desk.core.contacts.get(desk.dana.id)
    assert (dana.last_contact_on, dana.stage) == (date(2026, 11, 16), Stage.ACTIVE)
    entry = desk.store.interactions.all()[0]
    assert (entry.source, entry.text, len(entry.came_from)) == ("mail", "", 1)
    again = desk.plan()
    assert (again.proposals, again.left) == ((), {LeftOut.KNOWN: 2})
    assert desk.service.apply(plan, take=plan.proposals).logged == 0
    with desk.store.transaction("Move it"):
        desk.store.interactions.save(replace(entry, on=date(2026, 11, 2)))
    assert desk.plan().proposals == ()
    desk.core.history.undo()
    desk.core.history.undo()
    assert desk.log() == []
    assert len(desk.plan().proposals) == 2


def test_nothing_of_a_text_reaches_the_store(desk: Desk) -> None:
    for day in range(10, 14):
        desk.mail(ME, f"Ines Moreau <ines@x.example>, {DANA}", f"{day} Nov 2026")
    plan = desk.plan()
    desk.service.apply(plan, take=plan.proposals, add=plan.strangers)
    assert len(desk.log()) == 8
    assert "secret" not in repr((desk.store.tables, plan, desk.store.history()))


def test_what_is_refused_stays_refused_and_new_mail_is_proposed(desk: Desk) -> None:
    desk.mail(DANA, ME, hour=8)
    plan = desk.plan()
    assert desk.service.apply(plan, refuse=plan.proposals).refused == 1
    assert desk.store.history()[0].label == "Refuse 1 from mail"
    again = desk.plan()
    assert (again.proposals, again.left) == ((), {LeftOut.REFUSED: 1})
    desk.mail(DANA, ME, hour=10)
    [new] = desk.plan().proposals
    assert len(new.keys) == 1
    desk.core.history.undo()
    assert len(desk.plan().proposals[0].keys) == 2


def test_a_day_that_is_in_the_log_by_hand_is_left_alone(desk: Desk) -> None:
    desk.store.seed(
        make_interaction(contact_ids=(desk.dana.id,), kind=InteractionKind.EMAIL, on=date(2026, 11, 16))
    )
    desk.mail(DANA, ME)
    desk.mail(DANA, ME, "17 Nov 2026")
    assert [one.on.day for one in desk.plan().proposals] == [17]


def test_an_archived_person_and_an_address_of_two_are_no_one(desk: Desk) -> None:
    desk.store.seed(
        replace(desk.tom, archived_at=desk.core.clock.now()),
        make_contact(name="Dan", emails=("dana@x.example",)),
    )
    desk.mail(ME, f"{TOM}")
    desk.mail(DANA, ME)
    plan = desk.plan()
    assert plan.proposals == ()
    assert plan.left == {LeftOut.ARCHIVED: 1, LeftOut.STRANGERS: 1}


def test_strangers_met_often_are_offered_and_added_with_their_entries(desk: Desk) -> None:
    for day in (10, 11, 12):
        desk.mail("=?utf-8?q?In=C3=A8s?= <INES@x.example>", ME, f"{day} Nov 2026")
        desk.mail("only@writes.example", ME, f"{day} Nov 2026")
        desk.mail(ME, "ines@x.example, twice@x.example" if day < 12 else "x@x.example", f"{day} Nov 2026")
    plan = desk.plan()
    [ines] = plan.strangers
    assert (ines.name, ines.party.address, ines.days, ines.last_on.day) == ("Inès", "ines@x.example", 3, 12)
    done = desk.service.apply(plan, add=plan.strangers)
    [added] = done.added
    assert (added.name, added.emails) == ("Inès", ("ines@x.example",))
    assert desk.core.contacts.get(added.id).last_contact_on == date(2026, 11, 12)
    assert done.logged == 3
    assert desk.store.history()[0].label == "Add 1 person, log 3 entries from mail"
    desk.core.history.undo()
    desk.service.apply(plan, refuse_people=plan.strangers)
    assert desk.plan().strangers == ()


def test_without_addresses_mail_is_refused_in_one_line(desk: Desk) -> None:
    desk.mail(DANA, ME)
    desk.core.services.settings.set("addresses", "")
    with pytest.raises(InvalidValueError, match=r"doesn't know your email addresses: press , in netui"):
        desk.plan()


def test_a_file_of_something_else_is_named(desk: Desk, tmp_path: Path) -> None:
    others = (
        ("a.txt", "hello\n"),
        ("b.bin", "\0\1"),
        ("passwd", "root:x:0:0\n"),
        ("c", "From: a@x\n\nTo: b"),
    )
    for name, text in (("gone", None), *others):
        path = tmp_path / name
        if text is not None:
            path.write_text(text)
        with pytest.raises(ImportFileError, match=name):
            desk.service.preview([path])
    (tmp_path / "empty").touch()
    assert desk.service.preview([tmp_path / "empty"]).left == {}


def calendar(folder: Path, *events: str) -> Path:
    path = folder / "calendar.ics"
    blocks = "".join(f"BEGIN:VEVENT\nUID:{n}\n{each}\nEND:VEVENT\n" for n, each in enumerate(events))
    path.write_text(f"BEGIN:VCALENDAR\n{blocks}END:VCALENDAR\n", encoding="utf-8")
    return path


DANA_THERE = "ATTENDEE;CN=Dana:mailto:dana@x.example"


def test_a_meeting_is_one_entry_with_all_who_were_there(desk: Desk, tmp_path: Path) -> None:
    meeting = (
        "DTSTART:20261112T100000Z\nSUMMARY:Coffee\nDESCRIPTION:secret\nORGANIZER:mailto:me@x.example\n"
        f'{DANA_THERE}\nATTENDEE;CN="Weiss, Tom":mailto:tom@new.example\nATTENDEE:mailto:who@x.example'
    )
    path = calendar(tmp_path, meeting)
    plan = desk.service.preview([path])
    [one] = plan.proposals
    assert (one.contact_ids, one.kind, one.direction, one.text) == (
        (desk.dana.id, desk.tom.id),
        InteractionKind.MEETING,
        Direction.BOTH,
        "Coffee",
    )
    desk.service.apply(plan, take=plan.proposals)
    assert desk.store.history()[0].label == "Log 1 entry from calendar"
    assert desk.service.preview([path]).proposals == ()
    assert "secret" not in repr(desk.store.tables)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (f"DTSTART:20261120T100000Z\n{DANA_THERE}", None),
        (f"DTSTART:20261120T120000Z\n{DANA_THERE}", LeftOut.TO_COME),
        (f"DTSTART;VALUE=DATE:20261120\n{DANA_THERE}", LeftOut.TO_COME),
        (f"DTSTART;VALUE=DATE:20261119\n{DANA_THERE}", None),
        (f"DTSTART:20261112T100000Z\n{DANA_THERE.replace('CN', 'PARTSTAT=DECLINED;CN')}", LeftOut.DECLINED),
        (
            f"DTSTART:20261112T100000Z\n{DANA_THERE}\nATTENDEE;PARTSTAT=DECLINED:mailto:me@x.example",
            LeftOut.DECLINED,
        ),
        ("DTSTART:20261112T100000Z\nATTENDEE:mailto:me@x.example", LeftOut.ALONE),
    ],
)
def test_which_meetings_count(desk: Desk, tmp_path: Path, lines: str, reason: LeftOut | None) -> None:
    plan = desk.service.preview([calendar(tmp_path, lines)])
    assert (len(plan.proposals), plan.left) == ((0, {reason: 1}) if reason else (1, {}))


def test_a_name_alone_is_enough_where_one_person_has_it(desk: Desk, tmp_path: Path) -> None:
    path = calendar(tmp_path, "DTSTART:20261112T100000Z\nATTENDEE;CN=Dana Okafor:mailto:do@new.example")
    assert len(desk.service.preview([path]).proposals) == 1
    desk.store.seed(make_contact(name="Dana Okafor"))
    assert desk.service.preview([path]).left == {LeftOut.STRANGERS: 1}


def test_a_call_that_was_logged_by_hand_is_the_meeting_of_that_day(desk: Desk, tmp_path: Path) -> None:
    desk.store.seed(
        make_interaction(contact_ids=(desk.dana.id,), kind=InteractionKind.CALL, on=date(2026, 11, 12))
    )
    assert desk.service.preview([calendar(tmp_path, f"DTSTART:20261112T100000Z\n{DANA_THERE}")]).left == {
        LeftOut.KNOWN: 1
    }


def test_a_folder_may_hold_both(desk: Desk, tmp_path: Path) -> None:
    calendar(tmp_path, f"DTSTART:20261112T100000Z\n{DANA_THERE}")
    (tmp_path / "one.eml").write_text(f"From: {DANA}\nTo: {ME}\nDate: 12 Nov 2026 09:00 +0100\n\nwords")
    kinds = [one.kind for one in desk.service.preview([tmp_path]).proposals]
    assert sorted(kinds) == [InteractionKind.EMAIL, InteractionKind.MEETING]


def messages(folder: Path, *rows: str) -> Path:
    path = folder / "messages.csv"
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
    path.write_text(head + "".join(f"{row},secret,INBOX\n" for row in rows))
    return path


def test_messages_of_linkedin(desk: Desk, tmp_path: Path) -> None:
    me, dana = "Jo,linkedin.com/in/jo", "Dana,https://www.linkedin.com/in/dana-o/"
    desk.store.seed(replace(desk.dana, links=("https://linkedin.com/in/Dana-O",)))
    path = messages(
        tmp_path,
        f"1,{me},{dana},2026-11-12 08:00:00 UTC",
        f"1,{dana},{me},2026-11-12 09:00:00 UTC",
    )
    with pytest.raises(InvalidValueError, match="doesn't know your LinkedIn profile: press , in netui"):
        desk.service.preview([path])
    desk.core.services.settings.set("addresses", f"{ME}, linkedin.com/in/jo")
    plan = desk.service.preview([path])
    [one] = plan.proposals
    assert (one.contact_ids, one.kind, one.direction) == (
        (desk.dana.id,),
        InteractionKind.MESSAGE,
        Direction.BOTH,
    )
    desk.service.apply(plan, take=plan.proposals)
    assert desk.store.history()[0].label == "Log 1 entry from LinkedIn"
    assert desk.service.preview([path]).left == {LeftOut.KNOWN: 2}
    assert "secret" not in repr(desk.store.tables)


def test_a_stranger_of_linkedin_is_added_with_the_profile(desk: Desk, tmp_path: Path) -> None:
    desk.core.services.settings.set("addresses", "linkedin.com/in/jo")
    rows = (
        f"1,Jo,linkedin.com/in/jo,Bo Li,linkedin.com/in/bo-li,2026-11-{day:02d} 08:00:00 UTC"
        for day in (9, 10, 11)
    )
    plan = desk.service.preview([messages(tmp_path, *rows)])
    [bo] = desk.service.apply(plan, add=plan.strangers).added
    assert (bo.name, bo.links) == ("Bo Li", ("https://www.linkedin.com/in/bo-li",))
