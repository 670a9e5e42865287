"""completion."""

from argparse import Namespace

from netui.cli.arguments import Offer
from netui.cli.output import Output, put
from netui.cli.parser import build_parser

_TEMPLATES = "netui note 2>/dev/null | cut -d ' ' -f 1"


def completion(args: Namespace, output: Output) -> None:
    """Print the script by which a shell completes commands, options and the words they take."""
    import shtab

    parser = build_parser()
    ways = {
        Offer.FILES: shtab.FILE,
        Offer.FOLDERS: shtab.DIRECTORY,
        Offer.TEMPLATES: shtab.cmd(_TEMPLATES),
    }
    for argument, values in parser.offers:
        if isinstance(values, Offer):
            argument.complete = ways[values]  # type: ignore[attr-defined]  # this is where shtab looks for it
        else:
            argument.choices = values
            if argument.help == ", ".join(values):
                argument.help = argument.dest.replace("_", " ")
    script = shtab.complete(parser, args.shell)
    if output.as_json:
        output.print_json({"shell": args.shell, "script": script})
    else:
        put(script)
