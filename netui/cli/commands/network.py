"""map."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from netui.cli.context import Context
from netui.domain.errors import InvalidValueError
from netui.domain.network.diversity import Diversity
from netui.domain.network.network import Cluster, Grouping, is_known
from netui.domain.network.warm_path import Step, next_words
from netui.domain.text import choose
from netui.services.network.network import NetworkSource
from netui.typed_path import new_file
from netui.user_file import is_stream

_MOST_NAMES = 12


def show_map(args: Namespace, context: Context) -> None:
    """Print the network in words, or write its map to a file."""
    network = context.services.network
    source = network.source()
    grouping = choose(Grouping, args.by, "grouping")
    target = context.contact(args.path_to).id if args.path_to else None
    if args.named and not args.out:
        raise InvalidValueError("--named is for a file: give one with -o; what is shown here has all names")
    if args.out == "-" and not context.as_json:
        context.print_text(network.text(source, grouping, ".svg", path_to=target, named=args.named))
        return
    written: Path | None = None
    if args.out and args.out != "-":
        written = new_file(args.out)
        if is_stream(written):
            suffix = written.suffix.lower() if written.suffix.lower() in network.formats else ".svg"
            context.services.save(
                written, network.text(source, grouping, suffix, path_to=target, named=args.named)
            )
        else:
            network.export(source, grouping, written, path_to=target, named=args.named)
        context.say(f"Wrote the map to {written}")
    if written is not None and not context.as_json:
        return
    found = source.clusters(grouping)
    path = source.path_to(target) if target is not None else ()
    spread = source.diversity()
    shape = {
        "by": grouping.value,
        "people": len(source.rows),
        "to_meet": sum(1 for row in source.rows if not is_known(row)),
        "groups": [_group(one) for one in found],
        "path": None
        if target is None
        else [{"contact": context.shapes.person(one.row.id), "why": source.reason(one)} for one in path],
        "thin": [
            {"dimension": one.dimension, "text": one.words, "count": one.count, "total": one.total}
            for one in spread.thin
        ],
        "file": str(written) if written is not None else None,
    }
    name = context.services.contacts.name_of(target)
    words = _everybody(found, spread) if target is None else _way(source, path, name)
    context.answer(shape, words)
    if not source.rows:
        context.say_empty("No one here yet: netui add NAME, or netui import FILE")


def _group(cluster: Cluster) -> dict[str, Any]:
    return {
        "name": cluster.name,
        "count": len(cluster.everyone),
        "contacts": [{"id": str(row.id), "name": row.name} for row in cluster.everyone],
    }


def _way(source: NetworkSource, path: Sequence[Step], name: str) -> Iterator[str]:
    yield f"The way to {name}"
    yield "  you"
    for step in path:
        yield f"  {step.row.name}: {source.reason(step)}"
    if len(path) > 1:
        yield ", ".join(next_words(path, "Write", "Ask", "Remind"))
    if not path:
        yield "  no one here can introduce you: no introduction, company or group leads there"


def _everybody(found: Sequence[Cluster], spread: Diversity) -> Iterator[str]:
    for cluster in found:
        names = [row.name if is_known(row) else f"({row.name})" for row in cluster.everyone[:_MOST_NAMES]]
        hidden = len(cluster.everyone) - len(names)
        more = f" and {hidden:,} more" if hidden else ""
        yield f"{cluster.name} ({len(cluster.everyone):,}): {', '.join(names)}{more}"
    if spread.thin:
        yield ""
        yield "Thin spots"
        for spot in spread.thin:
            who = ", ".join(f"{one.row.name} ({one.why})" for one in spot.bridges)
            yield f"  {spot.words}: {spot.count} of {spot.total}{f'; bridges: {who}' if who else ''}"
