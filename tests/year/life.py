"""A user and a network: each act is done with netui, and given to the model."""

import json
import random
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Stage
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.favour import FavourKind
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, RowKind
from netui.services.present import Present
from netui.services.services import Services
from netui.storage.store.opening import open_store
from tests.factories import make_goal
from tests.fake_ports import FakePorts
from tests.fakes import FakeClock
from tests.faults.commands import Done, command
from tests.year.days import A_WEEK, after
from tests.year.model import Model
from tests.year.network import Network, Thing
from tests.year.row import Row

ZONE = ZoneInfo("Europe/Zurich")
MONDAY = date(2026, 9, 28)
"""The first day: a quarter from here has the end of summer time in it, and a year both."""
CADENCES = (
    (2, "weeks"),
    (1, "months"),
    (6, "weeks"),
    (2, "months"),
    (3, "months"),
    (6, "months"),
    (1, "years"),
)
HOW_MANY = (1, 4, 8, 10, 12, 8, 4)
_CHECKLISTS = Path(__file__).parents[2] / "netui" / "data" / "checklists.toml"


class Life:
    """One network in a store on the disk, and as the model knows it; `acts` tells what was done today."""

    def __init__(self, folder: Path, seed: int, people: int) -> None:
        self.dice = random.Random(seed)
        self.place = folder / "store"
        self.clock = FakeClock(self.at(MONDAY, 6, 30))
        self.store = open_store(self.place, clock=self.clock, session="year")
        self.services = Services(FakePorts(self.store, Present(self.clock, ZONE)))
        self.network = Network(ZONE)
        self.model = Model(self.network)
        self.acts: list[str] = []
        self.count = 0
        (folder / "settings.toml").write_text('time_zone = "Europe/Zurich"\n', encoding="utf-8")
        texts = tomllib.loads(_CHECKLISTS.read_text(encoding="utf-8"))["checklist"]
        self.checklist = [
            (item["days_before"], item["text"], item.get("ticked_by")) for item in texts[0]["items"]
        ]
        self.set_clock(MONDAY, 6, 30)
        self.network.goals.append({"id": 1, "title": "Two interviews a month", "target": 2})
        self.services.goals.add(make_goal(title="Two interviews a month", target=2))
        with self.store.transaction("A network"):
            for number in range(people):
                self._add_person(f"P{number:03}", kept=number % 3 < 2)
            self._be_given("P001", 80)
            self._be_given("P002", 50)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)

    def set_clock(self, day: date, hour: int, minute: int = 0) -> None:
        """Put every clock to an hour of a day in Zurich."""
        self.clock.set(self.at(day, hour, minute))
        self.network.now = self.clock.now()

    @property
    def today(self) -> date:
        return self.model.today

    def command(self, *words: str) -> Done:
        """Run a command of the real program at this moment, on the store that is open here."""
        done = command(self.place, *words, more={"NETUI_NOW": self.clock.now().isoformat()})
        self.services.session.catch_up()
        if done.code:
            raise AssertionError(f"netui {' '.join(words)}: {done.err}")
        return done

    # The network

    def _add_person(self, name: str, *, kept: bool) -> None:
        dice, today = self.dice, self.today
        every = dice.choices(CADENCES, HOW_MANY)[0] if kept else None
        longest = (after(today, every) - today).days if every else 300
        chosen = today - timedelta(days=dice.randrange(longest + longest // 4))
        last = today - timedelta(days=dice.randrange(longest + longest // 4)) if dice.random() < 0.9 else None
        stage = dice.choice([Stage.ACTIVE, Stage.CONNECTED, Stage.CONNECTED, Stage.DORMANT])
        birthday = (dice.randint(1, 12), dice.randint(1, 28)) if dice.random() < 0.15 else None
        if name == "P000":
            birthday = (2, 29)
        reviewed = today - timedelta(days=dice.randrange(300))
        draft = replace(
            self.services.contacts.blank(name),
            cadence=as_cadence(every) if every else None,
            cadence_from=chosen if every else None,
            stage=stage if last else Stage.POTENTIAL,
            birthday=PartialDate(*birthday) if birthday else None,
        )
        added = self.services.contacts.add(draft)
        self.store.contacts.save(replace(added, reviewed_on=reviewed))
        person = self.network.meet(
            name, stage=str(draft.stage), reviewed=reviewed, id=added.id, birthday=birthday
        )
        if every:
            person.update(cadence=every, first=after(chosen, every))
        if last is not None:
            self.services.log.log(contact_ids=[added.id], kind=InteractionKind.COFFEE, on=last)
            self.network.in_touch(name, last)

    def _be_given(self, name: str, days_ago: int) -> None:
        on = self.today - timedelta(days=days_ago)
        self.services.favours.note(self.id_of(name), Direction.RECEIVED, FavourKind.HELP, on=on)
        self.network.gifts.append((name, on))

    def id_of(self, name: str) -> int:
        return int(self.network.people[name]["id"])

    def someone(self, *, kept: bool | None = None) -> str:
        """Return anyone, or only someone with a cadence, or without."""
        return self.dice.choice(
            [n for n, one in self.network.people.items() if kept is None or bool(one["cadence"]) is kept]
        )

    def take_first_day(self, name: str, every: tuple[int, str]) -> None:
        """Take netui at its word for the first check-in of one of several: it spreads them."""
        person = self.network.people[name]
        due = self.services.contacts.get(person["id"]).next_due_on
        met = [after(day, every) for day in (person["last"], person["skipped"]) if day]
        assert due is not None, f"{name} is never due"
        assert due > self.today, f"{name} is due at once"
        assert due <= after(self.today, every) + 2 * A_WEEK, f"{name} is due after the interval"
        assert due >= max(met, default=due), f"{name} is due before the interval is over"
        self.network.choose(name, every, due)

    def note(self, what: str) -> None:
        """Remember what was done today."""
        self.acts.append(what)

    def words(self, verb: str) -> str:
        self.count += 1
        return f"{verb} no{self.count}"

    def due(self, days: int) -> list[Row]:
        """Return what the command line says is due."""
        found = json.loads(self.command("due", "--json", "--days", str(days)).out)
        rows = []
        for one in found:
            rows += [(one, item) for item in one["items"]] or [(one, one)]
        return [_row_of(one, item) for one, item in rows]


def _row_of(one: Thing, item: Thing) -> Row:
    """Return a row as the command line says it; `item` is the row itself, or one that it stands for."""
    of_nothing = one["id"].isdigit() or one["id"] == "news"
    who, _, text = ("", "", item["text"]) if of_nothing else (one["text"] or "").partition(": ")
    if one["contact"]:
        who, text = one["contact"]["name"], item["text"]
    day = date.fromisoformat(item["due_on"])
    return Row(one["kind"], who, own_words(one["kind"], text), day, item["state"])


def flat(row: AgendaRow) -> tuple[AgendaRow, ...]:
    """Return a row, or those that it stands for."""
    return row.items or (row,)


def as_row(row: AgendaRow) -> Row:
    """Return a row of the program as the model says it."""
    return Row(row.kind.value, row.who, own_words(row.kind.value, row.text), row.due_on, row.state.value)


def own_words(kind: str, text: str) -> str:
    """Return the words that the user gave or a checklist has; netui's own are left out."""
    is_own = " no" in text and text[-1].isdigit()
    return text if is_own or kind == RowKind.PREP else ""


def as_cadence(every: tuple[int, str]) -> Cadence:
    return Cadence.parse(f"{every[0]} {every[1]}")
