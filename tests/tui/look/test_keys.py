"""Keys as a keymap names them."""

import string

from textual.keys import _character_to_key

from netui.tui.look.keys import _key_of


def test_a_key_is_called_as_textual_calls_it() -> None:
    for character in [*string.printable.strip(), " ", "é", "–", "€", "字"]:
        assert _key_of(character) == _character_to_key(character)
