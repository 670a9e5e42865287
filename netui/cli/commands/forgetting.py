"""forget."""

from argparse import Namespace
from typing import Any

from netui.cli.context import Context
from netui.cli.questions import sure
from netui.domain.errors import NotFoundError
from netui.domain.text import clean
from netui.domain.values import replace
from netui.services.safety.safekeeping import Erasure
from netui.services.safety.words import erasure_words, searches_naming


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
    done = replace(
        done,
        left=(
            *done.left,
            *searches_naming(context.services.config, context.services.settings.path, done.name),
            *unsaid,
        ),
    )
    context.answer(_shape(done, person.id), erasure_words(done))


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
