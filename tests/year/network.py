"""Everything the user has given netui so far, and what follows from it: dictionaries, no rule of netui."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from tests.year.days import A_DAY, after, times

Thing = dict[str, Any]


class Network:
    """The people, what was planned with them, and what is owed to them.

    A method is something that the user does. A change of what follows from it changes that method.
    """

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
        self.gifts: list[tuple[str, date]] = []
        """Who gave the user something else than an interview or an introduction, and when."""
        self.had_news: dict[str, date] = {}
        """The last day on which someone who gave something was told what became of it."""
        self.away_until: date | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def week_end(self) -> date:
        return self.today + timedelta(days=6 - self.today.weekday())

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def days_of(self, name: str) -> int:
        """Return the length of a person's cadence in days."""
        return (after(self.today, self.people[name]["cadence"]) - self.today).days

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

    def owe_after(self, kind: str, who: str, awaited: str, words: str, latest: date | None) -> None:
        """Owe something once there was a conversation with someone else, or at the latest on a day."""
        made = None if latest is None else self.owe(kind, who, latest, words)
        owed = {"kind": kind, "who": who, "words": words, "awaited": awaited, "since": self.today}
        self.waiting.append({**owed, "made": made})

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
        """Give an interview a date, or another one: its open items count back from it, never before today.

        An item stays snoozed, unless the interview would then come first, or the item is due later anyway.
        """
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
            snoozed = "prep", (interview["id"], item["id"])
            until = self.put_away.get(snoozed)
            if until is not None and not item["due"] < until <= day:
                del self.put_away[snoozed]

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
