"""backup, restore, doctor."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.questions import sure
from netui.cli.streams import STREAM, on_disk
from netui.domain.errors import InvalidValueError
from netui.services.safety.safekeeping import Backup, Finding, Restoration
from netui.services.safety.settings import wrong_searches
from netui.services.safety.words import backup_remarks, backup_size, health_words
from netui.typed_path import new_file

_UNWRITABLE, _DAMAGED = 4, 5
_HINT = "- reads the backup from stdin: age -d FILE | netui restore -"


def backup(args: Namespace, context: Context) -> None:
    """Write one file that moves netui to another machine; without a file, list the backups there are."""
    safety = context.services.safety
    if args.file is None:
        _list(safety.keeping.backups(), context)
        return
    if args.file == STREAM:
        made = safety.keeping.write_backup(Path(STREAM), replace=False)
        context.say(f"Wrote a backup of {backup_size(made)}")
    else:
        made = safety.keeping.write_backup(new_file(args.file), replace=args.yes)
        context.wrote(made.path, _backup(made, context), [f"Wrote {made.path} ({backup_size(made)})"])
    for remark in backup_remarks(made):
        context.say(remark)


def restore(args: Namespace, context: Context) -> None:
    """Make the state that of a backup, or that of an instant."""
    if (args.file is None) is (args.at is None):
        raise InvalidValueError("give a backup, or --at WHEN (`netui backup` lists the backups there are)")
    safety = context.services.safety

    def confirm(question: str) -> bool:
        return args.yes or sure(question)

    if args.at is not None:
        done = safety.restore_instant(args.at, confirm)
    else:
        with on_disk(args.file, hint=_HINT) as given:
            done = safety.restore_file(safety.find_backup(str(given)), confirm)
    if done is None:
        context.say("Nothing was changed.")
        context.exit_code = 1
        return
    if done.whole:
        context.exit_code = 0  # what the files held before is no longer what there is
    context.answer(_restoration(done, context), _words(done))


def doctor(args: Namespace, context: Context) -> None:
    """Look at every file of the store, and with --repair fix what can be fixed."""
    safety = context.services.safety
    health = safety.keeping.repair() if args.repair else safety.keeping.examine()
    context.answer(
        {
            "ok": health.ok,
            "problems": [_finding(each) for each in health.problems],
            "notes": [_finding(each) for each in health.notes],
            "good": health.good,
            "done": list(health.done),
        },
        list(health_words(health, repaired=args.repair)),
    )
    services = context.services
    wrong = wrong_searches(services.config, services.present, services.settings.place)
    for problem in (*wrong, *services.notes.problems()):
        context.say(problem)
    if health.is_damaged:
        context.exit_code = _DAMAGED
    elif health.is_refused:
        context.exit_code = _UNWRITABLE
    else:
        context.exit_code = 0 if health.ok else 1


def _list(backups: list[Backup], context: Context) -> None:
    local = context.services.present.local
    rows = (
        (f"{local(each.at):%Y-%m-%d %H:%M}", each.kind, f"{each.size:,} bytes", each.path.name)
        for each in backups
    )
    words = () if context.as_json else table(rows, (16, 18, 20), spare=(2, 1))
    context.answer([_backup(each, context) for each in backups], words)
    if not backups:
        context.say("No backup yet: the first is made after the first change of a day.")


def _backup(made: Backup, context: Context) -> dict[str, Any]:
    return {
        "file": str(made.path),
        "kind": made.kind,
        "at": context.shapes.instant(made.at),
        "seq": made.seq,
        "size": made.size,
    }


def _restoration(done: Restoration, context: Context) -> dict[str, Any]:
    return {
        "label": done.label,
        "at": context.shapes.instant(done.at),
        "seq": done.seq,
        "added": done.added,
        "changed": done.changed,
        "removed": done.removed,
        "forgotten": len(done.forgotten),
        "out_of_order": list(done.out_of_order),
        "files": done.whole,
        "settings": list(done.settings),
        "settings_kept": list(done.kept),
        "settings_missing": list(done.missing),
        "left_out": list(done.left_out),
        "left": list(done.left),
    }


def _words(done: Restoration) -> list[str]:
    if done.whole:
        lines = [f"{done.label}: everything is in place"]
    elif done.seq is None:
        lines = [f"{done.label}: nothing differs"]
    else:
        lines = [f"{done.label}: {done.counts}. `netui undo {done.seq}` undoes it."]
    if done.forgotten:
        lines.append(done.about_forgotten)
    if done.out_of_order:
        lines.append(done.about_clock)
    if done.settings:
        lines.append(f"Settings and templates put in place: {', '.join(done.settings)}")
    if done.kept:
        lines.append(f"Settings and templates of your own kept: {', '.join(done.kept)}")
    if done.missing:
        named = ", ".join(done.missing)
        lines.append(f"In the backup and not here: {named}. To have it back, unzip it from the backup.")
    if done.left_out:
        lines.append(f"Left out, for it never comes from a backup: {'; '.join(done.left_out)}")
    if done.left:
        lines.append(f"Left as it is, for it isn't netui's: {', '.join(done.left)}")
    return lines


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "what": found.what,
        "remedy": found.remedy,
    }
