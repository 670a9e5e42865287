"""How people come into the network and become one: imports, and duplicates that are merged."""

from collections.abc import Callable, Sequence

from netui.domain.people.merging import Side
from tests.year.days import A_WEEK
from tests.year.life import CADENCES, HOW_MANY, Life, as_cadence

_HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


class Arrivals:
    """Does one thing after the other, by the dice, with netui and in the network; `acts` have weights."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.services = life.services
        self.dice = life.dice
        self.network = life.network
        self.imported = 0
        self.acts: Sequence[tuple[int, Callable[[], None]]] = ((2, self._import), (3, self._merge))

    def _import(self) -> None:
        """Import a LinkedIn export: new people are in it, and changed jobs of those from earlier ones."""
        here = [name for name, one in self.network.people.items() if one["listed"]]
        changed = self.dice.sample(here, min(2, len(here)))
        every = self.dice.choices(CADENCES, HOW_MANY)[0] if self.dice.random() < 0.4 else None
        new = []
        for _ in range(self.dice.randint(1, 3)):
            self.imported += 1
            new.append(f"I{self.imported:03} Muster")
        company = f"Firm {self.imported} AG"
        self.life.note(f"import {', '.join(new)} every {every}, and {', '.join(changed)}, all at {company}")
        listed = [self.network.people[name]["listed"] for name in changed]
        lines = [self._line(name, company) for name in (*new, *listed)]
        file = self.life.place.with_name(f"Connections {self.imported}.csv")
        file.write_text("\n".join((_HEAD, *lines, "")), encoding="utf-8")
        self.life.command("import", str(file), *(("--every", str(as_cadence(every))) if every else ()))
        for name in new:
            found = self.services.contacts.find(name)
            more = {"id": found.id, "company": company, "listed": name}
            self.network.meet(name, stage="connected", reviewed=self.life.today, **more)
            if every:
                self.life.take_first_day(name, every)
        for name in changed:
            news = self.services.milestones.of_contact(self.life.id_of(name))
            assert news, f"{name} changed jobs, and there is no news"
            self.network.change_job(name, company, max(one.id for one in news))

    def _line(self, name: str, company: str) -> str:
        first, _, last = name.partition(" ")
        link, today = f"https://www.linkedin.com/in/{first}", f"{self.life.today:%d %b %Y}"
        return f"{first},{last},{link},,{company},Engineer,{today}"

    def _merge(self) -> None:
        """Make one person of two; of the values that differ those of the first are kept."""
        network = self.network
        apart = {one[side] for one in network.introductions for side in ("by", "who")}
        apart |= {one[side] for one in network.plans for side in ("one", "other")}
        kept = self.life.someone()
        came = [name for name in network.people if name[0] in "IN"]
        busy = {row.who for row in self.life.model.rows(self.life.today + A_WEEK)}
        put_away = {about[0] for _, about in network.put_away if isinstance(about, tuple)}
        among = self.dice.choice(
            [came, *(sorted(network.people.keys() & names) for names in (busy, put_away))]
        )
        gone = self.dice.choice(among or [kept])
        if kept == gone:
            return
        if gone in apart or all(network.people[name]["company"] for name in (kept, gone)):
            return
        self.life.note(f"merge {gone} into {kept}")
        ids = self.life.id_of(kept), self.life.id_of(gone)
        fields = self.services.duplicates.fields(*ids)
        choices = {field.name: Side.KEEP for field in fields if field.conflict}
        self.services.duplicates.merge(*ids, choices)
        network.merge(kept, gone)
