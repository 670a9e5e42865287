"""forget."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from netui.cli.context import Context
from netui.cli.questions import sure
from netui.domain.counted import count_of_kind, counted
from netui.domain.errors import NotFoundError
from netui.domain.people.forgotten import Forgotten
from netui.domain.text import clean
from netui.domain.values import replace
from netui.services.safety.safekeeping import NOT_OURS, Erasure


def forget(args: Namespace, context: Context) -> None:
    """Erase a person from the store, its history, the drafts and the backups, for good."""
    safety = context.services.safety
    try:
        person = safety.find_person(args.name)
    except NotFoundError:
        if not safety.keeping.finish_forgetting():
            raise
        context.answer(_shape(Erasure(name=""), None), "Finished forgetting someone, which had been cut off")
        return

    namesakes = [
        f"Someone deleted, called {one.name} too, is still in history: netui forget {one.id} erases them"
        for one in safety.namesakes_gone(person)
    ]

    def confirm(question: str) -> bool:
        if not args.yes:
            for line in namesakes:
                context.say(line)
            return sure(question)
        if question.startswith("Left"):
            context.say(clean(question.partition(". Erase")[0]))
        return True

    done = safety.forget(person, confirm, asks=not args.yes)
    if done is None:
        context.say("Nothing was changed.")
        context.exit_code = 1
        return
    unsaid = namesakes if args.yes else ()
    done = replace(done, left=(*done.left, *_searches(context, done.name), *unsaid))
    context.answer(_shape(done, person.id), _words(done))


def _searches(context: Context, name: str) -> Iterator[str]:
    """Name the saved searches that hold a name: every backup takes the settings in."""
    theirs = Forgotten(names=frozenset({name}))
    for title, query in context.services.config.saved_searches.items():
        if theirs.without(title) != title or theirs.without(query) != query:
            yield f"The saved search “{title}” names them: remove it from {context.services.settings.path}"


def _shape(done: Erasure, person_id: int | None) -> dict[str, Any]:
    return {
        "id": "" if person_id is None else str(person_id),
        "name": done.name,
        "removed": done.removed,
        "changed": done.changed,
        "drafts": done.drafts,
        "history": done.history,
        "backups": done.backups,
        "left": list(done.left),
    }


def _words(done: Erasure) -> list[str]:
    others = counted(done.changed, "other document")
    removed = ", ".join(count_of_kind(count, name) for name, count in done.removed.items())
    return [
        f"Forgot {done.name}, for good",
        f"Taken out: {removed or 'nothing was left in the store'}",
        f"Their name taken out of {others} and {counted(done.drafts, 'draft')}",
        f"Written anew: {counted(done.history, 'old journal')}, {counted(done.backups, 'backup')}",
        *(each for each in done.left if not each.endswith(NOT_OURS)),  # named before, with the question
        "Not touched: exports and backups outside of the store, and a first name alone in notes on others",
    ]
