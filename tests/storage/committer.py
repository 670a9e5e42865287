"""A process that commits and says so: `python -m tests.storage.committer FOLDER NAME COUNT`.

Every commit adds a contact and counts one up in a field that all processes share; its number is printed once
it is acknowledged.
"""

import sys
from pathlib import Path

from netui.domain.values import replace
from tests.factories import make_contact
from tests.storage.opened import opened

SHARED = 7


def main(folder: Path, name: str, count: int) -> None:
    store = opened(folder, name)
    for number in range(count):
        with store.transaction(f"{name} {number}"):
            store.contacts.add(make_contact(id=store.new_id(), name=f"{name}-{number}"))
            shared = store.contacts.get(SHARED)
            assert shared is not None
            store.contacts.save(replace(shared, custom={"count": str(int(shared.custom["count"]) + 1)}))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if number % 7 == 6:
            store.compact()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
