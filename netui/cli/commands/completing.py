"""completion."""

from argparse import Namespace

from netui.cli.arguments import SHELLS, Offer
from netui.cli.completing_names import names_for
from netui.cli.output import Output, put
from netui.cli.parser import build_parser
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError

_TEMPLATES = "netui note 2>/dev/null | cut -d ' ' -f 1"
_PEOPLE = {
    "bash": "_netui_people",
    "zsh": "_netui_people",
    "fish": "(netui completion people (string unescape -- (commandline -ct)) 2>/dev/null)",
}
_PREAMBLE = {
    "bash": r"""
# A name is one word of the line, and never expanded: escaped, or inside the quotes as far as that is safe.
_netui_people() {
  local name word="$1" quoted=""
  case "$word" in [\"\']*) quoted=1 word="${word:1}" ;; *) word="${word//\\/}" ;; esac
  netui completion people "$word" 2>/dev/null | while IFS= read -r name; do
    if [ -z "$quoted" ]; then printf '%q\n' "$name"
    else case "$name" in *[\"\'\$\`\\!]*) ;; *) printf '%s\n' "$name" ;; esac
    fi
  done
}
""",
    "zsh": """\
_netui_people() {
  local -a names
  names=("${(@f)$(netui completion people "${(Q)PREFIX}" 2>/dev/null)}")
  (( ${#names[1]} )) && compadd -U -a names
}
""",
}
"""How each shell offers people: `netui completion people WORD` finds the names that begin with a word."""


def completion(args: Namespace, output: Output) -> None:
    """Print the script by which a shell completes commands, options and the words they take."""
    import shtab

    if args.shell == Offer.PEOPLE.value:
        names = names_for(args.word or "")
        output.answer(names, names)
        return
    if args.shell not in SHELLS:
        raise InvalidValueError(f"SHELL can't be {args.shell}{did_you_mean(args.shell, SHELLS)}")
    parser = build_parser()
    ways = {
        Offer.FILES: shtab.FILE,
        Offer.FOLDERS: shtab.DIRECTORY,
        Offer.TEMPLATES: shtab.cmd(_TEMPLATES),
        Offer.PEOPLE: _PEOPLE,
    }
    for argument, values in parser.offers:
        if isinstance(values, Offer):
            argument.complete = ways[values]  # type: ignore[attr-defined]  # this is where shtab looks for it
        else:
            argument.choices = values
            if argument.help == ", ".join(values):
                argument.help = argument.dest.replace("_", " ")
    script = shtab.complete(parser, args.shell, preamble=_PREAMBLE)  # type: ignore[arg-type]  # as its documentation has it
    if output.as_json:
        output.print_json({"shell": args.shell, "script": script})
    else:
        put(script)
