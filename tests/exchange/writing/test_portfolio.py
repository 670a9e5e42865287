"""The portfolio as a page and as Markdown: nothing of what users wrote is markup, nothing is fetched."""

import re
import shutil
import subprocess
import zlib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from netui.domain.journal.portfolio import (
    Part,
    Portfolio,
    PortfolioEntry,
    PortfolioEvidence,
    PortfolioGoal,
    PortfolioGroup,
    PortfolioInterview,
    PortfolioPractice,
    PortfolioReflection,
    RatedLine,
    Step,
    safe_link,
)
from netui.domain.values import replace
from netui.exchange.writing.portfolio_html import portfolio_html
from netui.exchange.writing.portfolio_markdown import portfolio_markdown
from tests.factories import HOSTILE_TEXT, TODAY
from tests.waiting import HANG_SECONDS

DAY = date(2026, 11, 3)
WHOLE = Portfolio(
    title="Portfolio of Jo",
    on=TODAY,
    figures=(("2", "informational interviews"),),
    goals=(
        PortfolioGoal(
            title="One talk a month",
            measure="talks, 1 a month",
            state="1 of 1",
            share=1.0,
            ways=("Meetups",),
        ),
    ),
    interviews=(
        PortfolioInterview(
            on=DAY,
            who="Ana Ruiz",
            position="Manager, Nordlicht",
            goal="How?",
            insights=("Ask early",),
            trends=("Less code",),
            steps=(Step("Send it", done=True), Step("Call", done=False)),
            influence="Turn\n\nslowly",
            thanked="thanked within 24 hours",
        ),
        PortfolioInterview(on=DAY, who="An SRE at Fastly"),
    ),
    reflections=(PortfolioReflection(on=DAY, kind="STAR", about="RustFest", parts=(("Task", "Mine"),)),),
    ratings=(RatedLine("Confidence", (1, 3, 5), "5, up from 1"), RatedLine("Visibility", (2,), "2")),
    practice=(PortfolioPractice(DAY, "mock event", "confidence 3", "Went well"),),
    evidence=(PortfolioEvidence(DAY, "certificate", "Course", "", "https://example.org/a?b=1&c=2", "Good"),),
    entries={
        Part.GROUPS: (PortfolioEntry("Rust Zürich", "meetup · organiser · 12 h", "Help newcomers"),),
        Part.MENTORING: (PortfolioEntry("An SRE at Fastly", "my mentor · 3 meetings"),),
        Part.SKILLS: (PortfolioEntry("Tracing", "level 2 of 5 · aim 4", "To find\nslow paths"),),
        Part.OPPORTUNITIES: (PortfolioEntry("Talk at PyCon", "lead · won"),),
        Part.COLLABORATIONS: (PortfolioEntry("An article", "article · active · with Ana Ruiz"),),
    },
    groups=(PortfolioGroup("Fastly", ("Ana Ruiz",), 3), PortfolioGroup("Arm", (), 2)),
    map_svg="<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 4'><circle cx='2' cy='2' r='1'/></svg>",
)


def hostile() -> Portfolio:
    text = HOSTILE_TEXT + "</title><script>alert(1)</script>\"'&`*_[x](javascript:x) \n# head\n1. one"
    return Portfolio(
        title=text,
        on=TODAY,
        figures=((text, text),),
        goals=(PortfolioGoal(title=text, aspiration=text, why=text, measure=text, state=text, ways=(text,)),),
        interviews=(
            PortfolioInterview(
                on=DAY,
                who=text,
                position=text,
                goal=text,
                insights=(text,),
                trends=(text,),
                steps=(Step(text, done=True),),
                influence=text,
                thanked=text,
            ),
        ),
        reflections=(PortfolioReflection(on=DAY, kind=text, about=text, parts=((text, text),)),),
        ratings=(RatedLine(text, (2, 4), text),),
        practice=(PortfolioPractice(DAY, text, text, text),),
        evidence=(PortfolioEvidence(DAY, text, text, text, "javascript:alert(1)", text),),
        entries={Part.SKILLS: (PortfolioEntry(text, text, text),)},
        groups=(PortfolioGroup(text, (text,), 2),),
    )


class Page(HTMLParser):
    """Collects the tags and links of a page, and refuses one that is not closed."""

    VOID = frozenset({"meta", "link", "br", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("portfolio", [WHOLE, hostile()], ids=["whole", "hostile"])
def test_the_page_needs_nothing_and_runs_nothing(portfolio: Portfolio) -> None:
    text = portfolio_html(portfolio)
    page = Page(text)
    assert not {"script", "iframe", "img", "link", "object"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(link.startswith(("#", "https://")) for link in page.links)
    assert "default-src 'none'" in text.replace("&#x27;", "'")
    assert "url(" not in text
    assert "@import" not in text


def test_hostile_text_reaches_no_file_raw() -> None:
    for text in (portfolio_html(hostile()), portfolio_markdown(hostile())):
        assert "\x1b" not in text
        assert "\u202e" not in text
    markdown = portfolio_markdown(hostile())
    assert not re.search(r"(?<!\\)<script", markdown)
    assert not re.search(r"(?<!\\)\]\(javascript", markdown)
    assert "\n# head" not in markdown
    assert "\n1. one" not in markdown


def test_every_part_is_in_both() -> None:
    page, markdown = portfolio_html(WHOLE), portfolio_markdown(WHOLE)
    for words in ("Ana Ruiz", "Manager, Nordlicht", "Ask early", "Less code", "An SRE at Fastly", "slowly"):
        assert words in page
        assert words in markdown
    assert "- [x] Send it\n- [ ] Call" in markdown
    assert "[Course](<https://example.org/a?b=1&c=2>) (certificate, Tue 3 Nov 2026): Good" in markdown
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page
    assert "Ana Ruiz and 2 others" in page
    for part in Part:
        assert f'<section id="{part}">' in page


def test_what_was_not_chosen_has_no_heading() -> None:
    bare = Portfolio(title="Nothing yet", on=TODAY)
    assert portfolio_markdown(bare) == "# Nothing yet\n\nFri 20 Nov 2026\n"
    assert "<section" not in portfolio_html(bare)


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("example.org/x", "https://example.org/x"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://a b.example", ""),
        ("file:///etc/passwd", ""),
        ("nothing", ""),
        ("", ""),
    ],
)
def test_only_links_that_can_be_followed_safely_are_links(link: str, safe: str) -> None:
    assert safe_link(link) == safe


def _chromium() -> str:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        "",
    )
    if not found:
        pytest.skip("no Chromium here: the page is looked at where there is one")
    return found


def _run(program: str, folder: Path, *arguments: str) -> None:
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")
    subprocess.run(
        [program, *quiet, f"--user-data-dir={folder / 'profile'}", *arguments],
        check=True,
        timeout=HANG_SECONDS,
        capture_output=True,
    )


def test_a_browser_shows_it_and_prints_it(tmp_path: Path) -> None:
    program = _chromium()
    page = tmp_path / "portfolio.html"
    many = replace(WHOLE, interviews=WHOLE.interviews * 12)
    page.write_text(portfolio_html(many), encoding="utf-8")
    picture, paper = tmp_path / "page.png", tmp_path / "page.pdf"

    _run(program, tmp_path, "--window-size=800,1200", f"--screenshot={picture}", page.as_uri())
    colours = _colours(picture.read_bytes())
    assert colours[0] == (0xFA, 0xF8, 0xF4)  # the paper
    assert (0x23, 0x27, 0x2E) in colours  # the ink
    assert (0x2F, 0x5F, 0x8F) in colours  # headings

    _run(program, tmp_path, f"--print-to-pdf={paper}", page.as_uri())
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))
    assert 3 <= pages <= 20


def _colours(png: bytes) -> list[tuple[int, int, int]]:
    """Return the colours of a picture (8 bits a channel, not interlaced), the most frequent first."""
    at, data = 8, b""
    width = height = channels = 0
    while at < len(png):
        size, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height = int.from_bytes(body[:4]), int.from_bytes(body[4:8])
            channels = {2: 3, 6: 4}[body[9]]
        elif kind == b"IDAT":
            data += body
        at += size + 12
    raw = zlib.decompress(data)
    stride = width * channels
    counts: dict[tuple[int, int, int], int] = {}
    before = bytearray(stride)
    for row in range(height):
        start = row * (stride + 1)
        line = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, channels)
        for x in range(0, stride, channels):
            colour = (line[x], line[x + 1], line[x + 2])
            counts[colour] = counts.get(colour, 0) + 1
        before = line
    return sorted(counts, key=lambda colour: -counts[colour])


def _unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    for x in range(len(line)):
        left = line[x - step] if x >= step else 0
        up = above[x]
        corner = above[x - step] if x >= step else 0
        if kind == 1:
            line[x] = (line[x] + left) & 255
        elif kind == 2:
            line[x] = (line[x] + up) & 255
        elif kind == 3:
            line[x] = (line[x] + (left + up) // 2) & 255
        elif kind == 4:
            guess = left + up - corner
            nearest = min(
                (abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner)
            )
            line[x] = (line[x] + nearest[2]) & 255
    return line
