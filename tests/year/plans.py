"""What happens in the plan: mentors are asked, groups meet, opportunities come up."""

from collections.abc import Callable, Sequence

from netui.domain.plan.mentoring import Mentoring, MentoringSide, MentoringStage
from netui.domain.plan.opportunity import Opportunity
from netui.domain.values import replace
from tests.factories import make_group
from tests.year.days import A_DAY
from tests.year.life import Life, as_cadence
from tests.year.network import Thing

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_KEPT = 3
"""Of so many, or more, the user may end a mentoring, or leave a group."""
_PLACES = ("every", "first", "second", "third", "fourth")


class Plans:
    """Does one thing after the other, by the dice, with netui and in the network; `acts` have weights."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.services = life.services
        self.dice = life.dice
        self.network = life.network
        self._joined = 0
        self.acts: Sequence[tuple[int, Callable[[], None]]] = (
            (2, self._ask_mentor),
            (3, self._hear_from_mentor),
            (2, self._agree_on_meeting),
            (2, self._end_mentoring),
            (1, self._join_group),
            (1, self._leave_group),
            (2, self._take_on_for_group),
            (3, self._find_opportunity),
            (3, self._give_step_a_day),
        )

    def _ask_mentor(self) -> None:
        name = self.life.someone()
        side = self.dice.choice(list(MentoringSide))
        every = self.dice.choice([(1, "months"), (2, "weeks"), (3, "weeks")])
        if any(one["who"] == name and one["stage"] != "ended" for one in self.network.mentoring):
            return
        self.life.note(f"ask {name} to be a {side}, every {every}")
        asked = Mentoring(
            id=0,
            uid="",
            contact_id=self.life.id_of(name),
            side=side,
            stage=MentoringStage.ASKED,
            rhythm=as_cadence(every),
        )
        made = self.services.mentoring.add(asked)
        relation = {"id": made.id, "who": name, "stage": "asked", "asked": self.life.today, "again": None}
        relation |= {"began": None, "met": None, "next": None, "every": every}
        self.network.mentoring.append(relation)

    def _hear_from_mentor(self) -> None:
        if not (asked := [one for one in self.network.mentoring if one["stage"] == "asked"]):
            return
        relation = self.dice.choice(asked)
        stage = self.dice.choice([MentoringStage.TRYING, MentoringStage.ACTIVE, MentoringStage.ENDED])
        self.life.note(f"mentoring with {relation['who']}: {stage}")
        self.services.mentoring.set_stage(relation["id"], stage)
        relation.update(stage=str(stage), began=self.life.today)

    def _agree_on_meeting(self) -> None:
        if not (meets := self._those_that_meet()):
            return
        relation, day = self.dice.choice(meets), self.life.today + self.dice.randint(0, 20) * A_DAY
        self.life.note(f"meet {relation['who']} on {day}")
        self.services.mentoring.plan(relation["id"], ["what to learn"], day)
        relation["next"] = day

    def _end_mentoring(self) -> None:
        if len(meets := self._those_that_meet()) < _KEPT:
            return
        relation = self.dice.choice(meets)
        self.life.note(f"end the mentoring with {relation['who']}")
        self.services.mentoring.set_stage(relation["id"], MentoringStage.ENDED)
        relation["stage"] = "ended"

    def _those_that_meet(self) -> list[Thing]:
        return [one for one in self.network.mentoring if one["stage"] in {"trying", "active"}]

    def _leave_group(self) -> None:
        if len(self.network.groups) < _KEPT:
            return
        owed = [one for one in self.network.groups if self.network.owed_to(one)]
        group = self.dice.choice(owed or self.network.groups)
        self.life.note(f"leave {group['name']}")
        self.services.groups.remove(group["id"])
        self.network.leave(group)

    def _join_group(self) -> None:
        self._joined += 1
        name = f"Circle {self._joined}"
        place, weekday = self.dice.randrange(5), self.dice.randrange(7)
        weeks = self.dice.choice([0, 0, 2, 3])
        words = f"every {weeks} weeks" if weeks else f"{_PLACES[place]} {_WEEKDAYS[weekday]}"
        self.life.note(f"join {name}, which meets {words}")
        made = self.services.groups.add(make_group(name=name, rhythm=words))
        group = {"id": made.id, "name": name, "met": [], "days": weeks * 7}
        self.network.groups.append(group | {"place": place, "weekday": weekday})
        if weeks:
            self.services.groups.log_meeting(made.id)
            self.network.groups[-1]["met"].append(self.life.today)

    def _take_on_for_group(self) -> None:
        if not self.network.groups:
            return
        group, due = self.dice.choice(self.network.groups), self.life.today + self.dice.randint(0, 20) * A_DAY
        words = self.life.words("bring cake")
        self.life.note(f"{words} for {group['name']} by {due}")
        self.services.groups.add_action(group["id"], words, due)
        self.network.owe("other", "", due, f"{words} · {group['name']}")

    def _find_opportunity(self) -> None:
        title, words = f"Lead {len(self.network.steps) + 1}", self.life.words("step")
        on = self.life.today + self.dice.randint(0, 25) * A_DAY if self.dice.random() < 0.6 else None
        self.life.note(f"{title}: {words}, {on}")
        found = Opportunity(id=0, uid="", title=title, next_step=words, next_on=on)
        made = self.services.opportunities.add(found)
        self.network.steps.append({"id": made.id, "title": title, "words": words, "on": on})

    def _give_step_a_day(self) -> None:
        if not (undated := [one for one in self.network.steps if one["on"] is None]):
            return
        step, on = self.dice.choice(undated), self.life.today + self.dice.randint(0, 25) * A_DAY
        words = step["words"] or self.life.words("step")
        self.life.note(f"{step['title']}: {words} by {on}")
        entry = self.services.opportunities.get(step["id"])
        self.services.opportunities.edit(replace(entry, next_step=words, next_on=on))
        step.update(words=words, on=on)
