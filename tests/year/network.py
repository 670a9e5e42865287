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
        self.conversations: list[tuple[str, date]] = []
        """Every conversation, in the order in which netui heard of them."""
        self.interviews: list[Thing] = []
        self.events: list[Thing] = []
        self.introductions: list[Thing] = []
        self.plans: list[Thing] = []
        self.milestones: list[Thing] = []
        self.goals: list[Thing] = []
        self.mentoring: list[Thing] = []
        self.groups: list[Thing] = []
        self.steps: list[Thing] = []
        self.put_away: dict[tuple[str, Any], date | None] = {}
        """Rows that are done or skipped (None), or snoozed until a day."""
        self.gifts: list[tuple[str, date]] = []
        """Who gave the user something else than an interview or an introduction, and when."""
        self.had_news: dict[str, date] = {}
        """The last day on which someone who gave something was told what became of it."""
        self.away_until: date | None = None
        self.declined: set[str] = set()
        """With whom the user does not want to keep in touch."""

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def week_end(self) -> date:
        return self.today + timedelta(days=6 - self.today.weekday())

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def moved(self, row_key: tuple[str, Any], day: date) -> date | None:
        """Return the day of a row that netui finds by itself: its own, the one it was snoozed to, or none."""
        if row_key not in self.put_away:
            return day
        later = self.put_away[row_key]
        return None if later is None else max(day, later)

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
            self.conversations.append((name, on))
            self._hear(name)
            for one in self.introductions:
                if (one["who"], one["state"]) == (name, "named"):
                    self._close_named(one)

    def owe_after(self, kind: str, who: str, awaited: str, words: str, latest: date | None) -> None:
        """Owe something once there was a conversation with someone else, or at the latest on a day."""
        made = None if latest is None else self.owe(kind, who, latest, words)
        self._wait(kind, who, awaited, words, made)

    def _wait(self, kind: str, who: str, awaited: str, words: str = "", made: Thing | None = None) -> Thing:
        owed: Thing = {"kind": kind, "who": who, "words": words, "made": made}
        owed |= {"awaited": awaited, "since": self.today, "heard": len(self.conversations)}
        self.waiting.append(owed)
        return owed

    def _hear(self, name: str) -> None:
        """What waited for a conversation is due two days after netui hears of it, or by its own day."""
        soon = self.today + 2 * A_DAY
        for owed in [one for one in self.waiting if one["awaited"] == name]:
            if all(who != name or on < owed["since"] for who, on in self.conversations[owed["heard"] :]):
                continue
            self.waiting.remove(owed)
            if owed["made"] is None:
                owed["made"] = self.owe(owed["kind"], owed["who"], soon, owed["words"])
            elif owed["made"] in self.follow_ups:
                owed["made"].update(due=min(soon, owed["made"]["due"]), snoozed=None)

    def owe(self, kind: str, who: str, due: date, words: str = "", **more: Any) -> Thing:
        """Owe something."""
        made: Thing = {"kind": kind, "who": who, "words": words, "due": due, "at": None, "snoozed": None}
        made |= {"every": None, "first": due, "plan": None, "about": "", "named": None, **more}
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
        if kept and follow_up["named"] is not None:
            follow_up["named"].update(state="asked", asked=self.today, again=None)

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
        soon, update = self.today + 2 * A_DAY, made["told"]
        if update["made"] in self.follow_ups:
            update["made"]["due"] = min(update["made"]["due"], soon)
        elif not made["told_interview"]:
            update["made"] = self.owe("update", made["by"], soon)
        made["told_interview"] = True

    def introduced(self, by: str, who: str, *, record: Thing | None = None) -> Thing:
        """Be introduced to someone today: thanks are due now, the update after the first conversation."""
        made: Thing = {"by": by, "who": who, "asked": None, "again": None} if record is None else record
        spoke = self.people[who]["spoke"]
        heard = spoke is not None and (
            spoke >= self.today or (made["asked"] is not None and spoke > made["asked"])
        )
        made |= {"state": "made", "told_interview": False, "on": self.today}
        self.owe("thank-you", by, self.today)
        made["told"] = (
            {"made": self.owe("update", by, self.week_end())} if heard else self._wait("update", by, who)
        )
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
        side = plan["steps"][0]
        about = plan["other" if side == "one" else "one"]
        self.owe("introduction", plan[side], self.today + 2 * A_DAY, plan=plan, about=about)

    def meet(self, name: str, *, stage: str, reviewed: date | None = None, **more: Any) -> Thing:
        """Know someone new, without a cadence."""
        person: Thing = {"cadence": None, "first": None, "last": None, "spoke": None, "skipped": None}
        person |= {"snoozed": None, "paused": False, "stage": stage, "birthday": None, "reviewed": reviewed}
        self.people[name] = person | {"company": "", "listed": "", **more}
        return self.people[name]

    def choose(self, name: str, every: tuple[int, str], first: date) -> None:
        """Choose how often to be in touch with someone."""
        self.people[name].update(cadence=every, first=first, snoozed=None, paused=False)

    def undecided(self, name: str) -> bool:
        """Whether the user is to be asked how often to be in touch: no cadence, and never declined."""
        person = self.people[name]
        return person["cadence"] is None and not person["paused"] and name not in self.declined

    def named(self, by: str, who: str, number: int) -> None:
        """Hear of someone: who named them is to be asked for an introduction within two days."""
        one: Thing = {"id": number, "by": by, "who": who, "state": "named"}
        self.introductions.append(one)
        self.owe("introduction", by, self.today + 2 * A_DAY, about=who, named=one)

    def _close_named(self, one: Thing) -> None:
        """Talk to someone without the introduction: who named them hears of it, and need not be asked."""
        one["state"] = "closed"
        self.follow_ups = [owed for owed in self.follow_ups if owed["named"] is not one]
        self.owe("update", one["by"], self.today + 2 * A_DAY)

    def met_mentor(self, relation: Thing) -> None:
        """Hold a meeting of a mentoring: the next one is a cadence later, where no day is agreed on."""
        relation.update(met=self.today, next=None)
        self.in_touch(relation["who"], self.today)

    def leave(self, group: Thing) -> None:
        """Leave a group: what was taken on for it is dropped."""
        self.groups.remove(group)
        for one in self.owed_to(group):
            self.follow_ups.remove(one)

    def owed_to(self, group: Thing) -> list[Thing]:
        """Return what was taken on for a group."""
        return [one for one in self.follow_ups if one["words"].endswith(f" · {group['name']}")]

    def change_job(self, name: str, company: str, milestone_id: int) -> None:
        self.people[name]["company"] = company
        self.milestones.append({"id": milestone_id, "who": name, "on": self.today, "kind": "new-job"})

    def merge(self, kept: str, gone: str) -> None:
        """Make one person of two: what only the other has is taken over, and all that happened with them."""
        one, other = self.people[kept], self.people.pop(gone)
        if one["cadence"] is None and other["cadence"] is not None:
            one.update({key: other[key] for key in ("cadence", "first", "snoozed", "paused")})
        for key in ("last", "spoke", "skipped", "reviewed"):
            one[key] = max(filter(None, (one[key], other[key])), default=None)
        for key in ("birthday", "company", "listed"):
            one[key] = one[key] or other[key]
        for things in (self.follow_ups, self.interviews, self.milestones, self.mentoring):
            for thing in things:
                if thing["who"] == gone:
                    thing["who"] = kept
        self.gifts = [(kept if name == gone else name, on) for name, on in self.gifts]
        heard = [self.had_news[name] for name in (kept, gone) if name in self.had_news]
        if heard:
            self.had_news[kept] = max(heard)
        for owed in self.waiting:
            owed |= {key: kept for key in ("who", "awaited") if owed[key] == gone}
        self.conversations = [(kept if name == gone else name, on) for name, on in self.conversations]
        self._hear(kept)
        if gone in self.declined:
            self.declined.add(kept)
        for (kind, about), until in list(self.put_away.items()):
            if isinstance(about, tuple) and about[0] == gone:
                self.put_away[kind, (kept, *about[1:])] = until
