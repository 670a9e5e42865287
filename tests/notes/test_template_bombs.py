"""Templates made to take all time or memory: each is refused in one line that names file and line."""

import pytest

from netui.domain.errors import TemplateError
from netui.domain.notes.note import NoteTemplate
from netui.notes.template_folder import TemplateFolder


def _rendered(body: str) -> str:
    template = NoteTemplate(name="mine", title="Mine", body=body, path="mine.md")
    return TemplateFolder(None).render(template, {"contact": {"name": "Priya", "interests": ["tea", "go"]}})[
        1
    ]


_CLOSING = {"[": "]", "(": ")", "{": "}"}


def _doubled(start: str, opening: str, closing: str, times: int = 10, width: int = 8) -> str:
    """Set v0 to the start, and each next one to a literal that holds the last one several times."""
    lines = [f"{{% set v0 = {start} %}}"]
    for step in range(1, times):
        inside = ", ".join(closing.replace("#", str(at)) % f"v{step - 1}" for at in range(width))
        lines.append(f"{{% set v{step} = {opening}{inside}{_CLOSING[opening]} %}}")
    return "\n".join(lines)


_LISTS = _doubled("['x']", "[", "%s")
_TUPLES = _doubled("('x',)", "(", "%s")
_DICTS = _doubled("{'a': 'x'}", "{", "'#': %s")
_TEXT = "x" * 30_000
_LOOPS = "{% for i in range(99) %}{% for j in range(99) %}"
_ENDS = "{% endfor %}{% endfor %}"

BOMBS = {
    "nested lists written": _LISTS + "{{ v9 }}",
    "nested tuples written": _TUPLES + "{{ v9 }}",
    "nested dicts written": _DICTS + "{{ v9 }}",
    "nested lists joined": _LISTS + "{{ v9 | join }}",
    "nested lists as text": _LISTS + "{{ (v9 | string) | length }}",
    "nested lists concatenated": _LISTS + "{{ '' ~ v9 }}",
    "nested lists added to a text": _LISTS + "{{ '' + v9 }}",
    "nested lists compared": _LISTS + _LISTS.replace("v", "w") + "{{ 'same' if v9 == w9 }}",
    "nested tuples as a key": _TUPLES + "{{ {v9: 1} | length }}",
    "nested tuples made unique": _TUPLES + "{{ [v9] | unique | length }}",
    "nested by a filter": _doubled("['x']", "[", "%s | list", times=12) + "{{ v11 }}",
    "nested by +": "".join(f"{{% set a = {'a + a' if at else '[1]'} %}}" for at in range(40)) + "{{ a }}",
    "deep, one in another": "{% set a = [1] %}" + "{% set a = [a] %}" * 3_000 + "{{ a }}",
    "long texts in a list": f"{{% set t = '{_TEXT}' %}}{{{{ [t, t, t, t, t, t] | string | length }}}}",
    "a long concatenation": f"{{% set t = '{_TEXT}' %}}{{{{ ({' ~ '.join(['t'] * 900)}) | length }}}}",
    "many long texts": f"{{% set t = '{_TEXT}' %}}"
    + "".join(f"{{% set t{n} = t | upper %}}" for n in range(900)),
    "kept by a block": f"{{% set b %}}{_LOOPS}{_TEXT}{_ENDS}{{% endset %}}",
    "kept by a filter block": f"{{% filter upper %}}{_LOOPS}{_TEXT}{_ENDS}{{% endfilter %}}",
    "kept by a macro": f"{{% macro m() %}}{_LOOPS}{_TEXT}{_ENDS}{{% endmacro %}}{{{{ m() }}}}",
    "kept by a call": "{% macro m() %}{{ caller() }}{% endmacro %}"
    f"{{% call m() %}}{_LOOPS}{_TEXT}{_ENDS}{{% endcall %}}",
    "a text multiplied": "{{ 'x' * 1000000000 }}",
    "a list multiplied": "{{ [1] * 1000000000 }}",
    "a width": "{{ '%1000000000d' % 1 }}",
    "a width by format": "{{ '%1000000000d' | format(1) }}",
    "center": "{{ 'x' | center(1000000000) }}",
    "indent": "{{ 'x' | indent(1000000000) }}",
    "pprint": _LISTS + "{{ v9 | pprint }}",
    "wordwrap": "{{ 'x y z' | wordwrap(1, wrapstring='x' * 1000000) }}",
    "join": "{{ range(999) | join('" + _TEXT + "') }}",
    "a range": "{{ range(10 ** 9) | list }}",
    "a wide range": "{{ range(0, 99 ** 9, 1) }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a number of many digits": "{{ " + "9" * 60_000 + " }}",
    "a hexadecimal number": "{{ 0x" + "f" * 60_000 + " }}",
    "macros that call two": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "loops in loops": "{% for i in range(999) %}" * 8 + "x" + "{% endfor %}" * 8,
    "more loops than Python nests": "{% for i in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
    "ifs in ifs": "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "brackets": "{{ " + "[" * 500 + "]" * 500 + " }}",
    "parentheses": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "nots": "{{ " + "not " * 5_000 + "1 }}",
    "a sum": "{{ 1" + " + 1" * 5_000 + " }}",
    "filters": "{{ 'x'" + " | upper" * 5_000 + " }}",
    "parts without end": "{{1}}" * 12_000,
    "attributes to sort by": "{{ [[1], [2], [3]] | sort(attribute='" + "0," * 20_000 + "0') }}",
    "an include": "{% include 'mine.md' %}",
    "a file over its size": "x" * 70_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_one_line(bomb: str) -> None:
    with pytest.raises(TemplateError) as caught:
        _rendered(BOMBS[bomb])
    message = str(caught.value)
    assert message.startswith("mine.md line ")
    assert "\n" not in message
    assert len(message) < 300


def test_the_line_named_is_the_one_that_grows() -> None:
    with pytest.raises(TemplateError, match=r"^mine\.md line 5: "):
        _rendered(_LISTS + "\n{{ v9 }}")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{% for a, b in [('x', 'y'), ('z', 'w')] %}{{ a }}{{ b }} {% endfor %}", "xy zw"),
        ("{{ [3, 1, 2] | sort | join }}", "1, 2, 3"),
        ("{{ ['b', 'a', 'b'] | unique | list }}", "b and a"),
        ("{{ ['a', 'b'] | reverse }}", "b and a"),
        ("{{ contact.interests | sort | join('/') }}", "go/tea"),
        ("{{ [('b', 1), ('a', 2)] | sort(attribute=1) | first | first }}", "b"),
        ("{% set x %}Dear {{ contact.name }}{% endset %}{{ x | upper }}", "DEAR PRIYA"),
        ("{% filter upper %}yes{% endfilter %}", "YES"),
        ("{{ [1, 2][1] + 1 }}", "3"),
        ("{% if contact.name in ('Priya', 'Tom') %}known{% endif %}", "known"),
        ("{% for i in range(300) %}{{ i % 10 }}{% endfor %}", "0123456789" * 30),
    ],
)
def test_what_a_letter_needs_is_rendered(body: str, expected: str) -> None:
    assert _rendered(body) == expected
