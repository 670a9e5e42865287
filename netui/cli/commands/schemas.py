"""schema."""

from argparse import Namespace

from netui.cli.output import Output
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(args: Namespace, output: Output) -> None:
    """Print the JSON Schema of what a command prints with --json."""
    from msgspec.json import schema as schema_of

    from netui.cli.typed_shapes import shape_types

    command, types = " ".join(args.of), shape_types()
    if command not in types:
        raise InvalidValueError(f"there is no schema for {command}{did_you_mean(command, sorted(types))}")
    output.print_json({"$schema": _DIALECT, **schema_of(types[command])})
