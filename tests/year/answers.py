"""What the user does with a row of This week: each act is done with netui, and given to the network."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from netui.domain.interviews.rules import Outcome
from netui.domain.plan.event import MetLine
from netui.domain.week.agenda import AgendaRow
from netui.domain.week.debrief import Debrief
from netui.services.plan.events import MetPerson
from tests.year.days import A_DAY, A_WEEK, after
from tests.year.happenings import Happenings
from tests.year.life import Life, as_row, flat
from tests.year.model import Row
from tests.year.network import Thing


class Press(NamedTuple):
    """A verb for a row: as the model says the row, and as the program has it."""

    row: Row
    actual: AgendaRow
    verb: str
    until: date


class Answers:
    """Does, snoozes or skips a row; a kind of row that isn't a follow-up has a method of its name."""

    def __init__(self, life: Life, happenings: Happenings) -> None:
        self.life = life
        self.happenings = happenings
        self.services = life.services
        self.dice = life.dice
        self.network = life.network
        self.model = life.model
        self._seen: dict[Row, AgendaRow] = {}

    @property
    def today(self) -> date:
        return self.life.today

    def see(self, rows: Sequence[tuple[Row, AgendaRow]]) -> None:
        """Look at the agenda: what is done next is done with these rows."""
        self._seen = dict(reversed(rows))

    def act(self, row: Row, verb: str, *, typed: bool) -> None:
        """Do, snooze or skip a row; `typed` on the command line."""
        tell = getattr(self, f"_{row.kind.replace('-', '_')}", self._follow_up)
        until = self.today + self.dice.choice([1, 2, 5, 7, 14, 30]) * A_DAY
        while until <= row.day:
            until += A_WEEK
        actual = self._actual(row)
        follows = tell(Press(row, actual, verb, until))
        if follows is None:
            return
        self.life.note(f"{verb} {row.kind} {row.who} {row.words} ({until if verb == 'snooze' else ''})")
        actions = self.services.actions
        if typed:
            self.life.command(verb, actual.id, *([until.isoformat()] if verb == "snooze" else []))
        elif verb == "snooze":
            actions.snooze(actual, until)
        else:
            (actions.done if verb == "done" else actions.skip)(actual)
        follows()

    def _actual(self, row: Row) -> AgendaRow:
        """Return the row that was seen; look again for a second one like it, and where it may be another."""
        if row.kind not in {"check-in", "introduction"} and (seen := self._seen.pop(row, None)):
            return seen
        agenda = self.services.agenda.week(all_check_ins=True)
        return next(one for shown in agenda.rows for one in flat(shown) if as_row(one) == row)

    def _put(self, key: tuple[str, object], press: Press) -> Callable[[], None]:
        until = press.until if press.verb == "snooze" else None
        return lambda: self.network.put_away.update({key: until})

    def _check_in(self, press: Press) -> Callable[[], None]:
        if press.actual.follow_up_id is not None:
            return self._follow_up(press)
        person = self.network.people[press.row.who]
        if press.verb == "done":
            return lambda: self.network.in_touch(press.row.who, self.today)
        if press.verb == "snooze":
            return lambda: person.update(snoozed=press.until)
        return lambda: person.update(skipped=self.today, snoozed=None)

    def _follow_up(self, press: Press) -> Callable[[], None]:
        follow_up = next(
            one
            for one in self.network.follow_ups
            if (one["kind"], one["who"], one["words"]) == press.row[:3]
            and max(one["due"], one["snoozed"] or one["due"]) == press.row.day
        )
        person, check_in = self.model.checks_in(follow_up), None
        if person is not None:
            check_in = self.model.check_in_of(person)

        def snoozed() -> None:
            follow_up.update(snoozed=press.until)
            if person is not None and check_in is not None and check_in < press.until:
                person.update(snoozed=press.until)

        def settled() -> None:
            self.network.settle(follow_up, kept=press.verb == "done")
            if person is not None and press.verb == "skip":
                person.update(skipped=self.today, snoozed=None)

        return snoozed if press.verb == "snooze" else settled

    def _introduction(self, press: Press) -> Callable[[], None] | None:
        if press.actual.follow_up_id is not None:
            return self._follow_up(press)
        asked = next(
            one for one in self.network.introductions if one["id"] == int(press.actual.id.split(":")[1])
        )
        step = self.model.introduction_step(asked)
        if press.verb != "done":
            return self._put(("asked", (asked["id"], step)), press)
        if step == "remind":
            return lambda: asked.update(again=self.today)
        if step == "close":
            return lambda: asked.update(state="closed")

        def made() -> None:
            self.network.introduced(asked["by"], asked["who"], record=asked)

        return made

    def _update(self, press: Press) -> Callable[[], None]:
        if press.row.state != "idea":
            return self._follow_up(press)
        names, again = self.model.givers(), after(self.today, (3, "months"))
        if press.verb == "done":
            return lambda: self.network.had_news.update(dict.fromkeys(names, self.today))
        until = press.until if press.verb == "snooze" else again
        return lambda: self.network.put_away.update({("news", 0): until})

    def _prep(self, press: Press) -> Callable[[], None]:
        interview = self._interview_of(press.actual)
        item = next(one for one in interview["items"] if one["words"] == press.row.words)
        if press.verb == "snooze":
            return self._put(("prep", (interview["id"], item["id"])), press)
        return lambda: item.update(open=False)

    def _interview(self, _: Press) -> None:
        """Do nothing: it is held when its time has passed."""

    def _outcome(self, press: Press) -> Callable[[], None] | None:
        interview = self._interview_of(press.actual)
        if press.verb == "snooze":
            return self._put(("outcome", interview["id"]), press)
        self._tell_outcome(press.row.who, interview)
        return None

    def _tell_outcome(self, who: str, interview: Thing) -> None:
        interviews, kind = self.services.interviews, self.dice.random()
        if kind < 0.75:
            words, due = self.life.words("send the draft"), self.today + self.dice.randint(2, 20) * A_DAY
            self.life.note(f"hold the interview with {who}, {words} by {due}")
            interviews.closing.complete(interview["id"], Debrief(actions=(f"{words} by {due.isoformat()}",)))
            self.network.complete(interview)
            self.network.owe("send", who, due, words)
        elif kind < 0.85:
            self.happenings.move(interview)
        elif kind < 0.95:
            self.life.note(f"{who} cancelled")
            interviews.outcome(interview["id"], Outcome.CANCELLED)
            interview["status"] = "cancelled"
        else:
            self.life.note(f"{who} did not come")
            interviews.outcome(interview["id"], Outcome.NO_SHOW)
            interview["status"] = "cancelled"
            day = self.today + A_DAY
            while day.weekday() > 4:
                day += A_DAY
            self.network.owe("other", who, day)

    def _interview_of(self, row: AgendaRow) -> Thing:
        return next(one for one in self.network.interviews if one["id"] == row.interview_id)

    def _request(self, press: Press) -> Callable[[], None]:
        interview = self._interview_of(press.actual)
        step = self.model.step_of(interview)
        if press.verb != "done":
            return self._put(("request", (interview["id"], step)), press)
        changes: dict[str, Thing] = {
            "ask-else": {"also": True},
            "resend": {"again": self.today},
            "close": {"status": "closed"},
        }
        return lambda: interview.update(changes[step])

    def _birthday(self, press: Press) -> Callable[[], None]:
        return self._put(("birthday", (press.row.who, int(press.actual.id.split(":")[2]))), press)

    def _event(self, press: Press) -> Callable[[], None] | None:
        event = next(one for one in self.network.events if one["title"] == press.row.who)
        if press.verb == "snooze" or event["on"] > self.today:
            return None
        if press.verb == "skip":
            return lambda: event.update(state="skipped")
        met = self.dice.sample(sorted(self.network.people), 3)
        lines = [
            MetPerson(MetLine(name=name), contact_id=self.life.id_of(name), follow_up=number < 2)
            for number, name in enumerate(met)
        ]
        self.life.note(f"{press.row.who}: met {', '.join(met)}")
        self.services.events.finish(event["id"], lines)
        event["state"] = "attended"
        for name in met:
            self.network.in_touch(name, event["on"])
        for name in met[:2]:
            self.network.owe("check-in", name, max(event["on"] + 2 * A_DAY, self.today))
        return None

    def _milestone(self, press: Press) -> Callable[[], None]:
        return self._put(("milestone", int(press.actual.id.split(":")[1])), press)

    def _goal(self, press: Press) -> Callable[[], None]:
        end = self.today + relativedelta(day=31)
        goal = next(one for one in self.network.goals if one["title"] == press.row.who)
        return self._put(("goal", (goal["id"], end)), press)

    def _review(self, press: Press) -> Callable[[], None]:
        person = self.network.people[press.row.who]
        if press.verb == "done":
            return lambda: person.update(reviewed=self.today)
        return self._put(("details", (press.row.who, person["reviewed"])), press)
