"""What is owed, from the sentences of the design alone: dictionaries and dateutil, no rule of netui.

Every kind of row is a function. A change of the rules changes one function here.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

Thing = dict[str, Any]
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
CHECK_INS_A_WEEK = 10
LATE_FOR_A_DAY = 3
"""How many days a birthday can be made up for."""
NEWS_LASTS = 21
CLOSENESS = ("potential", "reached-out", "dormant", "connected", "active")
"""The stages, the closest last."""


class Row(NamedTuple):
    """A row of This week; `words` are those of the user, "" where netui finds its own."""

    kind: str
    who: str
    words: str
    day: date
    state: str


class Model:
    """Everything the user has given netui so far, and what follows from it."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.now = datetime.min.replace(tzinfo=zone)
        self.people: dict[str, Thing] = {}
        self.follow_ups: list[Thing] = []
        self.waiting: list[Thing] = []
        self.interviews: list[Thing] = []
        self.events: list[Thing] = []
        self.introductions: list[Thing] = []
        self.plans: list[Thing] = []
        self.milestones: list[Thing] = []
        self.goals: list[Thing] = []
        self.put_away: dict[tuple[str, Any], date | None] = {}
        """Rows that are done or skipped (None), or snoozed until a day."""
        self.away_until: date | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    # The agenda

    def rows(self, last: date) -> list[Row]:
        """Return every row due up to a day but check-ins."""
        sources = (
            self.promised(),
            self.prepared(),
            self.held(),
            self.requested(),
            self.asked_for(),
            self.birthdays(last),
            self.planned_events(),
            self.news(),
            self.short_of_goals(),
            self.to_review(),
        )
        return [row for source in sources for row in source if row.day <= last]

    def check_ins(self, last: date) -> dict[str, date]:
        """Return who is due for a check-in up to a day; no one while the user is away.

        A follow-up of this kind takes its place: one on an earlier day, or within a week after.
        """
        if self.away_until is not None and self.away_until > self.today:
            return {}
        days = {name: self.check_in_of(person) for name, person in self.people.items()}
        return {
            name: day
            for name, day in days.items()
            if day is not None
            and day <= last
            and not any(
                shown <= min(last, max(day, self.today)) + A_WEEK for shown in self.promised_check_ins(name)
            )
        }

    def promised_check_ins(self, name: str) -> list[date]:
        """Return the days on which a follow-up to be in touch with someone comes up."""
        return [
            max(one["due"], one["snoozed"] or one["due"])
            for one in self.follow_ups
            if (one["kind"], one["who"]) == ("check-in", name)
        ]

    def checks_in(self, follow_up: Thing) -> Thing | None:
        """Return who a follow-up is the check-in of too: the two are within a week, or both are late."""
        person = self.people[follow_up["who"]]
        check_in = self.check_in_of(person)
        if follow_up["kind"] != "check-in" or check_in is None:
            return None
        shown = max(follow_up["due"], follow_up["snoozed"] or follow_up["due"])
        first, second = max(shown, self.today), max(check_in, self.today)
        return person if abs(first - second) <= A_WEEK else None

    def done_this_week(self) -> int:
        """Return with how many people of a cadence the user was in touch this week."""
        first = self.week_end() - A_WEEK + A_DAY
        return sum(
            1
            for one in self.people.values()
            if one["cadence"] and not one["paused"] and one["last"] is not None and one["last"] >= first
        )

    def week_end(self) -> date:
        return self.today + timedelta(days=6 - self.today.weekday())

    def state(self, day: date) -> str:
        if day < self.today:
            return "overdue"
        if day == self.today:
            return "today"
        return "week" if day <= self.week_end() else "later"

    def _row(self, kind: str, who: str, day: date, words: str = "") -> Row:
        return Row(kind, who, words, day, self.state(day))

    def _moved(self, row_key: tuple[str, Any], day: date) -> date | None:
        """Return the day of a row that netui finds by itself: its own, the one it was snoozed to, or none."""
        if row_key not in self.put_away:
            return day
        later = self.put_away[row_key]
        return None if later is None else max(day, later)

    # One function for each kind of row

    def check_in_of(self, person: Thing) -> date | None:
        """A cadence after the last contact or skip, and never before one has passed since it was chosen."""
        if person["cadence"] is None or person["paused"]:
            return None
        met = [after(day, person["cadence"]) for day in (person["last"], person["skipped"]) if day]
        first: date = person["first"]
        return max([*met, first, person["snoozed"] or first])

    def promised(self) -> Iterator[Row]:
        """What was promised, on its day or the one it was snoozed to; thanks for an interview by the hour."""
        for one in self.follow_ups:
            day = max(one["due"], one["snoozed"] or one["due"])
            row = self._row(one["kind"], one["who"], day, one["words"])
            clock_runs = one["at"] is not None and day == one["due"]
            if clock_runs and one["at"] < self.now:
                row = row._replace(state="overdue")
            elif clock_runs and one["at"] - self.now <= timedelta(hours=24):
                row = row._replace(state="today")
            yield row

    def prepared(self) -> Iterator[Row]:
        """Each open item of the checklist of an interview to come."""
        for one in self._scheduled():
            if not self._is_over(one):
                for item in one["items"]:
                    day = self._moved(("prep", (one["id"], item["id"])), item["due"])
                    if item["open"] and day is not None:
                        yield self._row("prep", one["who"], day, item["words"])

    def held(self) -> Iterator[Row]:
        """An interview to come on its day; one that has passed asks from then on what became of it."""
        for one in self._scheduled():
            if not self._is_over(one):
                yield self._row("interview", one["who"], self.local_day(one["at"]))
            elif (day := self._moved(("outcome", one["id"]), self.today)) is not None:
                yield self._row("outcome", one["who"], day)

    def requested(self) -> Iterator[Row]:
        """A request without an answer: 3 working days, someone else; 7, one more try; 7 more, close it."""
        for one in self.interviews:
            if one["status"] == "asked" and (step := self.step_of(one)):
                day = self._moved(("request", (one["id"], step)), self.today)
                if day is not None:
                    yield self._row("request", one["who"], day)

    def step_of(self, request: Thing) -> str:
        if request["again"] is not None:
            return "close" if working_days(request["again"], self.today) >= 7 else ""
        waited = working_days(request["asked"], self.today)
        if waited >= 7:
            return "resend"
        return "ask-else" if waited >= 3 and not request["also"] else ""

    def asked_for(self) -> Iterator[Row]:
        """An introduction I asked for: 7 working days, one reminder, 7 more, close it; or did it happen?"""
        for one in self.introductions:
            if one["state"] == "asked" and (step := self.introduction_step(one)):
                day = self._moved(("asked", (one["id"], step)), self.today)
                if day is not None:
                    yield self._row("introduction", one["by"], day)

    def introduction_step(self, asked: Thing) -> str:
        person = self.people[asked["who"]]
        known = person["stage"] not in {"potential", "reached-out"}
        if known and person["last"] is not None and person["last"] > asked["asked"]:
            return "talked"
        if working_days(asked["again"] or asked["asked"], self.today) < 7:
            return ""
        return "close" if asked["again"] else "remind"

    def birthdays(self, last: date) -> Iterator[Row]:
        """Birthdays typed by hand, each year, and for some days after."""
        for name, one in self.people.items():
            if one["birthday"] is None:
                continue
            for year in (self.today.year - 1, self.today.year, self.today.year + 1):
                born = in_year(one["birthday"], year)
                day = self._moved(("birthday", (name, year)), born)
                if day is not None and day >= self.today - LATE_FOR_A_DAY * A_DAY and born <= last:
                    yield self._row("birthday", name, day)

    def planned_events(self) -> Iterator[Row]:
        """An event on its day; once it is over, the question whether the user went."""
        for one in self.events:
            if one["state"] == "planned":
                key = ("event" if one["on"] >= self.today else "event-told", one["id"])
                day = self._moved(key, max(one["on"], self.today))
                if day is not None:
                    yield self._row("event", one["title"], day)

    def news(self) -> Iterator[Row]:
        """News of people with a cadence, for three weeks."""
        for one in self.milestones:
            person = self.people[one["who"]]
            if person["cadence"] is None or person["paused"]:
                continue
            day = self._moved(("milestone", one["id"]), max(one["on"], self.today))
            snoozed = self.put_away.get(("milestone", one["id"])) or one["on"]
            is_fresh = (self.today - one["on"]).days <= NEWS_LASTS
            if day is not None and (is_fresh or (self.today - snoozed).days <= LATE_FOR_A_DAY):
                yield self._row("milestone", one["who"], day)

    def short_of_goals(self) -> Iterator[Row]:
        """A goal that is not reached, on the last day of its month."""
        for one in self.goals:
            first = self.today.replace(day=1)
            end = first + relativedelta(day=31)
            held = sum(
                1
                for interview in self.interviews
                if interview["status"] == "done" and first <= self.local_day(interview["at"]) <= end
            )
            day = self._moved(("goal", (one["id"], end)), end)
            if held < one["target"] and day is not None:
                yield self._row("goal", one["title"], day)

    def to_review(self) -> Iterator[Row]:
        """An idea: details a year old, of people with a cadence; one row, the one that waits longest."""
        stale = self.today - relativedelta(months=12)
        waiting = sorted(
            (one["reviewed"], one["id"], name)
            for name, one in self.people.items()
            if one["cadence"] and not one["paused"] and one["reviewed"] <= stale
        )
        for reviewed, _, name in waiting:
            key = ("details", (name, reviewed))
            if key not in self.put_away or (self.put_away[key] or date.max) <= self.today:
                yield self._row("review", name, self.today)._replace(state="idea")
                return

    # What follows from what the user does

    def in_touch(self, name: str, on: date, *, gave: bool = False, spoke: bool = True) -> None:
        """Be in touch: the interval starts again, a snooze ends; it may be the first conversation."""
        person = self.people[name]
        if person["last"] is None or person["last"] < on:
            person["last"], person["snoozed"] = on, None
            if person["stage"] in {"potential", "reached-out"}:
                person["stage"] = "reached-out" if gave else "connected"
            elif person["stage"] == "dormant":
                person["stage"] = "active"
        if spoke:
            person["spoke"] = max(person["spoke"] or on, on)
        for one in [one for one in self.waiting if spoke and one["awaited"] == name and one["since"] <= on]:
            self._talked(one)
        for one in self.introductions if spoke else ():
            if one["who"] == name and one["state"] == "made" and one["on"] <= on and not one["told"]:
                one["told"] = self.owe("update", one["by"], self.today + 2 * A_DAY)

    def _talked(self, owed: Thing) -> None:
        """What waited for a conversation is due two days after netui hears of it, or by its own day."""
        self.waiting.remove(owed)
        soon, made = self.today + 2 * A_DAY, owed["made"]
        if made is None:
            self.owe(owed["kind"], owed["who"], soon, owed["words"])
        elif made in self.follow_ups:
            made.update(due=min(soon, made["due"]), snoozed=None)

    def owe(self, kind: str, who: str, due: date, words: str = "", **more: Any) -> Thing:
        """Owe something."""
        made: Thing = {"kind": kind, "who": who, "words": words, "due": due, "at": None, "snoozed": None}
        made |= {"every": None, "first": due, "plan": None, **more}
        self.follow_ups.append(made)
        return made

    def settle(self, follow_up: Thing, *, kept: bool) -> None:
        """Keep or drop a follow_up; one that repeats goes on by its series, which keeps its first day."""
        self.follow_ups.remove(follow_up)
        if follow_up["every"] is not None:
            number, day = 0, follow_up["first"]
            while day <= max(self.today, follow_up["due"]):
                number += 1
                day = follow_up["first"] + times(number, follow_up["every"])
            again = {"every": follow_up["every"], "first": follow_up["first"]}
            self.owe(follow_up["kind"], follow_up["who"], day, follow_up["words"], **again)
        if kept and follow_up["kind"] == "thank-you":
            self.in_touch(follow_up["who"], self.today, gave=True, spoke=False)
        if kept and follow_up["kind"] == "check-in":
            self.in_touch(follow_up["who"], self.today)
        if kept and follow_up["plan"] is not None:
            self.next_step(follow_up["plan"])

    def schedule(
        self, interview: Thing, at: datetime, checklist: list[tuple[int, str, str | None]] | None
    ) -> None:
        """Give an interview a date, or another one: its open items count back from it, never before today."""
        old, day = interview["at"], self.local_day(at)
        interview |= {"status": "scheduled", "at": at}
        if old is None:
            interview["items"] = [
                {
                    "id": number,
                    "words": words,
                    "before": before,
                    "by": by,
                    "open": not (interview["goal"] and by == "goal"),
                }
                for number, (before, words, by) in enumerate(checklist or (), 1)
            ]
        for item in interview["items"]:
            if item["open"] or old is None:
                item["due"] = max(day - item["before"] * A_DAY, self.today)

    def complete(self, interview: Thing) -> None:
        """Hold an interview: it is logged, thanks are due 24 hours after its end, the introducer hears."""
        who = interview["who"]
        interview["status"] = "done"
        self.in_touch(who, self.local_day(interview["at"]))
        by = interview["at"] + timedelta(minutes=interview["minutes"], hours=24)
        self.owe("thank-you", who, self.local_day(by), at=by)
        for one in self.introductions:
            if one["who"] == who and one["state"] == "made":
                self._tell_after_interview(one)

    def _tell_after_interview(self, made: Thing) -> None:
        """The introducer hears of it once after an interview, within two days."""
        soon = self.today + 2 * A_DAY
        if made["told"] in self.follow_ups:
            made["told"]["due"] = min(made["told"]["due"], soon)
        elif not made["told_interview"]:
            made["told"] = self.owe("update", made["by"], soon)
        made["told_interview"] = True

    def introduced(self, by: str, who: str, *, record: Thing | None = None) -> Thing:
        """Be introduced to someone today: thanks are due now, the update after the first conversation."""
        made: Thing = {"by": by, "who": who, "asked": None, "again": None} if record is None else record
        spoke = self.people[who]["spoke"]
        heard = spoke is not None and (
            spoke >= self.today or (made["asked"] is not None and spoke > made["asked"])
        )
        made |= {"state": "made", "on": self.today, "told": None, "told_interview": False}
        self.owe("thank-you", by, self.today)
        if heard:
            made["told"] = self.owe("update", by, self.week_end())
        if record is None:
            self.introductions.append(made)
        return made

    def plan_introduction(self, one: str, other: str) -> None:
        """Introduce two people: each is asked first, one step within two days after the other."""
        plan = {"one": one, "other": other, "steps": ["one", "other", "one"]}
        self.plans.append(plan)
        self._add_step(plan)

    def next_step(self, plan: Thing) -> None:
        plan["steps"].pop(0)
        if plan["steps"]:
            self._add_step(plan)
            return
        for side in ("one", "other"):
            self.in_touch(plan[side], self.today, gave=True, spoke=False)

    def _add_step(self, plan: Thing) -> None:
        self.owe("introduction", plan[plan["steps"][0]], self.today + 2 * A_DAY, plan=plan)

    # Small things

    def days_of(self, name: str) -> int:
        """Return the length of a person's cadence in days."""
        return (after(self.today, self.people[name]["cadence"]) - self.today).days

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _is_over(self, interview: Thing) -> bool:
        return bool(interview["at"] + timedelta(minutes=interview["minutes"]) <= self.now)

    def _scheduled(self) -> Iterator[Thing]:
        return (one for one in self.interviews if one["status"] == "scheduled")


def times(number: int, every: tuple[int, str]) -> relativedelta:
    """Return so many intervals of such as (6, "weeks")."""
    return relativedelta(**{every[1]: every[0] * number})  # type: ignore[arg-type]


@cache
def in_year(day: tuple[int, int], year: int) -> date:
    """Return the day of a year; 29 February is kept on the 28th where there is none."""
    return date(year, 1, 1) + relativedelta(month=day[0], day=day[1])


@cache
def after(day: date, every: tuple[int, str]) -> date:
    """Return the day one interval later."""
    return day + times(1, every)


def working_days(first: date, last: date) -> int:
    """Return how many days of Monday to Friday come after the first, up to the last."""
    days = ((first + number * A_DAY).weekday() for number in range(1, (last - first).days + 1))
    return sum(1 for weekday in days if weekday < 5)
