"""The settings file and the places."""

import fcntl
import os
import pwd
import stat
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from netui import config as settings
from netui.cli.prompt import cache_folder
from netui.clock import local_zone
from netui.config import Places, from_elsewhere, key_place, load_config, save_search, save_setting
from netui.domain.config import ClipboardWay, Config
from netui.domain.errors import ConfigError
from netui.domain.time.date_order import DateOrder
from netui.domain.values import field_names

FULL = """\
# mine
name = "Ana Silva"   # as I sign
headline = "Compiler engineer"
addresses = ["ana@example.org", "linkedin.com/in/ana-silva"]
time_zone = "Europe/Lisbon"
week_start = "sunday"
date_order = "day-first"
check_ins_per_week = 5
review_after_months = 6
theme = "netui-day"
clipboard = "tmux"
ascii_only = true
mouse = false
mail_command = "neomutt -H {eml}"
linkedin_note_limit = 200

# keys I am used to
[keymap]
"agenda.done" = "space,enter"
agenda.skip = "z"

[mappings]
club = "Member=name"

[searches]
"old friends" = "tag:friend stage:dormant"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "netui" / "config.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_means_the_defaults(file: Path) -> None:
    assert load_config(file) == Config()


def test_every_setting_is_read(file: Path) -> None:
    assert load_config(written(file, FULL)) == Config(
        name="Ana Silva",
        headline="Compiler engineer",
        addresses=("ana@example.org", "linkedin.com/in/ana-silva"),
        time_zone="Europe/Lisbon",
        week_start=6,
        date_order=DateOrder.DAY_FIRST,
        check_ins_per_week=5,
        review_after_months=6,
        theme="netui-day",
        clipboard=ClipboardWay.TMUX,
        ascii_only=True,
        mouse=False,
        mail_command="neomutt -H {eml}",
        linkedin_note_limit=200,
        keymap={"agenda.done": "space,enter", "agenda.skip": "z"},
        saved_searches={"old friends": "tag:friend stage:dormant"},
        saved_mappings={"club": "Member=name"},
    )
    full = load_config(file)
    assert [name for name in field_names(Config) if getattr(full, name) == getattr(Config(), name)] == []


@pytest.mark.parametrize(("value", "day"), [('"Monday"', 0), ('"sun"', 6), ("2", 2), ('"satur"', 5)])
def test_the_week_starts_by_name_or_number(file: Path, value: str, day: int) -> None:
    assert load_config(written(file, f"week_start = {value}\n")).week_start == day


def test_addresses_may_be_a_text_with_commas(file: Path) -> None:
    assert load_config(written(file, "addresses = ' a@x.example,, b@x.example '\n")).addresses == (
        "a@x.example",
        "b@x.example",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '# a\nname = "x"\nthemee = "y"\n',
            "config.toml line 3: there is no setting “themee”; did you mean theme?",
        ),
        ("qqqq = 1\n", "config.toml line 1: there is no setting “qqqq”; use one of name, headline"),
        ("[serches]\na = 'b'\n", "config.toml line 1: there is no setting “serches”; did you mean searches?"),
        ("a.b = 1\n", "config.toml line 1: there is no setting “a”"),
        ("\nname = 3\n", 'config.toml line 2: name is a text in quotes, not 3: write name = "..."'),
        ("check_ins_per_week = 0\n", "line 1: check_ins_per_week is a number from 1 to 500, not 0"),
        ("check_ins_per_week = true\n", "line 1: check_ins_per_week is a number from 1 to 500, not true"),
        ('ascii_only = "yes"\n', "line 1: ascii_only is true or false, not “yes”"),
        (
            'clipboard = "xsel"\n',
            "line 1: clipboard can't be “xsel”; use one of auto, osc52, tmux, pyperclip, file",
        ),
        ('week_start = "mo"\n', "line 1: week_start can't be “mo”; use one of monday, tuesday"),
        ("week_start = 7\n", "week_start can't be 7; use one of monday"),
        ("addresses = 7\n", 'line 1: addresses is a list of texts, not 7: write addresses = ["...", "..."]'),
        ("addresses = ['a@x.example', 7]\n", "addresses is a list of texts, not a list"),
        ("keymap = 3\n", "line 1: keymap is a table, not 3: write [keymap] on a line of its own"),
        ("[searches]\na = 'b'\n'c d' = 1\n", "config.toml line 3: searches “c d” is a text in quotes, not 1"),
        ("name = \n", "config.toml line 1 isn't valid TOML: Invalid value"),
        ("name = 'a'\nname = 'b'\n", "line 2"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(file: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(written(file, text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_saved_elsewhere_is_read_with_its_mark_and_line_ends(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'\xef\xbb\xbfname = "Ana"\r\nascii_only = true\r\n')
    assert load_config(file) == Config(name="Ana", ascii_only=True)


def test_binary_data_is_reported(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'name = "\xff"\n')
    with pytest.raises(ConfigError, match="line 1 isn't UTF-8"):
        load_config(file)
    with pytest.raises(ConfigError, match="it is a folder, not a file"):
        load_config(file.parent)


def test_a_saved_setting_leaves_the_rest_as_it_was(file: Path) -> None:
    written(file, FULL)
    save_setting(file, "name", "Ana S.")
    save_setting(file, "week_start", "monday")
    save_search(file, "compilers", 'tag:"llvm"')
    text = file.read_text()
    assert text == FULL.replace('"Ana Silva"', '"Ana S."').replace('"sunday"', '"monday"') + (
        "compilers = 'tag:\"llvm\"'\n" if "'tag:" in text else 'compilers = "tag:\\"llvm\\""\n'
    )
    assert load_config(file).saved_searches["compilers"] == 'tag:"llvm"'


def test_a_new_setting_goes_before_the_tables(file: Path) -> None:
    written(file, 'name = "Ana"\n\n# my searches\n[searches]\na = "b"\n')
    save_setting(file, "ascii_only", value=True)
    assert file.read_text() == 'name = "Ana"\nascii_only = true\n\n# my searches\n[searches]\na = "b"\n'
    written(file, '[searches]\na = "b"\n')
    save_setting(file, "theme", "x")
    assert load_config(file) == Config(theme="x", saved_searches={"a": "b"})


def test_the_first_setting_makes_a_private_file(file: Path) -> None:
    save_search(file, "old friends", "tag:friend")
    save_setting(file, "name", 'Zoë "Z" \\ Brânză')
    save_setting(file, "keymap.agenda.done", "space")
    assert load_config(file) == Config(
        name='Zoë "Z" \\ Brânză',
        saved_searches={"old friends": "tag:friend"},
        keymap={"agenda.done": "space"},
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_taking_out(file: Path) -> None:
    written(file, FULL)
    save_search(file, "old friends", None)
    save_setting(file, "theme", None)
    save_setting(file, "theme", None)
    config = load_config(file)
    assert (config.saved_searches, config.theme) == ({}, Config().theme)


@pytest.mark.parametrize(
    ("key", "value"), [("themee", "x"), ("ascii_only", "x"), ("check_ins_per_week", 0), ("searches.", 3)]
)
def test_a_setting_that_cannot_be_used_is_not_written(file: Path, key: str, value: str | int) -> None:
    written(file, FULL)
    with pytest.raises(ConfigError):
        save_setting(file, key, value)
    assert file.read_text() == FULL


def test_a_setting_too_long_for_the_file_is_not_written(file: Path) -> None:
    written(file, FULL)
    with pytest.raises(ConfigError, match=r"config.toml with the new name is larger than 256 kB: shorten it"):
        save_setting(file, "name", "x" * (256 << 10))
    assert file.read_text() == FULL


def test_settings_changed_at_once_are_all_kept(file: Path) -> None:
    with ThreadPoolExecutor(8) as others:
        done = [others.submit(save_search, file, f"s{number}", "tag:x") for number in range(8)]
    assert [one.exception() for one in done] == [None] * 8
    assert len(load_config(file).saved_searches) == 8


def test_a_netui_that_goes_on_changing_settings_is_not_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, FULL)
    monkeypatch.setattr(settings, "_WAIT_SECONDS", 0.0)
    folder = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(ConfigError, match="another netui is changing the settings in"):
        save_setting(file, "name", "x")
    os.close(folder)
    save_setting(file, "name", "x")
    assert load_config(file).name == "x"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
@pytest.mark.parametrize("made", [".", "mine"])
def test_settings_that_root_writes_belong_to_the_owner_of_their_folder(tmp_path: Path, made: str) -> None:
    os.chown(tmp_path, 4321, 4321)
    file = tmp_path / made / "config.toml"
    save_setting(file, "name", "x")
    assert {(path.stat().st_uid, path.stat().st_gid) for path in (file, file.parent)} == {(4321, 4321)}


def test_a_time_zone_counts_in_any_case(file: Path) -> None:
    written(file, 'time_zone = " europe/LISBON "\n')
    assert local_zone(load_config(file).time_zone) == ZoneInfo("Europe/Lisbon")


def test_a_broken_file_is_not_written_over(file: Path) -> None:
    written(file, "name = \n")
    with pytest.raises(ConfigError, match="isn't valid TOML"):
        save_setting(file, "name", "x")
    assert file.read_text() == "name = \n"


def test_a_linked_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('name = "a"\n')
    file.parent.mkdir()
    file.symlink_to(real)
    save_setting(file, "name", "b")
    assert file.is_symlink()
    assert load_config(real).name == "b"


def test_a_name_for_a_search_is_needed(file: Path) -> None:
    with pytest.raises(ConfigError, match="needs a name"):
        save_search(file, "  ", "x")


def test_options_come_before_the_environment(tmp_path: Path) -> None:
    environ = {"NETUI_STORE": str(tmp_path / "s"), "NETUI_CONFIG": str(tmp_path / "c.toml")}
    places = Places.find(environ=environ)
    assert (places.store, places.config) == (tmp_path / "s", tmp_path / "c.toml")
    assert places.templates == tmp_path / "templates"
    places = Places.find(store=tmp_path / "mine", config=tmp_path, environ=environ)
    assert (places.store, places.config) == (tmp_path / "mine", tmp_path / "config.toml")


def test_the_platform_decides_the_rest() -> None:
    places = Places.find(environ={})
    assert places.config.name == "config.toml"
    assert all("netui" in str(place) for place in (places.store, places.config, places.state, places.cache))
    assert all(place.is_absolute() for place in (places.store, places.config, places.state, places.cache))


def test_the_place_of_a_key_names_the_file_that_was_given(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text('name = "Ada"\n[keymap]\n# mine\n"agenda.done" = "x"\nagenda.skip = "z"\n')
    assert key_place(file, "agenda.done") == "other.toml line 4"
    assert key_place(file, "agenda.skip") == "other.toml line 5"
    assert key_place(file, "agenda.open") == "other.toml"


def test_a_new_setting_never_goes_into_a_text_of_several_lines(file: Path) -> None:
    written(file, 'headline = """\nI build\ncompilers"""\r\n\n[searches]\n')
    save_setting(file, "ascii_only", value=True)
    assert load_config(file) == Config(headline="I build\ncompilers", ascii_only=True)
    written(file, 'name = "a\u2028b"')
    save_setting(file, "ascii_only", value=True)
    assert load_config(file) == Config(name="a\u2028b", ascii_only=True)


def test_a_folder_in_the_place_of_the_settings_is_not_taken_for_theirs(tmp_path: Path) -> None:
    places = Places.find(environ={"NETUI_CONFIG": str(tmp_path)})
    assert places.config == tmp_path / "config.toml"
    places.config.mkdir()
    places = Places.find(environ={"NETUI_CONFIG": str(places.config)})
    with pytest.raises(ConfigError, match="it is a folder, not a file"):
        load_config(places.config)


def test_settings_of_a_backup_that_nest_or_are_not_ours_stay_behind() -> None:
    for data in (b"a = " + b"[" * 5_000, b".".join([b"a"] * 50_000) + b" = 1", b"#" * 300_000, b"\0"):
        assert from_elsewhere(data)[0] == b""
    many = b"\n".join(b"k%d = 1" % number for number in range(10_000))
    assert from_elsewhere(many) == (b"", ["config.toml (10,000 of its settings aren't netui's)"])


@pytest.mark.parametrize("home", ["/home/ann", "ann", "./"])
def test_a_relative_folder_of_the_platform_counts_as_none(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", "relative")
    monkeypatch.setenv("HOME", home)
    whose = Path(home if home == "/home/ann" else pwd.getpwuid(os.getuid()).pw_dir)
    places = Places.find(environ={})
    assert places.store == whose / ".local/share/netui"
    assert places.config == whose / ".config/netui/config.toml"
    assert places.state == whose / ".local/state/netui"
    assert places.cache == whose / ".cache/netui" == Path(cache_folder())


def test_the_readme_names_each_setting(file: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    _, _, block = readme.partition("## Settings")[2].partition("```toml\n")
    example = block.partition("```")[0]
    assert load_config(written(file, example)) != Config()
    assert set(tomllib.loads(example)) == set(settings._SETTINGS)
    assert len(settings._SETTINGS) == len(field_names(Config))
