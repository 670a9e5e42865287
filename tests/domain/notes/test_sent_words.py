"""What sending a note is called, as an act and once it is done."""

import pytest

from netui.domain.notes.note import NoteTemplate
from netui.domain.notes.sent_words import act_of_sending, what_was_sent
from netui.notes.template_folder import TemplateFolder


@pytest.mark.parametrize(
    ("template", "about", "done"),
    [
        ("ask-introduction", "Jo Lindt", "Asked Dana Okafor to introduce you to Jo Lindt"),
        ("ask-introduction", "", "Asked Dana Okafor for an introduction"),
        ("introduction-reminder", "Jo Lindt", "Reminded Dana Okafor to introduce you to Jo Lindt"),
        ("introduction-thanks", "Jo Lindt", "Thanked Dana Okafor for introducing Jo Lindt"),
        ("news", "", "Sent news to Dana Okafor"),
        ("news", "Jo Lindt", "Sent news to Dana Okafor"),
        ("coffee", "", "Sent “Asking for {coffee}” to Dana Okafor"),
    ],
)
def test_what_was_sent_reads_as_a_sentence(template: str, about: str, done: str) -> None:
    assert what_was_sent(template, "Asking for {coffee}", "Dana Okafor", about) == done


@pytest.mark.parametrize("template", TemplateFolder(None).all(), ids=lambda template: template.name)
@pytest.mark.parametrize("about", ["", "Jo Lindt"])
def test_every_template_of_netui_has_words_of_its_own(template: NoteTemplate, about: str) -> None:
    act = act_of_sending(template.name, template.title, "Dana Okafor", about)
    done = what_was_sent(template.name, template.title, "Dana Okafor", about)
    assert act.count("Dana Okafor") == done.count("Dana Okafor") == 1
    assert "“" not in act
    assert act.partition(" ")[2] == done.partition(" ")[2]
