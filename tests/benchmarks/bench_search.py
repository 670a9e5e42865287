"""Time the search of the contact list: `python -m tests.benchmarks.bench_search`."""

import random
import statistics
from collections.abc import Callable
from datetime import UTC, timedelta
from time import perf_counter

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact, Stage
from netui.domain.search.sorting import SortOrder
from netui.services.people.search import ContactSearch
from netui.services.present import Present
from tests.factories import TODAY, make_contact
from tests.fakes import InMemoryStore

SIZES = (1_000, 30_000)
FIRST = ("Ana", "Bo", "Chidi", "Dana", "Émile", "Fatima", "Goran", "Hye-jin", "Ines", "Jörg", "Priya", "Zoë")
LAST = ("Abe", "Brânză", "Costa", "Diallo", "Engström", "Fischer", "Gupta", "Haddad", "Ito", "Kim", "Raman")
COMPANIES = ("Stripe", "Fastly", "ETH Zürich", "Acme Robotics", "Northwind", "Contoso", "Initech", "Umbrella")
TITLES = ("Software Engineer", "Compiler Engineer", "Product Manager", "Researcher", "Designer", "SRE")
PLACES = ("Berlin", "Zürich", "San Francisco", "Nairobi", "Tokyo", "São Paulo", "Remote")
TAGS = ("alumni", "mentor", "conference", "ai", "recruiter", "compilers", "climbing")
PROSE = """
talked about register allocation and hiring plans met at the conference wants an introduction to the team
recommended a book on distributed systems knows the founders moved from finance prefers email likes hiking
"""


def network(size: int) -> list[Contact]:
    """Make a network of this size, always the same one."""
    opportunity = random.Random(size)
    words = PROSE.split()
    return [
        make_contact(
            id=1_000_000 + index,
            name=f"{opportunity.choice(FIRST)} {opportunity.choice(LAST)} {index}",
            company=f"{opportunity.choice(COMPANIES)} {index % 400}",
            title=opportunity.choice(TITLES),
            emails=(f"person{index}@example.org",),
            links=(f"https://example.org/in/person-{index}",),
            location=opportunity.choice(PLACES),
            tags=tuple(opportunity.sample(TAGS, opportunity.randint(0, 3))),
            stage=opportunity.choice(list(Stage)),
            notes=" ".join(opportunity.choices(words, k=30)),
            cadence=Cadence(6, Unit.WEEKS) if index % 5 == 0 else None,
            last_contact_on=TODAY - timedelta(days=opportunity.randint(0, 700)) if index % 3 else None,
            next_due_on=TODAY + timedelta(days=opportunity.randint(-60, 60)) if index % 5 == 0 else None,
        )
        for index in range(size)
    ]


def timed(action: Callable[[], object], repeat: int = 15) -> tuple[float, float]:
    """Return the median and the worst of several runs, in milliseconds."""
    taken = []
    for _ in range(repeat):
        start = perf_counter()
        action()
        taken.append((perf_counter() - start) * 1000)
    return statistics.median(taken), max(taken)


def measure(size: int) -> list[tuple[str, float, float]]:
    """Time the searches a person makes over a network of this size."""
    store = InMemoryStore()
    contacts = network(size)
    store.seed(*contacts)
    store.contacts.rows()
    search = ContactSearch(store, Present(store.clock, UTC))
    slices = search.warm(100)
    lines = [("warm, a slice of 100", *timed(lambda: next(slices), min(9, size // 100)))]
    for _ in slices:
        continue
    search.search("")

    def fresh(text: str) -> Callable[[], object]:
        def run() -> None:
            search.search("")
            search.search("due:none or due:week")
            start.append(perf_counter())
            search.search(text)
            taken.append((perf_counter() - start.pop()) * 1000)

        return run

    start: list[float] = []
    taken: list[float] = []
    for text in (
        "s",
        "stripe",
        "zzz",
        "stripe compiler",
        '"register allocation"',
        "company:stripe",
        "name:zoe",
        "in:zurich",
        "tag:alumni,mentor",
        "-tag:recruiter stage:active",
        "due:<7d",
        "last:>90d",
        "stripe or tag:ai due:week",
    ):
        taken.clear()
        timed(fresh(text))
        lines.append((text, statistics.median(taken), max(taken)))

    def type_on() -> None:
        search.search("stri")
        start.append(perf_counter())
        search.search("strip")
        taken.append((perf_counter() - start.pop()) * 1000)

    taken.clear()
    timed(type_on)
    lines.append(("stri -> strip, narrowed", statistics.median(taken), max(taken)))

    def change_and_search() -> None:
        with store.transaction("Edit"):
            contact = contacts[size // 2]
            store.contacts.save(make_contact(id=contact.id, name=f"Anne {next(numbers)}"))
        store.contacts.rows()
        start.append(perf_counter())
        search.search("stripe")
        taken.append((perf_counter() - start.pop()) * 1000)

    numbers = iter(range(10_000))
    taken.clear()
    timed(change_and_search, 7)
    lines.append(("stripe, after an edit", statistics.median(taken), max(taken)))
    for order in SortOrder:
        taken.clear()
        for _ in range(5):
            search.search("", order.following)
            start.append(perf_counter())
            search.search("", order)
            taken.append((perf_counter() - start.pop()) * 1000)
        lines.append((f"sort by {order.label}", statistics.median(taken), max(taken)))
    return lines


def main() -> None:
    """Print one table for each size."""
    for size in SIZES:
        print(f"\n{size:,} contacts{'median ms':>33}{'worst ms':>12}")
        for what, median, worst in measure(size):
            print(f"  {what:<36}{median:>9.2f}{worst:>12.2f}")


if __name__ == "__main__":
    main()
