"""What the user does with a row of This week: each act is done with netui, and given to the network."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from netui.domain.interviews.rules import Outcome
from netui.domain.week.agenda import AgendaRow
from netui.domain.week.debrief import Debrief
from tests.year.days import A_DAY, A_WEEK, after
from tests.year.happenings import Happenings
from tests.year.life import CADENCES, HOW_MANY, Life, as_cadence, as_row, flat
from tests.year.network import Thing
from tests.year.plan_answers import PlanAnswers
from tests.year.press import Follows, Press
from tests.year.row import Row

_COMPANY = "Proton AG"
"""Where everyone works whom someone names in an interview."""


class Answers:
    """Does, snoozes or skips a row; every kind of row that isn't a follow-up is a method."""

    def __init__(self, life: Life, happenings: Happenings) -> None:
        self.life = life
        self.happenings = happenings
        self.services = life.services
        self.dice = life.dice
        self.network = life.network
        self.model = life.model
        self._plan = PlanAnswers(life)
        self._seen: dict[Row, AgendaRow] = {}
        self._kinds: Mapping[str, Callable[[Press], Follows]] = {
            "check-in": self._check_in,
            "thank-you": self._thank_you,
            "introduction": self._introduction,
            "prep": self._prep,
            "interview": self._interview,
            "outcome": self._outcome,
            "request": self._request,
            "birthday": self._birthday,
            "milestone": self._milestone,
            "review": self._review,
            "update": self._update,
            "mentoring": self._plan.mentoring,
            "group": self._plan.group,
            "action": self._plan.action,
            "event": self._plan.event,
            "goal": self._plan.goal,
        }

    @property
    def today(self) -> date:
        return self.life.today

    def see(self, rows: Sequence[tuple[Row, AgendaRow]]) -> None:
        """Look at the agenda: what is done next is done with these rows."""
        self._seen = dict(reversed(rows))

    def act(self, row: Row, verb: str, *, typed: bool) -> None:
        """Do, snooze or skip a row; `typed` on the command line."""
        until = self.today + self.dice.choice([1, 2, 5, 7, 14, 30]) * A_DAY
        while until <= row.day:
            until += A_WEEK
        actual = self._actual(row)
        follows = self._kinds.get(row.kind, self._follow_up)(Press(row, actual, verb, until))
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

    def _check_in(self, press: Press) -> Callable[[], None]:
        if press.actual.follow_up_id is not None:
            return self._follow_up(press)
        person = self.network.people[press.row.who]
        if press.verb == "done":
            return lambda: self.network.in_touch(press.row.who, self.today)
        if press.verb == "snooze":
            return lambda: person.update(snoozed=press.until)
        return lambda: person.update(skipped=self.today, snoozed=None)

    def _thank_you(self, press: Press) -> Callable[[], None]:
        """Thank someone: netui asks how often to be in touch from now on, once."""
        follows = self._follow_up(press)

        def thanked() -> None:
            follows()
            self._decide(press.row.who)

        return thanked if press.verb == "done" else follows

    def _decide(self, name: str) -> None:
        ids = (self.life.id_of(name),)
        asked = bool(self.services.cadences.undecided(ids))
        assert asked is self.network.undecided(name), f"netui asks about {name}: {asked}"
        if not asked or self.dice.random() < 0.3:
            return
        every = self.dice.choices(CADENCES, HOW_MANY)[0] if self.dice.random() < 0.7 else None
        send = self.dice.random() < 0.5
        self.life.note(f"keep in touch with {name}: {every}, send something: {send}")
        add = self.services.follow_ups.add_value if send else None
        self.services.cadences.decide(ids, as_cadence(every) if every else None, add)
        if every:
            self.network.choose(name, every, after(self.today, every))
        else:
            self.network.declined.add(name)
        if send:
            self.network.owe("send", name, self.today + A_WEEK)

    def _follow_up(self, press: Press) -> Callable[[], None]:
        like = [
            one
            for one in self.network.follow_ups
            if (one["kind"], one["who"], one["words"], one["at"]) == (*press.row[:3], press.actual.due_at)
            and max(one["due"], one["snoozed"] or one["due"]) == press.row.day
        ]
        meant = [one for one in like if one["about"] and one["about"] in press.actual.text]
        follow_up = (meant or like)[0]
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

    def _introduction(self, press: Press) -> Follows:
        if press.actual.follow_up_id is not None:
            return self._follow_up(press)
        asked = next(one for one in self.network.introductions if one["id"] == press.number)
        step = self.model.introduction_step(asked)
        if press.verb != "done":
            return press.puts_away(self.network, ("asked", (asked["id"], step)))
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

    def _prep(self, press: Press) -> Follows:
        interview = self._interview_of(press.actual)
        item = next(one for one in interview["items"] if one["words"] == press.row.words)
        if press.verb == "snooze":
            if press.until > self.network.local_day(interview["at"]):  # which netui refuses
                return None
            return press.puts_away(self.network, ("prep", (interview["id"], item["id"])))
        return lambda: item.update(open=False)

    def _interview(self, _: Press) -> None:
        """Do nothing: it is held when its time has passed."""

    def _outcome(self, press: Press) -> Follows:
        interview = self._interview_of(press.actual)
        if press.verb == "snooze":
            return press.puts_away(self.network, ("outcome", interview["id"]))
        self._tell_outcome(press.row.who, interview)
        return None

    def _tell_outcome(self, who: str, interview: Thing) -> None:
        interviews, kind = self.services.interviews, self.dice.random()
        if kind < 0.75:
            self._debrief(who, interview)
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

    def _debrief(self, who: str, interview: Thing) -> None:
        """Hold an interview: something was promised, and they may have named someone."""
        words, due = self.life.words("send the draft"), self.today + self.dice.randint(2, 20) * A_DAY
        named = f"N{len(self.network.introductions):03} Muster" if self.dice.random() < 0.3 else ""
        self.life.note(f"hold the interview with {who}, {words} by {due}; they name {named or 'no one'}")
        ask_next = (f"{named}, {_COMPANY}",) if named else ()
        debrief = Debrief(actions=(f"{words} by {due.isoformat()}",), ask_next=ask_next)
        self.services.interviews.closing.complete(interview["id"], debrief)
        self.network.complete(interview)
        self.network.owe("send", who, due, words)
        if named:
            found = self.services.contacts.find(named).id
            self.network.meet(named, stage="potential", id=found, company=_COMPANY)
            to_ask = self.services.introductions.asking.find(self.life.id_of(who), found)
            assert to_ask is not None, f"{who} need not be asked to introduce {named}"
            self.network.named(who, named, to_ask.id)

    def _interview_of(self, row: AgendaRow) -> Thing:
        return next(one for one in self.network.interviews if one["id"] == row.interview_id)

    def _request(self, press: Press) -> Follows:
        if press.actual.id.startswith("mentor-asked"):
            return self._plan.mentor_asked(press)
        interview = self._interview_of(press.actual)
        step = self.model.step_of(interview)
        if press.verb != "done":
            return press.puts_away(self.network, ("request", (interview["id"], step)))
        changes: dict[str, Thing] = {
            "ask-else": {"also": True},
            "resend": {"again": self.today},
            "close": {"status": "closed"},
        }
        return lambda: interview.update(changes[step])

    def _birthday(self, press: Press) -> Callable[[], None]:
        year = int(press.actual.id.split(":")[2])
        return press.puts_away(self.network, ("birthday", (press.row.who, year)))

    def _milestone(self, press: Press) -> Callable[[], None]:
        return press.puts_away(self.network, ("milestone", press.number))

    def _review(self, press: Press) -> Callable[[], None]:
        person = self.network.people[press.row.who]
        if press.verb == "done":
            return lambda: person.update(reviewed=self.today)
        return press.puts_away(self.network, ("details", (press.row.who, person["reviewed"])))
