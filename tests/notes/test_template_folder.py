from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import NotFoundError, TemplateError
from netui.domain.notes.fields import GROUPS
from netui.domain.notes.note import NoteTemplate, gap
from netui.domain.notes.own_notes import OwnNote
from netui.notes.template_folder import TemplateFolder

PRIYA: dict[str, object] = {
    "contact": {"name": "Priya Raman", "first_name": "Priya", "interests": ["tea", "go"]}
}


README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def rendered(body: str, fields: dict[str, object] | None = None) -> str:
    template = NoteTemplate(name="mine", title="Mine", body=body, path="mine.md")
    return TemplateFolder(None).render(template, PRIYA if fields is None else fields)[1]


def refused(body: str) -> str:
    with pytest.raises(TemplateError) as caught:
        rendered(body)
    return str(caught.value)


def test_the_users_own_replaces_the_built_in_one(own: Path, templates: TemplateFolder) -> None:
    (own / "thank-you.md").write_text("title: My thanks\n---\nDear {{ contact.name }}")
    template = templates.get("thank-you")
    assert (template.title, template.built_in, template.path) == (
        "My thanks",
        False,
        str(own / "thank-you.md"),
    )
    assert len(templates.all()) == len(TemplateFolder(None).all())
    assert templates.render(template, PRIYA) == ("", "Dear Priya Raman")


def test_a_template_may_be_nothing_but_its_text(own: Path, templates: TemplateFolder) -> None:
    (own / "short_hello.md").write_text("Hello {{ contact.first_name }}")
    template = templates.get("short_hello")
    assert template.title == "Short hello"
    assert templates.render(template, PRIYA)[1] == "Hello Priya"


def test_the_whole_head_is_read(own: Path, templates: TemplateFolder) -> None:
    head = "---\r\n# mine\r\nTitle: Hi: there\r\nsubject: Hi {{ me.name }}\r\nfits: check-in, news\r\n"
    (own / "hi.md").write_bytes(f"\ufeff{head}closes: check-in\r\nlimit: 80\r\n---\r\nBody\r\n".encode())
    template = templates.get("hi")
    assert template.title == "Hi: there"
    assert (template.fits, template.closes, template.limit) == (("check-in", "news"), "check-in", 80)
    assert templates.render(template, PRIYA) == ("Hi [[your name]]", "Body")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "title: X\n---\n\nHi {{ contact.frist_name }}",
            "line 4: there is no field contact.frist_name; did you mean first_name?",
        ),
        ("subject: {{ contcat.name }}\n---\nHi", "line 1: there is no field contcat; did you mean contact?"),
        ("{{ contact['nmae'] }}", "line 1: there is no field contact.nmae; did you mean name?"),
        ("a\n{{ contact }}", "line 2: contact is a group of fields; write one, as in contact.name"),
        (
            "{% for c in interview.insihgts %}{% endfor %}",
            "line 1: there is no field interview.insihgts; did you mean insights?",
        ),
        ("{% if a\n%}", "line 2: unexpected end of template"),
        ("Hi\n{{ contact.name", "line 2: unexpected end of template"),
        ("Hi\n\n{% endif %}", "line 3: encountered unknown tag 'endif'"),
        ("{{ contact.name | uper }}", "line 1: no filter named 'uper'"),
        ("titel: X\n---\nHi", "line 1: there is no key titel; did you mean title?"),
        ("title: X\ntitle: Y\n---\nHi", "line 2: title stands here for the second time"),
        ("just words\n---\nHi", "line 1: write KEY: VALUE in the head"),
        ("fits: chek-in\n---\nHi", "line 1: there is no moment chek-in; did you mean check-in?"),
        (
            "closes: thankyou\n---\nHi",
            "line 1: there is no follow-up of kind thankyou; did you mean thank-you?",
        ),
        ("limit: lots\n---\nHi", "line 1: limit is a number of characters such as 300, not lots"),
        ("---\ntitle: X\nHi", "line 1: the head is not closed"),
        ("{{ me.name.upper() }}", "line 1: only gap(…), range(…) and macros of this file can be called"),
        ("{{ me.name.upper }}", "line 1: a value has no part upper"),
        ("{{ ''.__class__ }}", "line 1: a value has no part __class__"),
        ("{% set contact = 1 %}", "line 1: contact is a group of fields; choose another name"),
        ("{% include '/etc/passwd' %}", "line 1: a template stands alone"),
        ("{{ lipsum() }}", "line 1: there is no function lipsum"),
        ("{% for a in [1] recursive %}{% endfor %}", "line 1: a loop cannot be recursive"),
        (
            "{% for a in [1] %}{{ loop.indx }}{% endfor %}",
            "line 1: there is no loop.indx; did you mean index?",
        ),
    ],
)
def test_a_mistyped_template_names_its_line_and_costs_nothing_else(
    own: Path, templates: TemplateFolder, text: str, expected: str
) -> None:
    (own / "mine.md").write_text(text)
    (own / "check-in.md").write_text(text)
    assert len(templates.all()) == len(TemplateFolder(None).all())
    assert templates.get("check-in").built_in
    with pytest.raises(TemplateError) as caught:
        templates.get("mine")
    assert str(caught.value).startswith(str(own / "mine.md"))
    assert expected in str(caught.value)
    assert [problem.partition(" line ")[0].partition(": ")[0] for problem in templates.problems()] == [
        str(own / "check-in.md"),
        str(own / "mine.md"),
    ]


def test_a_mistyped_template_raises_when_it_is_rendered() -> None:
    assert refused("{{ contact.frist_name }}") == (
        "mine.md line 1: there is no field contact.frist_name; did you mean first_name?"
    )


def test_a_file_that_is_no_text_is_named(own: Path, templates: TemplateFolder) -> None:
    (own / "latin.md").write_bytes(b"Hi\nGr\xfc\xdfe")
    (own / "huge.md").write_bytes(b"x" * 70_000)
    (own / "folder.md").mkdir()
    (own / ".hidden.md").write_text("{{ nothing }}")
    (own / "thanks.txt").write_text("Hi")
    problems = templates.problems()
    assert problems.pop() == f"{own / 'thanks.txt'}: a template is called NAME.md; call it thanks.md"
    assert [Path(problem.split(":")[0].split(" ")[0]).name for problem in problems] == [
        "folder.md",
        "huge.md",
        "latin.md",
    ]
    assert "line 2: the file is not UTF-8" in problems[2]


def test_an_unknown_template_is_not_found(templates: TemplateFolder) -> None:
    with pytest.raises(NotFoundError, match="no template thankyou; did you mean thank-you"):
        templates.get("thankyou")


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    assert TemplateFolder(tmp_path / "none").all() == TemplateFolder(None).all()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ contact.first_name }}", "Priya"),
        ("{{ contact.company }}", "[[their company]]"),
        ("{{ today }}", "[[the date of today]]"),
        ("{{ contact.company | upper }}", "[[THEIR COMPANY]]"),
        ("{{ contact.company | default('no firm') }}", "no firm"),
        ("{{ contact.company or 'no firm' }}", "no firm"),
        ("{{ 'at ' ~ contact.company }}", "at [[their company]]"),
        ("{{ 'at ' + contact.company }}", "at [[their company]]"),
        ("{{ contact.interests }}", "tea and go"),
        ("{{ contact.interests[0] }}, {{ contact.interests | last }}", "tea, go"),
        ("{{ contact.interests[2] }}", "[[the interests you share]]"),
        ("{{ contact.interests | join(' + ') }}", "tea + go"),
        ("{{ interview.insights | join(', ') }}", "[[specific points from the talk]]"),
        ("{{ interview.insights | first }}", "[[specific points from the talk]]"),
        ("{{ interview.insights[:2] }}", "[[specific points from the talk]]"),
        ("{{ interview.insights | length }}", "0"),
        ("{% if contact.company %}yes{% else %}no{% endif %}", "no"),
        ("{% if contact.company is defined %}yes{% else %}no{% endif %}", "no"),
        ("{% for i in interview.insights %}{{ i }}{% else %}none{% endfor %}", "none"),
        (
            "{% for i in contact.interests %}{{ loop.index }}{{ i }}{{ loop.last }} {% endfor %}",
            "1teaFalse 2goTrue",
        ),
        ('{{ gap("what she advised") }}', "[[what she advised]]"),
        ("{% macro hi(n) %}Hi {{ n }}{% endmacro %}{{ hi(contact.name) }}", "Hi Priya Raman"),
        ("{{ contact.first_name | sentence }} {{ contact.company | sentence }}", "Priya. [[their company]]."),
        ("a\n{% if contact.name %}\nb\n{% endif %}\nc", "a\nb\nc"),
        ("Hi{% if contact.name %}!{% endif %}\nc", "Hi!\nc"),
        ("{{ 2 + 3 * 4 ** 2 }}", "50"),
    ],
)
def test_what_is_missing_is_false_and_shows_as_a_gap(body: str, expected: str) -> None:
    assert rendered(body) == expected


@pytest.mark.parametrize("value", ["", "   ", None, [], ["", " "]])
def test_an_empty_value_is_missing(value: object) -> None:
    fields: dict[str, object] = {"contact": {"interests": value, "name": value}}
    assert rendered("{{ contact.interests }}{% if contact.name %}x{% endif %}", fields) == gap(
        "the interests you share"
    )


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_characters="\n"), min_size=1).filter(lambda text: text.strip() == text))
def test_a_value_is_never_a_template(value: str) -> None:
    fields: dict[str, object] = {"contact": {"name": value}, "interview": {"insights": [value]}}
    assert rendered("<{{ contact.name }}|{{ interview.insights[0] }}>", fields) == f"<{value}|{value}>"


@pytest.mark.parametrize(
    "value", ["{{ me.name }}", "{% for i in range(9) %}x{% endfor %}", "{# gone #}", "{{"]
)
def test_what_looks_like_a_template_in_a_value_stays_as_typed(value: str) -> None:
    assert rendered("{{ contact.name }}", {"contact": {"name": value}}) == value


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in range(100000) %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}",
        "{% for a in range(900) %}" + "x" * 100 + "{% endfor %}",
        "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% set a = 'x' * 99999999999 %}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ '%099999999d' % 1 }}",
        "{% set a = 'xxxxxxxx' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'xxxxxxxx' %}" + "{% set a = a + a %}" * 40,
        "{% set a = 'xxxxxxxx' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
        "{% set a = 'xxxxxxxx' %}" + "{% set a = a | replace('x', 'xx') %}" * 40,
        "{% set a = 'xxxxxxxx' %}" + "{% set a = [a, a] | join %}" * 40,
        "{% set a = [1] %}" + "{% set a = a + a %}" * 40,
    ],
)
def test_a_template_that_loops_or_swells_is_stopped(body: str) -> None:
    assert refused(body).endswith("; make the template simpler")


def test_a_template_nested_without_end_is_refused() -> None:
    assert "nested" in refused("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "contact",
                ".name",
                " if ",
                " for a in ",
                "endif",
                "range(3)",
                "'x'",
                "|",
                "\n",
                "---",
            ]
        ),
        max_size=12,
    )
)
def test_any_text_renders_or_is_refused_in_one_line(pieces: list[str]) -> None:
    template = NoteTemplate(name="any", title="Any", body="".join(pieces), path="any.md")
    assert "\n" not in outcome(template)


def outcome(template: NoteTemplate) -> str:
    """What came of rendering, without the line breaks that a note may have."""
    try:
        return TemplateFolder(None).render(template, {})[1].replace("\n", "")
    except TemplateError as error:
        return str(error)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("title: Hello\n---\n \n", "is empty"),
        ("title: Hello\nsubject: Hi\n\nDear you\n", "line 1: the head is not closed"),
        ("Dear you\n{{ gap() }}", "line 2: gap takes one text"),
        ("Dear you\n{{ gap('a', 'b') }}", "line 2: gap takes one text"),
        ("{{ range() }}", "line 1: range takes one to three whole numbers"),
    ],
)
def test_what_is_wrong_with_a_template_is_named_before_it_is_used(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "mine.md").write_text(text, encoding="utf-8")
    [line] = TemplateFolder(tmp_path).problems()
    assert problem in line


def test_a_value_of_the_wrong_kind_is_named_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("Dear you\n{{ range('a') }}", encoding="utf-8")
    folder = TemplateFolder(tmp_path)
    with pytest.raises(TemplateError, match="line 2: cannot be rendered: a value is used here"):
        folder.render(folder.get("mine"), {})


def test_the_readme_names_where_fields_come_from() -> None:
    sentence = README.partition("Fields come from")[2].partition(". ")[0]
    groups = {*GROUPS, "today"}
    assert {name for name in groups if f"`{name}`" in sentence} == groups


@pytest.mark.parametrize(
    "body",
    [
        "{% for number in range(20) %}{{ contact.name }}{% endfor %}",
        "{{ contact.name | replace('', '" + "x" * 1_500 + "') }}",
    ],
)
def test_a_template_may_use_so_much_of_the_processor(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    used = iter(range(100))
    monkeypatch.setattr("time.thread_time", lambda: float(next(used)))
    assert "it takes too long to render" in refused(body)


def test_a_busy_machine_takes_nothing_from_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    passing = iter(range(0, 10_000, 10))
    monkeypatch.setattr("time.monotonic", lambda: float(next(passing)))
    assert rendered("{{ 'Dear ' ~ contact.name }}") == "Dear Priya Raman"


NOTE: dict[str, object] = {
    "contact": {"met": OwnNote("her talk in Berlin "), "interests": [OwnNote("her tea"), "bouldering"]},
    "event": {"name": OwnNote("her talk in Berlin "), "first_met": True},
}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ contact.met }}", "[[your note: her talk in Berlin]]"),
        ("{{ contact.met or gap('where') }}", "[[your note: her talk in Berlin]]"),
        ("{{ contact.met | sentence }}", "[[your note: her talk in Berlin.]]"),
        ("{{ contact.met | upper }}", "[[your note: HER TALK IN BERLIN]]"),
        ("{{ contact.met | truncate(8) | title }}", "[[your note: Her...]]"),
        ("{{ contact.met | replace('talk', 'tea') }}", "[[your note: her tea in Berlin]]"),
        ("{{ contact.met[:3] }}", "[[your note: her]]"),
        ("{{ 'at ' ~ contact.met }}", "at [[your note: her talk in Berlin]]"),
        ("{{ 'at ' + contact.met }}", "at [[your note: her talk in Berlin]]"),
        ("{{ contact.interests }}", "[[your note: her tea]] and bouldering"),
        ("{{ contact.interests | join(', ') }}", "[[your note: her tea]], bouldering"),
        ("{{ contact.interests[0] | capitalize }}", "[[your note: Her tea]]"),
        ("{{ contact.met | length }}", "18"),
    ],
)
def test_a_note_about_a_person_stays_marked_whatever_a_template_does_with_it(
    body: str, expected: str
) -> None:
    assert rendered(body, NOTE) == expected


def test_a_note_about_a_person_is_never_in_the_subject() -> None:
    template = TemplateFolder(None).get("after-event")
    subject, body = TemplateFolder(None).render(template, NOTE)
    assert subject == "Good to meet you"
    assert "[[your note: her talk in Berlin]]" in body
