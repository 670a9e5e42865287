"""What the user does with a row of the plan: each act is done with netui, and given to the network."""

from datetime import date

from dateutil.relativedelta import relativedelta

from netui.domain.plan.event import MetLine
from netui.domain.week.agenda import NextStep, Verb
from netui.services.plan.events import MetPerson
from tests.year.days import A_DAY, after
from tests.year.life import Life
from tests.year.network import Thing
from tests.year.press import Follows, Press


class PlanAnswers:
    """Does, snoozes or skips a row of the plan; every kind of row is a method."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.services = life.services
        self.dice = life.dice
        self.network = life.network
        self.plan = life.model.plan

    @property
    def today(self) -> date:
        return self.life.today

    def mentoring(self, press: Press) -> Follows:
        """Meet; an action may come of it, to be done by the next meeting."""
        relation = self._mentoring_of(press)
        if press.verb == "snooze":
            row_key = "mentoring", (relation["id"], self.plan.meeting_of(relation))
            return press.puts_away(self.network, row_key)
        if press.verb == "skip":
            following = after(max(press.row.day, self.today), relation["every"])
            return lambda: relation.update(next=following)
        if self.dice.random() < 0.6:
            return lambda: self.network.met_mentor(relation)
        words = self.life.words("ask the team")
        self.life.note(f"meet {press.row.who}, {words}")
        self.services.mentoring.met(relation["id"], on=self.today, actions=[(words, None)])
        self.network.met_mentor(relation)
        self.network.owe("other", press.row.who, self.plan.meeting_of(relation), words)
        return None

    def group(self, press: Press) -> Follows:
        """Be there, or skip it; a day that is set can't be snoozed."""
        group = next(one for one in self.network.groups if one["name"] == press.row.who)
        if press.verb == "snooze" or (press.verb == "done" and press.row.day > self.today):
            self._see_refusal(press)
            return None
        if press.verb == "done":
            return lambda: group["met"].append(self.today)
        return press.puts_away(self.network, ("group", (group["id"], press.row.day)))

    def action(self, press: Press) -> Follows:
        """Take the next step of an opportunity; there may be another one, with or without a day."""
        step = next(one for one in self.network.steps if one["title"] == press.row.who)
        if press.verb == "snooze":
            return lambda: step.update(on=press.until)
        if press.verb == "skip" or self.dice.random() < 0.5:
            return lambda: step.update(words="", on=None)
        words, on = self.life.words("step"), None
        if self.dice.random() < 0.6:
            on = self.today + self.dice.randint(1, 25) * A_DAY
        self.life.note(f"{press.row.who}: {press.row.words} done, {words} by {on}")
        self.services.plan_actions.next_steps.take(NextStep("opportunities", step["id"]), words, on)
        step.update(words=words, on=on)
        return None

    def mentor_asked(self, press: Press) -> Follows:
        """Ask once more, then close it."""
        relation = self._mentoring_of(press)
        if press.verb != "done":
            row_key = "mentor-asked", (relation["id"], "close" if relation["again"] else "again")
            return press.puts_away(self.network, row_key)
        if relation["again"]:
            return lambda: relation.update(stage="ended")
        return lambda: relation.update(again=self.today)

    def event(self, press: Press) -> Follows:
        """Tell who was met there, once it has come."""
        event = next(one for one in self.network.events if one["title"] == press.row.who)
        if press.verb == "snooze" and event["on"] < self.today:
            return press.puts_away(self.network, ("event-told", event["id"]))
        if press.verb == "skip":
            return lambda: event.update(state="skipped")
        if press.verb == "snooze" or event["on"] > self.today:
            self._see_refusal(press)
            return None
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

    def goal(self, press: Press) -> Follows:
        """Do without the goal in this month, or look at it later."""
        end = self.today + relativedelta(day=31)
        goal = next(one for one in self.network.goals if one["title"] == press.row.who)
        return press.puts_away(self.network, ("goal", (goal["id"], end)))

    def _mentoring_of(self, press: Press) -> Thing:
        return next(one for one in self.network.mentoring if one["id"] == press.number)

    def _see_refusal(self, press: Press) -> None:
        """A day that is set can't be snoozed, nor be over before it has come."""
        refusal = self.services.actions.why_not(Verb(press.verb), press.actual)
        assert refusal, f"netui lets the user {press.verb} {press.row}"
