"""What is due of the plan: events, goals, mentoring, groups and the next steps of opportunities."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from dateutil.relativedelta import relativedelta

from tests.year.days import A_DAY, after, working_days
from tests.year.network import Network, Thing
from tests.year.row import Row, placed

WAIT_FOR_MENTOR = 7


class PlanRows:
    """What is due of the plan; every kind of row is a function."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @property
    def today(self) -> date:
        return self.network.today

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the plan, on any day."""
        return chain(
            self.planned_events(),
            self.short_of_goals(),
            self.mentoring_meetings(),
            self.mentors_asked(),
            self.group_meetings(),
            self.next_steps(),
        )

    def planned_events(self) -> Iterator[Row]:
        """An event on its day; once it is over, the question whether the user went."""
        for one in self.network.events:
            if one["state"] == "planned":
                day = one["on"]
                if day < self.today:
                    day = self.network.moved(("event-told", one["id"]), self.today)
                if day is not None:
                    yield placed(self.network, "event", one["title"], day)

    def short_of_goals(self) -> Iterator[Row]:
        """A goal that is not reached, on the last day of its month."""
        for one in self.network.goals:
            first = self.today.replace(day=1)
            end = first + relativedelta(day=31)
            held = sum(
                1
                for interview in self.network.interviews
                if interview["status"] == "done" and first <= self.network.local_day(interview["at"]) <= end
            )
            day = self.network.moved(("goal", (one["id"], end)), end)
            if held < one["target"] and day is not None:
                yield placed(self.network, "goal", one["title"], day)

    def mentoring_meetings(self) -> Iterator[Row]:
        """The next meeting of each mentoring: on the day agreed on, else a cadence after the last one."""
        for one in self.network.mentoring:
            if one["stage"] in {"trying", "active"}:
                due = self.meeting_of(one)
                if (day := self.network.moved(("mentoring", (one["id"], due)), due)) is not None:
                    yield placed(self.network, "mentoring", one["who"], day)

    @staticmethod
    def meeting_of(relation: Thing) -> date:
        """Return the day of the next meeting of a mentoring."""
        return relation["next"] or after(relation["met"] or relation["began"], relation["every"])

    def mentors_asked(self) -> Iterator[Row]:
        """Someone asked to be a mentor or mentee: 7 working days, once more, 7 more, close it."""
        for one in self.network.mentoring:
            if one["stage"] == "asked":
                asked = one["again"] or one["asked"]
                wait = next(
                    day
                    for day in (asked + number * A_DAY for number in range(1, 20))
                    if working_days(asked, day) == WAIT_FOR_MENTOR
                )
                step = "close" if one["again"] else "again"
                day = self.network.moved(("mentor-asked", (one["id"], step)), max(wait, self.today))
                if day is not None:
                    yield placed(self.network, "request", one["who"], day)

    def group_meetings(self) -> Iterator[Row]:
        """The next meeting of each group, from today on and after the last one."""
        for one in self.network.groups:
            due = self.meets_on(one)
            if self.network.moved(("group", (one["id"], due)), due) is not None:
                yield placed(self.network, "group", one["name"], due)

    def meets_on(self, group: Thing) -> date:
        """Return the next day of a group: the third Tuesday, each Tuesday, or so many days after the last."""
        met, weekday = group["met"], group["weekday"]
        day = max(self.today, max(met, default=date.min) + A_DAY) if met else self.today
        while not (
            (day - met[0]).days % group["days"] == 0
            if group["days"]
            else day.weekday() == weekday and group["place"] in {0, (day.day + 6) // 7}
        ):
            day += A_DAY
        return day

    def next_steps(self) -> Iterator[Row]:
        """The next step of an opportunity that has a day; one without waits."""
        for one in self.network.steps:
            if one["words"] and one["on"] is not None:
                yield placed(self.network, "action", one["title"], one["on"], one["words"])
