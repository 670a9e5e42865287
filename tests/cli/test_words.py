"""Arguments in an order argparse can read."""

import pytest

from netui.cli.parser import build_parser
from netui.cli.words import in_order


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ([], []),
        (["due", "--prompt"], ["due", "--prompt"]),
        (["list", "-tag:x"], ["list", "--", "-tag:x"]),
        (["list", "a", "--json", "-bo", "c"], ["list", "--json", "--", "a", "-bo", "c"]),
        (["find", "--sort", "name", "x"], ["find", "--sort", "name", "--", "x"]),
        (["find", "--sort=name", "--", "--x"], ["find", "--sort=name", "--", "--x"]),
        (["--store", "list", "--json", "list", "-xy"], ["--store", "list", "--json", "list", "--", "-xy"]),
        (
            ["export", "csv", "-tag:x", "-o", "-", "--raw", "y"],
            ["export", "-o", "-", "--raw", "--", "csv", "-tag:x", "y"],
        ),
        (["export", "VCF", "vcf"], ["export", "--", "vcard", "vcf"]),
        (["export", "md", "-o", "people/"], ["export", "-o", "people/", "--", "markdown"]),
        (["export", "-o", "a.b/people.VCF"], ["export", "-o", "a.b/people.VCF", "--", "vcard"]),
        (["export", "-tag:x", "-o", "x.csv"], ["export", "-o", "x.csv", "--", "csv", "-tag:x"]),
        (["export", "vcrd", "-o", "x.vcf"], ["export", "-o", "x.vcf", "--", "vcrd"]),
        (["export", "-o", "vcf"], ["export", "-o", "vcf", "--"]),
        (["find", "vcf", "-o", "x.vcf"], ["find", "-o", "x.vcf", "--", "vcf"]),
        (["list", "-n", "3"], ["list", "-n", "--", "3"]),
        (["list", "-h"], ["list", "-h", "--"]),
        (["add", "A", "--birthday", "--02-29"], ["add", "A", "--birthday=--02-29"]),
        (["help", "add"], ["add", "--help"]),
        (["help", "interview", "add"], ["interview", "add", "--help"]),
        (["--json", "help", "dates"], ["--json", "help", "dates"]),
        (["help", "add", "dates"], ["add", "dates", "--help"]),
        (["log", "list", "-x"], ["log", "list", "-x"]),
    ],
)
def test_in_order(typed: list[str], read: list[str]) -> None:
    assert in_order(typed) == read


def test_every_value_of_an_option_is_known_to_be_one() -> None:
    parser = build_parser()
    [commands] = [one.choices for one in parser._actions if isinstance(one.choices, dict)]
    for one in (parser, *(commands[name] for name in ("list", "find", "email", "export"))):
        for action in one._actions:
            for name in action.option_strings if action.nargs != 0 else ():
                expected = ["export", name, "VALUE", "--", "csv"]
                assert in_order(["export", "csv", name, "VALUE"]) == expected
