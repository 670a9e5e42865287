"""What happens in the life of a network without a row that asks for it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.time.partial_date import PartialDate
from tests.factories import make_event
from tests.year.arrivals import Arrivals
from tests.year.days import A_DAY, after
from tests.year.life import CADENCES, HOW_MANY, Life, as_cadence
from tests.year.network import Thing
from tests.year.plans import Plans


class Happenings:
    """Does one thing after the other, by the dice, with netui and in the network."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.services = life.services
        self.dice = life.dice
        self.network = life.network
        self.model = life.model
        self._plans = Plans(life)
        self._arrivals = Arrivals(life)

    @property
    def today(self) -> date:
        return self.life.today

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
            *self._plans.acts,
            *self._arrivals.acts,
        )
        self.dice.choices([act for _, act in acts], [weight for weight, _ in acts])[0]()

    def _log(self) -> None:
        name, on = self.life.someone(), self.today - self.dice.choice([0, 0, 0, 1, 2, 6]) * A_DAY
        gave = self.dice.random() < 0.2
        if self.network.people[name]["last"] == on:
            return
        self.life.note(f"log with {name} on {on}")
        if self.dice.random() < 0.15:
            gave = False
            self.life.command("log", name, "about compilers", "--kind", "coffee", "--on", on.isoformat())
        elif gave:
            ids = [self.life.id_of(name)]
            self.services.log.log(
                contact_ids=ids, kind=InteractionKind.EMAIL, on=on, direction=Direction.GAVE
            )
        else:
            self.services.log.log(contact_ids=[self.life.id_of(name)], kind=InteractionKind.CALL, on=on)
        self.network.in_touch(name, on, gave=gave, spoke=not gave)

    def _owe(self) -> None:
        name, due = self.life.someone(), self.today + self.dice.randint(0, 25) * A_DAY
        kind = self.dice.choice(["send", "send", "other", "congratulate", "thank-you", "check-in"])
        every = self.dice.choice([(1, "months"), (2, "weeks")]) if self.dice.random() < 0.05 else None
        words = self.life.words(kind)
        self.life.note(f"owe {name} {words} by {due}, every {every}")
        self.services.follow_ups.add(
            contact_id=self.life.id_of(name),
            kind=FollowUpKind(kind),
            text=words,
            due_on=due,
            repeats=as_cadence(every) if every else None,
        )
        self.network.owe(kind, name, due, words, every=every)

    def _owe_after(self) -> None:
        """Owe something that waits for a conversation with someone else, sometimes with a day as well."""
        name, awaited = self.dice.sample(sorted(self.network.people), 2)
        latest = self.today + self.dice.randint(3, 40) * A_DAY if self.dice.random() < 0.3 else None
        kind = self.dice.choice(["send", "other", "check-in"])
        words = self.life.words(kind)
        self.life.note(f"owe {name} {words} after talking to {awaited}, by {latest}")
        self.services.follow_ups.add(
            contact_id=self.life.id_of(name),
            kind=FollowUpKind(kind),
            text=words,
            due_on=latest,
            after_id=self.life.id_of(awaited),
        )
        self.network.owe_after(kind, name, awaited, words, latest)

    def _open_interviews(self, *status: str) -> list[Thing]:
        return [one for one in self.network.interviews if one["status"] in status]

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
        self.network.interviews.append(interview)
        return interview

    def _ask_for_interview(self) -> None:
        name = self.life.someone()
        self.life.note(f"ask {name} for an interview")
        made = self.services.interviews.add(self.life.id_of(name), status=InterviewStatus.ASKED)
        self._new_interview(name, "asked", made.id)
        person = self.network.people[name]
        person["stage"] = "reached-out" if person["stage"] == "potential" else person["stage"]

    def _when(self) -> datetime:
        day = self.today + self.dice.randint(1, 16) * A_DAY
        return self.life.at(day, self.dice.randint(9, 21), self.dice.choice([0, 30]))

    def _schedule(self) -> None:
        asked = self._open_interviews("asked")
        at, name = self._when(), self.life.someone()
        if asked:
            interview = self.dice.choice(asked)
            name = interview["who"]
            made = self.services.interviews.schedule(interview["id"], at)
        else:
            made = self.services.interviews.add(self.life.id_of(name), at=at)
            interview = self._new_interview(name, "scheduled", made.id)
        self.life.note(f"interview with {name} at {at}")
        company = self.network.people[name]["company"] or "their company"
        lines = [(n, words.format(person=name, company=company), by) for n, words, by in self.life.checklist]
        self.network.schedule(interview, at, lines)

    def _write_goal(self) -> None:
        """Write the goal of an interview: the item that asks for it is ticked by itself."""
        if coming := [one for one in self._open_interviews("scheduled", "asked") if not one["goal"]]:
            interview = self.dice.choice(coming)
            self.life.note(f"write the goal of the interview with {interview['who']}")
            self.services.interviews.change(interview["id"], goal="learn how compilers are tested")
            interview["goal"] = True
            for item in interview["items"]:
                item["open"] = item["open"] and item["by"] != "goal"

    def _move_one(self) -> None:
        """Move an interview, sometimes one that is over."""
        if scheduled := self._open_interviews("scheduled"):
            self.move(self.dice.choice(scheduled))

    def move(self, interview: Thing) -> None:
        at = self._when()
        self.life.note(f"move the interview with {interview['who']} to {at}")
        self.services.interviews.move(interview["id"], at)
        self.network.schedule(interview, at, None)
        self.network.put_away.pop(("outcome", interview["id"]), None)

    def _plan_event(self) -> None:
        title, on = (
            self.life.words("Meetup").replace("no", "number "),
            self.today + self.dice.randint(0, 20) * A_DAY,
        )
        self.life.note(f"plan {title} on {on}")
        made = self.services.events.add(make_event(title=title, on=on))
        self.network.events.append({"id": made.id, "title": title, "on": on, "state": "planned"})

    def _two(self) -> tuple[str, str] | None:
        """Return two people without an introduction so far, the second not met today."""
        met = {one["who"] for one in self.network.introductions} | {
            one["by"] for one in self.network.introductions
        }
        free = sorted(set(self.network.people) - met)
        by, who = self.dice.sample(free, 2) if len(free) > 1 else ("", "")
        return (by, who) if by and self.network.people[who]["last"] != self.today else None

    def _be_introduced(self) -> None:
        if pair := self._two():
            self.life.note(f"{pair[0]} introduces {pair[1]}")
            made = self.services.introductions.received(self.life.id_of(pair[0]), self.life.id_of(pair[1]))
            self.network.introduced(*pair)["id"] = made.id

    def _ask_for_introduction(self) -> None:
        if pair := self._two():
            self.life.note(f"ask {pair[0]} for an introduction to {pair[1]}")
            made = self.services.introductions.asking.ask(self.life.id_of(pair[0]), self.life.id_of(pair[1]))
            asked = {"id": made.id, "by": pair[0], "who": pair[1], "state": "asked"}
            self.network.introductions.append({**asked, "asked": self.today, "again": None})

    def _introduce(self) -> None:
        one, other = self.dice.sample(sorted(self.network.people), 2)
        if not any({plan["one"], plan["other"]} == {one, other} for plan in self.network.plans):
            self.life.note(f"introduce {one} to {other}")
            self.services.introductions.plan(self.life.id_of(one), self.life.id_of(other))
            self.network.plan_introduction(one, other)

    def _hear_news(self) -> None:
        name = self.life.someone(kept=True)
        if not any(one["who"] == name for one in self.network.milestones):
            self.life.note(f"news of {name}")
            day = PartialDate(self.today.month, self.today.day, self.today.year)
            made = self.services.milestones.add(self.life.id_of(name), MilestoneKind.AWARD, day)
            award = {"id": made.id, "who": name, "on": self.today, "kind": "award"}
            self.network.milestones.append(award)

    def _choose_cadence(self) -> None:
        name, every = self.life.someone(), self.dice.choices(CADENCES, HOW_MANY)[0]
        self.life.note(f"{name}: every {every}")
        self.services.cadences.set_cadence([self.life.id_of(name)], as_cadence(every))
        self.network.choose(name, every, after(self.today, every))

    def _choose_for_several(self) -> None:
        """Choose a cadence for several: netui spreads their first days, and is taken at its word for them."""
        if all(one["cadence"] for one in self.network.people.values()):
            return
        every = self.dice.choice([(3, "months"), (6, "months")])
        names = [self.life.someone(kept=False) for _ in range(6)]
        self.life.note(f"{', '.join(names)}: every {every}")
        ids = [self.life.id_of(name) for name in dict.fromkeys(names)]
        self.services.cadences.set_cadence(ids, as_cadence(every))
        for name in dict.fromkeys(names):
            self.life.take_first_day(name, every)

    def _pause(self) -> None:
        name = self.life.someone(kept=True)
        paused = not self.network.people[name]["paused"]
        self.life.note(f"{name} paused: {paused}")
        self.services.cadences.pause([self.life.id_of(name)], paused=paused)
        self.network.people[name]["paused"] = paused

    def _go_away(self) -> None:
        """Be away: what falls due before the return is spread behind it, ten a week."""
        if self.network.away_until is not None and self.network.away_until > self.today:
            return
        until = self.today + self.dice.randint(3, 16) * A_DAY
        self.life.note(f"away until {until}")
        days_due = {name: self.model.check_in_of(one) for name, one in self.network.people.items()}
        missed = [name for name, day in days_due.items() if day is not None and day < until]
        self.services.cadences.away(until)
        self.network.away_until = until
        days = []
        for name in missed:
            due = self.services.contacts.get(self.life.id_of(name)).next_due_on
            assert due is not None, f"{name} is never due"
            self.network.people[name]["snoozed"] = due
            days.append(due)
        wanted = [until + timedelta(days=number * 7 // 10) for number in range(len(missed))]
        assert sorted(days) == wanted, f"{sorted(days)} after the return, not {wanted}"
