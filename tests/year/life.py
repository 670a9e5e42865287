"""A user and a network: each act is done with netui, and given to the model."""

import json
import os
import random
import tomllib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.interviews.rules import Outcome
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.plan.event import MetLine
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, RowKind
from netui.domain.week.debrief import Debrief
from netui.services.plan.events import MetPerson
from netui.services.present import Present
from netui.services.services import Services
from netui.storage.store.opening import open_store
from tests.factories import make_event, make_goal
from tests.fake_ports import FakePorts
from tests.fakes import FakeClock
from tests.faults.commands import Done, command
from tests.year.model import A_DAY, A_WEEK, Model, Row, Thing, after

ZONE = ZoneInfo("Europe/Zurich")
MONDAY = date(2026, 9, 28)
"""The first day: a quarter from here has the end of summer time in it, and a year both."""
_CADENCES = (
    (2, "weeks"),
    (1, "months"),
    (6, "weeks"),
    (2, "months"),
    (3, "months"),
    (6, "months"),
    (1, "years"),
)
_HOW_MANY = (1, 4, 8, 10, 12, 8, 4)
_CHECKLISTS = Path(__file__).parents[2] / "netui" / "data" / "checklists.toml"


class Life:
    """One network in a store on the disk, with its model; `acts` tells what was done today."""

    def __init__(self, folder: Path, seed: int, people: int) -> None:
        self.dice = random.Random(seed)
        self.place = folder / "store"
        self.clock = FakeClock(self._at(MONDAY, 6, 30))
        self.store = open_store(self.place, clock=self.clock, session="year")
        self.services = Services(FakePorts(self.store, Present(self.clock, ZONE)))
        self.model = Model(ZONE)
        self.acts: list[str] = []
        self.count = 0
        (folder / "settings.toml").write_text('time_zone = "Europe/Zurich"\n', encoding="utf-8")
        texts = tomllib.loads(_CHECKLISTS.read_text(encoding="utf-8"))["checklist"]
        self.checklist = [
            (item["days_before"], item["text"], item.get("ticked_by")) for item in texts[0]["items"]
        ]
        self.set_clock(MONDAY, 6, 30)
        self.model.goals.append({"id": 1, "title": "Two interviews a month", "target": 2})
        self.services.goals.add(make_goal(title="Two interviews a month", target=2))
        with self.store.transaction("A network"):
            for number in range(people):
                self._add_person(f"P{number:03}", kept=number % 3 < 2)

    def _at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)

    def set_clock(self, day: date, hour: int, minute: int = 0) -> None:
        """Put every clock to an hour of a day in Zurich."""
        self.clock.set(self._at(day, hour, minute))
        self.model.now = self.clock.now()

    @property
    def today(self) -> date:
        return self.model.today

    def command(self, *words: str) -> Done:
        """Run a command of the real program at this moment, on the store that is open here."""
        with patch.dict(os.environ, {"NETUI_NOW": self.clock.now().isoformat()}):
            done = command(self.place, *words)
        self.services.session.catch_up()
        if done.code:
            raise AssertionError(f"netui {' '.join(words)}: {done.err}")
        return done

    # The network

    def _add_person(self, name: str, *, kept: bool, **over: object) -> Thing:
        dice, today = self.dice, self.today
        every = dice.choices(_CADENCES, _HOW_MANY)[0] if kept else None
        longest = (after(today, every) - today).days if every else 300
        chosen = today - timedelta(days=dice.randrange(longest + longest // 4))
        last = today - timedelta(days=dice.randrange(longest + longest // 4)) if dice.random() < 0.9 else None
        stage = dice.choice([Stage.ACTIVE, Stage.CONNECTED, Stage.CONNECTED, Stage.DORMANT])
        birthday = (dice.randint(1, 12), dice.randint(1, 28)) if dice.random() < 0.15 else None
        if name == "P000":
            birthday = (2, 29)
        reviewed = today - timedelta(days=dice.randrange(300))
        draft = replace(
            self.services.contacts.blank(name),
            cadence=_cadence(every) if every else None,
            cadence_from=chosen if every else None,
            stage=stage if last else Stage.POTENTIAL,
            birthday=PartialDate(*birthday) if birthday else None,
        )
        added = self.services.contacts.add(draft)
        self.store.contacts.save(replace(added, reviewed_on=reviewed))
        person: Thing = {
            "id": added.id,
            "cadence": every,
            "first": after(chosen, every) if every else None,
            "last": None,
            "spoke": None,
            "skipped": None,
            "snoozed": None,
            "paused": False,
            "stage": str(draft.stage),
            "birthday": birthday,
            "reviewed": reviewed,
        }
        self.model.people[name] = person
        if last is not None:
            self.services.log.log(contact_ids=[added.id], kind=InteractionKind.COFFEE, on=last)
            self.model.in_touch(name, last)
        return person

    def id_of(self, name: str) -> int:
        return int(self.model.people[name]["id"])

    def someone(self, *, kept: bool | None = None) -> str:
        """Return anyone, or only someone with a cadence, or without."""
        return self.dice.choice(
            [n for n, one in self.model.people.items() if kept is None or bool(one["cadence"]) is kept]
        )

    def words(self, verb: str) -> str:
        self.count += 1
        return f"{verb} no{self.count}"

    # Acts on a row

    def row_of(self, row: Row) -> AgendaRow:
        """Return the row of the program that a row of the model is."""
        agenda = self.services.agenda.week(all_check_ins=True)
        return next(one for shown in agenda.rows for one in flat(shown) if as_row(one) == row)

    def act(self, row: Row, verb: str, *, typed: bool) -> None:
        """Do, snooze or skip a row; `typed` on the command line."""
        tell = getattr(self, f"_{row.kind.replace('-', '_')}", self._follow_up)
        until = self.today + self.dice.choice([1, 2, 5, 7, 14, 30]) * A_DAY
        while until <= row.day:
            until += A_WEEK
        actual = self.row_of(row)
        thing = tell(row, actual, verb, until)
        if thing is None:
            return
        self.acts.append(f"{verb} {row.kind} {row.who} {row.words} ({until if verb == 'snooze' else ''})")
        actions = self.services.actions
        if typed:
            self.command(verb, actual.id, *([until.isoformat()] if verb == "snooze" else []))
        elif verb == "snooze":
            actions.snooze(actual, until)
        else:
            (actions.done if verb == "done" else actions.skip)(actual)
        thing()

    def _away(self, key: tuple[str, object], until: date | None) -> None:
        self.model.put_away[key] = until

    def _put(self, key: tuple[str, object], verb: str, until: date) -> Callable[[], None]:
        return lambda: self._away(key, until if verb == "snooze" else None)

    def _check_in(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        if actual.follow_up_id is not None:
            return self._follow_up(row, actual, verb, until)
        person = self.model.people[row.who]
        if verb == "done":
            return lambda: self.model.in_touch(row.who, self.today)
        if verb == "snooze":
            return lambda: person.update(snoozed=until)
        return lambda: person.update(skipped=self.today, snoozed=None)

    def _follow_up(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        del actual
        follow_up = next(
            one
            for one in self.model.follow_ups
            if (one["kind"], one["who"], one["words"]) == row[:3]
            and max(one["due"], one["snoozed"] or one["due"]) == row.day
        )
        person, check_in = self.model.checks_in(follow_up), None
        if person is not None:
            check_in = self.model.check_in_of(person)

        def snoozed() -> None:
            follow_up.update(snoozed=until)
            if person is not None and check_in is not None and check_in < until:
                person.update(snoozed=until)

        def settled() -> None:
            self.model.settle(follow_up, kept=verb == "done")
            if person is not None and verb == "skip":
                person.update(skipped=self.today, snoozed=None)

        return snoozed if verb == "snooze" else settled

    def _introduction(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None] | None:
        if actual.follow_up_id is not None:
            return self._follow_up(row, actual, verb, until)
        asked = next(one for one in self.model.introductions if one["id"] == int(actual.id.split(":")[1]))
        step = self.model.introduction_step(asked)
        if verb != "done":
            return self._put(("asked", (asked["id"], step)), verb, until)
        if step == "remind":
            return lambda: asked.update(again=self.today)
        if step == "close":
            return lambda: asked.update(state="closed")

        def made() -> None:
            self.model.introduced(asked["by"], asked["who"], record=asked)

        return made

    def _prep(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        interview = self._interview_of(actual)
        item = next(one for one in interview["items"] if one["words"] == row.words)
        if verb == "snooze":
            return self._put(("prep", (interview["id"], item["id"])), verb, until)
        return lambda: item.update(open=False)

    def _interview(self, row: Row, actual: AgendaRow, verb: str, until: date) -> None:
        del row, actual, verb, until  # it is held when its time has passed

    def _outcome(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None] | None:
        interview = self._interview_of(actual)
        if verb == "snooze":
            return self._put(("outcome", interview["id"]), verb, until)
        self._tell_outcome(row.who, interview)
        return None

    def _tell_outcome(self, who: str, interview: Thing) -> None:
        interviews, kind = self.services.interviews, self.dice.random()
        if kind < 0.75:
            words, due = self.words("send the draft"), self.today + self.dice.randint(2, 20) * A_DAY
            self.acts.append(f"hold the interview with {who}, {words} by {due}")
            interviews.closing.complete(interview["id"], Debrief(actions=(f"{words} by {due.isoformat()}",)))
            self.model.complete(interview)
            self.model.owe("send", who, due, words)
        elif kind < 0.85:
            self._move(interview)
        elif kind < 0.95:
            self.acts.append(f"{who} cancelled")
            interviews.outcome(interview["id"], Outcome.CANCELLED)
            interview["status"] = "cancelled"
        else:
            self.acts.append(f"{who} did not come")
            interviews.outcome(interview["id"], Outcome.NO_SHOW)
            interview["status"] = "cancelled"
            day = self.today + A_DAY
            while day.weekday() > 4:
                day += A_DAY
            self.model.owe("other", who, day)

    def _interview_of(self, row: AgendaRow) -> Thing:
        return next(one for one in self.model.interviews if one["id"] == row.interview_id)

    def _request(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        del row
        interview = self._interview_of(actual)
        step = self.model.step_of(interview)
        if verb != "done":
            return self._put(("request", (interview["id"], step)), verb, until)
        changes: dict[str, Thing] = {
            "ask-else": {"also": True},
            "resend": {"again": self.today},
            "close": {"status": "closed"},
        }
        return lambda: interview.update(changes[step])

    def _birthday(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        return self._put(("birthday", (row.who, int(actual.id.split(":")[2]))), verb, until)

    def _event(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None] | None:
        del until
        event = next(one for one in self.model.events if one["title"] == row.who)
        if verb == "snooze" or event["on"] > self.today:
            return None
        if verb == "skip":
            return lambda: event.update(state="skipped")
        del actual
        met = self.dice.sample(sorted(self.model.people), 3)
        lines = [
            MetPerson(MetLine(name=name), contact_id=self.id_of(name), follow_up=number < 2)
            for number, name in enumerate(met)
        ]
        self.acts.append(f"{row.who}: met {', '.join(met)}")
        self.services.events.finish(event["id"], lines)
        event["state"] = "attended"
        for name in met:
            self.model.in_touch(name, event["on"])
        for name in met[:2]:
            self.model.owe("check-in", name, max(event["on"] + 2 * A_DAY, self.today))
        return None

    def _milestone(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        del row
        return self._put(("milestone", int(actual.id.split(":")[1])), verb, until)

    def _goal(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        del actual
        end = self.today + relativedelta(day=31)
        goal = next(one for one in self.model.goals if one["title"] == row.who)
        return self._put(("goal", (goal["id"], end)), verb, until)

    def _review(self, row: Row, actual: AgendaRow, verb: str, until: date) -> Callable[[], None]:
        del actual
        person = self.model.people[row.who]
        if verb == "done":
            return lambda: person.update(reviewed=self.today)
        return self._put(("details", (row.who, person["reviewed"])), verb, until)

    # Acts that no row asks for

    def unasked(self) -> None:
        """Do one of the things that happen in the life of a network."""
        acts: Sequence[tuple[int, Callable[[], None]]] = (
            (45, self._log),
            (12, self._owe),
            (5, self._owe_after),
            (4, self._ask_for_interview),
            (6, self._schedule),
            (3, self._move_one),
            (3, self._write_goal),
            (3, self._plan_event),
            (3, self._be_introduced),
            (3, self._ask_for_introduction),
            (2, self._introduce),
            (4, self._hear_news),
            (5, self._choose_cadence),
            (1, self._choose_for_several),
            (2, self._pause),
            (1, self._go_away),
        )
        self.dice.choices([act for _, act in acts], [weight for weight, _ in acts])[0]()

    def _log(self, *, typed: bool | None = None) -> None:
        name, on = self.someone(), self.today - self.dice.choice([0, 0, 0, 1, 2, 6]) * A_DAY
        gave = self.dice.random() < 0.2
        if self.model.people[name]["last"] == on:
            return
        self.acts.append(f"log with {name} on {on}")
        if typed if typed is not None else self.dice.random() < 0.15:
            gave = False
            self.command("log", name, "about compilers", "--kind", "coffee", "--on", on.isoformat())
        elif gave:
            ids = [self.id_of(name)]
            self.services.log.log(
                contact_ids=ids, kind=InteractionKind.EMAIL, on=on, direction=Direction.GAVE
            )
        else:
            self.services.log.log(contact_ids=[self.id_of(name)], kind=InteractionKind.CALL, on=on)
        self.model.in_touch(name, on, gave=gave, spoke=not gave)

    def _owe(self) -> None:
        name, due = self.someone(), self.today + self.dice.randint(0, 25) * A_DAY
        kind = self.dice.choice(["send", "send", "other", "congratulate", "thank-you", "check-in"])
        every = self.dice.choice([(1, "months"), (2, "weeks")]) if self.dice.random() < 0.05 else None
        words = self.words(kind)
        self.acts.append(f"owe {name} {words} by {due}, every {every}")
        self.services.follow_ups.add(
            contact_id=self.id_of(name),
            kind=FollowUpKind(kind),
            text=words,
            due_on=due,
            repeats=_cadence(every) if every else None,
        )
        self.model.owe(kind, name, due, words, every=every)

    def _owe_after(self) -> None:
        """Owe something that waits for a conversation with someone else, sometimes with a day as well."""
        name, awaited = self.dice.sample(sorted(self.model.people), 2)
        latest = self.today + self.dice.randint(3, 40) * A_DAY if self.dice.random() < 0.3 else None
        kind = self.dice.choice(["send", "other", "check-in"])
        words = self.words(kind)
        self.acts.append(f"owe {name} {words} after talking to {awaited}, by {latest}")
        self.services.follow_ups.add(
            contact_id=self.id_of(name),
            kind=FollowUpKind(kind),
            text=words,
            due_on=latest,
            after_id=self.id_of(awaited),
        )
        made = None if latest is None else self.model.owe(kind, name, latest, words)
        owed = {"kind": kind, "who": name, "words": words, "awaited": awaited, "since": self.today}
        self.model.waiting.append({**owed, "made": made})

    def _open_interviews(self, *status: str) -> list[Thing]:
        return [one for one in self.model.interviews if one["status"] in status]

    def _new_interview(self, name: str, status: str, entity_id: int) -> Thing:
        interview: Thing = {
            "id": entity_id,
            "who": name,
            "status": status,
            "at": None,
            "minutes": 30,
            "items": [],
            "goal": False,
        }
        interview |= {"asked": self.today, "also": False, "again": None}
        self.model.interviews.append(interview)
        return interview

    def _ask_for_interview(self) -> None:
        name = self.someone()
        self.acts.append(f"ask {name} for an interview")
        made = self.services.interviews.add(self.id_of(name), status=InterviewStatus.ASKED)
        self._new_interview(name, "asked", made.id)
        person = self.model.people[name]
        person["stage"] = "reached-out" if person["stage"] == "potential" else person["stage"]

    def _when(self) -> datetime:
        day = self.today + self.dice.randint(1, 16) * A_DAY
        return self._at(day, self.dice.randint(9, 21), self.dice.choice([0, 30]))

    def _schedule(self) -> None:
        asked = self._open_interviews("asked")
        at, name = self._when(), self.someone()
        if asked:
            interview = self.dice.choice(asked)
            name = interview["who"]
            made = self.services.interviews.schedule(interview["id"], at)
        else:
            made = self.services.interviews.add(self.id_of(name), at=at)
            interview = self._new_interview(name, "scheduled", made.id)
        self.acts.append(f"interview with {name} at {at}")
        company = "their company"
        lines = [(n, words.format(person=name, company=company), by) for n, words, by in self.checklist]
        self.model.schedule(interview, at, lines)

    def _write_goal(self) -> None:
        """Write the goal of an interview: the item that asks for it is ticked by itself."""
        if coming := [one for one in self._open_interviews("scheduled", "asked") if not one["goal"]]:
            interview = self.dice.choice(coming)
            self.acts.append(f"write the goal of the interview with {interview['who']}")
            self.services.interviews.change(interview["id"], goal="learn how compilers are tested")
            interview["goal"] = True
            for item in interview["items"]:
                item["open"] = item["open"] and item["by"] != "goal"

    def _move_one(self) -> None:
        coming = [one for one in self._open_interviews("scheduled") if one["at"] > self.model.now]
        if coming:
            self._move(self.dice.choice(coming))

    def _move(self, interview: Thing) -> None:
        at = self._when()
        self.acts.append(f"move the interview with {interview['who']} to {at}")
        self.services.interviews.move(interview["id"], at)
        self.model.schedule(interview, at, None)
        self.model.put_away.pop(("outcome", interview["id"]), None)

    def _plan_event(self) -> None:
        title, on = (
            self.words("Meetup").replace("no", "number "),
            self.today + self.dice.randint(0, 20) * A_DAY,
        )
        self.acts.append(f"plan {title} on {on}")
        made = self.services.events.add(make_event(title=title, on=on))
        self.model.events.append({"id": made.id, "title": title, "on": on, "state": "planned"})

    def _two(self) -> tuple[str, str] | None:
        """Return two people without an introduction so far, the second not met today."""
        met = {one["who"] for one in self.model.introductions} | {
            one["by"] for one in self.model.introductions
        }
        free = sorted(set(self.model.people) - met)
        by, who = self.dice.sample(free, 2) if len(free) > 1 else ("", "")
        return (by, who) if by and self.model.people[who]["last"] != self.today else None

    def _be_introduced(self) -> None:
        if pair := self._two():
            self.acts.append(f"{pair[0]} introduces {pair[1]}")
            made = self.services.introductions.received(self.id_of(pair[0]), self.id_of(pair[1]))
            self.model.introduced(*pair)["id"] = made.id

    def _ask_for_introduction(self) -> None:
        if pair := self._two():
            self.acts.append(f"ask {pair[0]} for an introduction to {pair[1]}")
            made = self.services.introductions.asking.ask(self.id_of(pair[0]), self.id_of(pair[1]))
            asked = {"id": made.id, "by": pair[0], "who": pair[1], "state": "asked"}
            self.model.introductions.append({**asked, "asked": self.today, "again": None})

    def _introduce(self) -> None:
        one, other = self.dice.sample(sorted(self.model.people), 2)
        if not any({plan["one"], plan["other"]} == {one, other} for plan in self.model.plans):
            self.acts.append(f"introduce {one} to {other}")
            self.services.introductions.plan(self.id_of(one), self.id_of(other))
            self.model.plan_introduction(one, other)

    def _hear_news(self) -> None:
        name = self.someone(kept=True)
        if not any(one["who"] == name for one in self.model.milestones):
            self.acts.append(f"news of {name}")
            day = PartialDate(self.today.month, self.today.day, self.today.year)
            made = self.services.milestones.add(self.id_of(name), MilestoneKind.AWARD, day)
            self.model.milestones.append({"id": made.id, "who": name, "on": self.today})

    def _choose_cadence(self) -> None:
        name, every = self.someone(), self.dice.choices(_CADENCES, _HOW_MANY)[0]
        self.acts.append(f"{name}: every {every}")
        self.services.cadences.set_cadence([self.id_of(name)], _cadence(every))
        first = after(self.today, every)
        self.model.people[name].update(cadence=every, first=first, snoozed=None, paused=False)

    def _choose_for_several(self) -> None:
        """Choose a cadence for several: netui spreads their first days, and is taken at its word for them."""
        every = self.dice.choice([(3, "months"), (6, "months")])
        names = [self.someone(kept=False) for _ in range(6)]
        self.acts.append(f"{', '.join(names)}: every {every}")
        ids = [self.id_of(name) for name in dict.fromkeys(names)]
        self.services.cadences.set_cadence(ids, _cadence(every))
        for name in names:
            person = self.model.people[name]
            due = self.services.contacts.get(person["id"]).next_due_on
            met = [after(day, every) for day in (person["last"], person["skipped"]) if day]
            assert due is not None, f"{name} is never due"
            assert due > self.today, f"{name} is due at once"
            assert due <= after(self.today, every) + 2 * A_WEEK, f"{name} is due after the interval"
            person.update(cadence=every, first=due, snoozed=None, paused=False)
            assert due >= max(met, default=due), f"{name} is due before the interval is over"

    def _pause(self) -> None:
        name = self.someone(kept=True)
        paused = not self.model.people[name]["paused"]
        self.acts.append(f"{name} paused: {paused}")
        self.services.cadences.pause([self.id_of(name)], paused=paused)
        self.model.people[name]["paused"] = paused

    def _go_away(self) -> None:
        """Be away: what falls due before the return is spread behind it, ten a week."""
        if self.model.away_until is not None and self.model.away_until > self.today:
            return
        until = self.today + self.dice.randint(3, 16) * A_DAY
        self.acts.append(f"away until {until}")
        days_due = {name: self.model.check_in_of(one) for name, one in self.model.people.items()}
        missed = [name for name, day in days_due.items() if day is not None and day < until]
        self.services.cadences.away(until)
        self.model.away_until = until
        days = []
        for name in missed:
            due = self.services.contacts.get(self.id_of(name)).next_due_on
            assert due is not None, f"{name} is never due"
            self.model.people[name]["snoozed"] = due
            days.append(due)
        wanted = [until + timedelta(days=number * 7 // 10) for number in range(len(missed))]
        assert sorted(days) == wanted, f"{sorted(days)} after the return, not {wanted}"

    def due(self, days: int) -> list[Row]:
        """Return what the command line says is due."""
        found = json.loads(self.command("due", "--json", "--days", str(days)).out)
        rows = []
        for one in found:
            rows += [(one, item) for item in one["items"]] or [(one, one)]
        return [
            Row(
                one["kind"],
                one["contact"]["name"] if one["contact"] else one["text"].partition(":")[0],
                own_words(one["kind"], item["text"]),
                date.fromisoformat(item["due_on"]),
                item["state"],
            )
            for one, item in rows
        ]


def flat(row: AgendaRow) -> tuple[AgendaRow, ...]:
    """Return a row, or those that it stands for."""
    return row.items or (row,)


def as_row(row: AgendaRow) -> Row:
    """Return a row of the program as the model says it."""
    return Row(row.kind.value, row.who, own_words(row.kind.value, row.text), row.due_on, row.state.value)


def own_words(kind: str, text: str) -> str:
    """Return the words that the user gave or a checklist has; netui's own are left out."""
    is_own = " no" in text and text[-1].isdigit()
    return text if is_own or kind == RowKind.PREP else ""


def _cadence(every: tuple[int, str]) -> Cadence:
    return Cadence.parse(f"{every[0]} {every[1]}")
