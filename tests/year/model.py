"""What is due, from the sentences of the design alone: dictionaries and dateutil, no rule of netui.

Every kind of row is a function. A change of the rules changes one function here.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tests.year.days import A_DAY, A_WEEK, after, in_year, working_days
from tests.year.network import Network, Thing
from tests.year.plan_rows import PlanRows
from tests.year.row import Row, placed

CHECK_INS_A_WEEK = 10
LATE_FOR_A_DAY = 3
"""How many days a birthday can be made up for."""
NEWS_LASTS = 21
CLOSENESS = ("potential", "reached-out", "dormant", "connected", "active")
"""The stages, the closest last."""


class Model:
    """What is due of everything the user has given netui so far."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.plan = PlanRows(network)

    @property
    def today(self) -> date:
        return self.network.today

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
            self.news(),
            self.to_review(),
            self.news_to_givers(),
            self.plan.rows(),
        )
        return [row for source in sources for row in source if row.day <= last]

    def due(self, last: date) -> list[Row]:
        """Return every row due up to a day."""
        return [*self.rows(last), *self.check_ins(last)]

    def check_ins(self, last: date) -> list[Row]:
        """Return the check-ins due up to a day; none while the user is away.

        A follow-up of this kind takes its place, or a meeting of a mentoring: one on an earlier day, or
        within a week after.
        """
        if self.network.away_until is not None and self.network.away_until > self.today:
            return []
        days = {name: self.check_in_of(person) for name, person in self.network.people.items()}
        return [
            placed(self.network, "check-in", name, day)
            for name, day in days.items()
            if day is not None
            and day <= last
            and not any(shown <= min(last, max(day, self.today)) + A_WEEK for shown in self.meetings(name))
        ]

    def meetings(self, name: str) -> list[date]:
        """Return the days on which the user is to be in touch with someone anyway."""
        return [
            *(
                max(one["due"], one["snoozed"] or one["due"])
                for one in self.network.follow_ups
                if (one["kind"], one["who"]) == ("check-in", name)
            ),
            *(row.day for row in self.plan.mentoring_meetings() if row.who == name),
        ]

    def checks_in(self, follow_up: Thing) -> Thing | None:
        """Return who a follow-up is the check-in of too: the two are within a week, or both are late."""
        if follow_up["kind"] != "check-in":
            return None
        person = self.network.people[follow_up["who"]]
        check_in = self.check_in_of(person)
        if check_in is None:
            return None
        shown = max(follow_up["due"], follow_up["snoozed"] or follow_up["due"])
        first, second = max(shown, self.today), max(check_in, self.today)
        return person if abs(first - second) <= A_WEEK else None

    def done_this_week(self) -> int:
        """Return with how many people of a cadence the user was in touch this week."""
        first = self.network.week_end() - A_WEEK + A_DAY
        return sum(
            1
            for one in self.network.people.values()
            if one["cadence"] and not one["paused"] and one["last"] is not None and one["last"] >= first
        )

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
        for one in self.network.follow_ups:
            day = max(one["due"], one["snoozed"] or one["due"])
            row = placed(self.network, one["kind"], one["who"], day, one["words"])
            clock_runs = one["at"] is not None and day == one["due"]
            if clock_runs and one["at"] < self.network.now:
                row = row._replace(state="overdue")
            elif clock_runs and one["at"] - self.network.now <= timedelta(hours=24):
                row = row._replace(state="today")
            yield row

    def prepared(self) -> Iterator[Row]:
        """Each open item of the checklist of an interview to come."""
        for one in self._scheduled():
            if not self._is_over(one):
                for item in one["items"]:
                    day = self.network.moved(("prep", (one["id"], item["id"])), item["due"])
                    if item["open"] and day is not None:
                        yield placed(self.network, "prep", one["who"], day, item["words"])

    def held(self) -> Iterator[Row]:
        """An interview to come on its day; one that has passed asks from then on what became of it."""
        for one in self._scheduled():
            if not self._is_over(one):
                yield placed(self.network, "interview", one["who"], self.network.local_day(one["at"]))
            elif (day := self.network.moved(("outcome", one["id"]), self.today)) is not None:
                yield placed(self.network, "outcome", one["who"], day)

    def requested(self) -> Iterator[Row]:
        """A request without an answer: 3 working days, someone else; 7, one more try; 7 more, close it.

        The last comes after a try that was skipped, too.
        """
        for one in self.network.interviews:
            if one["status"] == "asked" and (step := self.step_of(one)):
                day = self.network.moved(("request", (one["id"], step)), self.today)
                if day is not None:
                    yield placed(self.network, "request", one["who"], day)

    def step_of(self, request: Thing) -> str:
        if request["again"] is not None:
            return "close" if working_days(request["again"], self.today) >= 7 else ""
        waited = working_days(request["asked"], self.today)
        if waited >= 14 and self._is_skipped(("request", (request["id"], "resend"))):
            return "close"
        if waited >= 7:
            return "resend"
        return "ask-else" if waited >= 3 and not request["also"] else ""

    def asked_for(self) -> Iterator[Row]:
        """An introduction I asked for: 7 working days, one reminder, 7 more, close it; or did it happen?"""
        for one in self.network.introductions:
            if one["state"] == "asked" and (step := self.introduction_step(one)):
                day = self.network.moved(("asked", (one["id"], step)), self.today)
                if day is not None:
                    yield placed(self.network, "introduction", one["by"], day)

    def introduction_step(self, asked: Thing) -> str:
        person = self.network.people[asked["who"]]
        known = person["stage"] not in {"potential", "reached-out"}
        if known and person["last"] is not None and person["last"] > asked["asked"]:
            return "talked"
        waited = working_days(asked["again"] or asked["asked"], self.today)
        if waited < 7:
            return ""
        skipped = waited >= 14 and self._is_skipped(("asked", (asked["id"], "remind")))
        return "close" if asked["again"] or skipped else "remind"

    def _is_skipped(self, row_key: tuple[str, tuple[int, str]]) -> bool:
        """Whether a row was skipped for good, not only snoozed."""
        return self.network.moved(row_key, self.today) is None

    def birthdays(self, last: date) -> Iterator[Row]:
        """Birthdays typed by hand, each year, and for some days after."""
        for name, one in self.network.people.items():
            if one["birthday"] is None:
                continue
            for year in (self.today.year - 1, self.today.year, self.today.year + 1):
                born = in_year(one["birthday"], year)
                day = self.network.moved(("birthday", (name, year)), born)
                if day is not None and day >= self.today - LATE_FOR_A_DAY * A_DAY and born <= last:
                    yield placed(self.network, "birthday", name, day)

    def news(self) -> Iterator[Row]:
        """News of people with a cadence, for three weeks: the newest of each kind."""
        newest: dict[tuple[str, str], tuple[date, int]] = {}
        for one in self.network.milestones:
            person = self.network.people[one["who"]]
            if person["cadence"] is None or person["paused"]:
                continue
            snoozed = self.network.put_away.get(("milestone", one["id"])) or one["on"]
            is_fresh = (self.today - one["on"]).days <= NEWS_LASTS
            if is_fresh or (self.today - snoozed).days <= LATE_FOR_A_DAY:
                what = one["who"], one["kind"]
                newest[what] = max(newest.get(what, (date.min, 0)), (one["on"], one["id"]))
        for (who, _), (on, number) in newest.items():
            day = self.network.moved(("milestone", number), max(on, self.today))
            if day is not None:
                yield placed(self.network, "milestone", who, day)

    def to_review(self) -> Iterator[Row]:
        """An idea: details a year old, of people with a cadence; one row, the one that waits longest."""
        stale = self.today - relativedelta(months=12)
        waiting = sorted(
            (one["reviewed"] or date.min, one["id"], name)
            for name, one in self.network.people.items()
            if one["cadence"] and not one["paused"] and (one["reviewed"] or date.min) <= stale
        )
        for _, _, name in waiting:
            key = ("details", (name, self.network.people[name]["reviewed"]))
            if key not in self.network.put_away or (self.network.put_away[key] or date.max) <= self.today:
                yield placed(self.network, "review", name, self.today)._replace(state="idea")
                return

    def givers(self) -> dict[str, date]:
        """Who gave the user something in the last year and has had no news since, and when."""
        held = [one for one in self.network.interviews if one["status"] == "done"]
        made = [one for one in self.network.introductions if one["state"] == "made"]
        gave = [
            *self.network.gifts,
            *((one["who"], self.network.local_day(one["at"])) for one in held),
            *((one["by"], one["on"]) for one in made),
        ]
        first: dict[str, date] = {}
        for name, day in gave:
            had_news = self.network.had_news.get(name, day - A_DAY)
            if max(self.today - 365 * A_DAY, had_news) < day:
                first[name] = min(day, first.get(name, day))
        return first

    def news_to_givers(self) -> Iterator[Row]:
        """An idea, a quarter after the first of them gave something: write to all what became of it."""
        waits = self.network.put_away.get(("news", 0)) or self.today
        first = self.givers().values()
        if first and waits <= self.today and after(min(first), (3, "months")) <= self.today:
            yield placed(self.network, "update", "", self.today)._replace(state="idea")

    def _is_over(self, interview: Thing) -> bool:
        return bool(interview["at"] + timedelta(minutes=interview["minutes"]) <= self.network.now)

    def _scheduled(self) -> Iterator[Thing]:
        return (one for one in self.network.interviews if one["status"] == "scheduled")
