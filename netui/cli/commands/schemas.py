"""schema."""

from argparse import Namespace

from netui.cli.output import Output
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(args: Namespace, output: Output) -> None:
    """Print the JSON Schema of what a command prints with --json."""
    from msgspec.json import schema_components

    from netui.cli.shape_table import shape_types, shapes_of

    command = " ".join(args.of)
    types = shapes_of(command)
    if not types:
        known = sorted(shape_types())
        raise InvalidValueError(f"there is no schema for {command}{did_you_mean(command, known)}")
    schemas, parts = schema_components(types, ref_template="#/$defs/{name}")
    shape = schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
    output.print_json({"$schema": _DIALECT, **shape, "$defs": parts})
