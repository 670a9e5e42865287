"""The portfolio as Markdown."""

import re
from collections.abc import Iterator
from functools import partial

from netui.domain.journal.portfolio import (
    PART_TITLES,
    Part,
    Portfolio,
    PortfolioEvidence,
    PortfolioGoal,
    PortfolioInterview,
    PortfolioReflection,
    safe_link,
)
from netui.domain.text import clean
from netui.domain.time.dates import full_day

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_AT_START = re.compile(r"^(\d*)([-+=]|(?<=\d)[.)])")


def portfolio_markdown(portfolio: Portfolio) -> str:
    """Return a portfolio as Markdown; what users wrote appears in it as text, never as markup."""
    lines = [f"# {_line(portfolio.title)}", "", full_day(portfolio.on), ""]
    if portfolio.figures:
        lines += [" · ".join(f"**{_line(value)}** {_line(label)}" for value, label in portfolio.figures), ""]
    for part in Part:
        if portfolio.has(part):
            read = _PARTS.get(part) or partial(_entries, part=part)
            lines += [f"## {PART_TITLES[part]}", "", *read(portfolio)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _plan(portfolio: Portfolio) -> Iterator[str]:
    for goal in portfolio.goals:
        yield from _goal(goal)


def _goal(goal: PortfolioGoal) -> Iterator[str]:
    yield from (f"### {_line(goal.title)}", "")
    facts = [("Aspiration", goal.aspiration), ("Why", goal.why), ("Measure", goal.measure)]
    facts += [("Now", goal.state), ("Before", goal.history)]
    for label, value in facts:
        if value:
            yield f"- {label}: {_line(value)}"
    for way in goal.ways:
        yield f"- Way: {_line(way)}"
    yield ""


def _interviews(portfolio: Portfolio) -> Iterator[str]:
    for interview in portfolio.interviews:
        yield from _interview(interview)


def _interview(interview: PortfolioInterview) -> Iterator[str]:
    yield from (f"### {_line(interview.who)}", "")
    yield "*" + " · ".join(one for one in (_line(interview.position), full_day(interview.on)) if one) + "*"
    yield ""
    if interview.goal:
        yield from (f"> {_line(interview.goal)}", "")
    for title, entries in (("Insights", interview.insights), ("Trends", interview.trends)):
        if entries:
            yield from (f"**{title}**", "", *(f"- {_line(one)}" for one in entries), "")
    if interview.steps:
        steps = (f"- [{'x' if one.done else ' '}] {_line(one.text)}" for one in interview.steps)
        yield from ("**What follows**", "", *steps, "")
    if interview.influence:
        yield from ("**Influence on my plan**", "", *_text(interview.influence), "")
    if interview.thanked:
        yield from (f"*{_line(interview.thanked)}*", "")


def _reflections(portfolio: Portfolio) -> Iterator[str]:
    for one in portfolio.reflections:
        yield from _reflection(one)


def _reflection(one: PortfolioReflection) -> Iterator[str]:
    head = _line(one.kind[:1].upper() + one.kind[1:])
    yield from (f"### {head}, {full_day(one.on)}", "")
    if one.about:
        yield from (f"*{_line(one.about)}*", "")
    for title, text in one.parts:
        if title:
            yield from (f"**{_line(title)}**", "")
        yield from (*_text(text), "")


def _entries(portfolio: Portfolio, part: Part) -> Iterator[str]:
    for one in portfolio.entries[part]:
        yield from (f"### {_line(one.title)}", "")
        if one.facts:
            yield from (f"*{_line(one.facts)}*", "")
        if one.text:
            yield from (*_text(one.text), "")


def _practice(portfolio: Portfolio) -> Iterator[str]:
    for line in portfolio.ratings:
        values = " ".join(str(value) for value in line.values)
        yield f"- {_line(line.title)}: {_line(line.words)} ({values}, of 5)"
    for one in portfolio.practice:
        parts = (full_day(one.on), _line(one.kind), _line(one.rated))
        head = ", ".join(part for part in parts if part)
        yield f"- {head}" + (f": {_line(one.text)}" if one.text else "")
    yield ""


def _evidence(portfolio: Portfolio) -> Iterator[str]:
    for one in portfolio.evidence:
        yield _piece(one)
    yield ""


def _piece(one: PortfolioEvidence) -> str:
    link = safe_link(one.link)
    title = _line(one.title)
    named = f"[{title}](<{link.replace('<', '%3C').replace('>', '%3E')}>)" if link else title
    where = ", ".join(part for part in (_line(one.kind), _line(one.where), full_day(one.on)) if part)
    return f"- {named} ({where})" + (f": {_line(one.text)}" if one.text else "")


def _map(portfolio: Portfolio) -> Iterator[str]:
    for group in portfolio.groups:
        people = f": {_line(group.words)}" if group.words else ""
        yield f"- **{_line(group.name)}** ({group.size}){people}"
    yield ""


_PARTS = {
    Part.PLAN: _plan,
    Part.TALKS: _interviews,
    Part.REFLECTIONS: _reflections,
    Part.PRACTICE: _practice,
    Part.EVIDENCE: _evidence,
    Part.MAP: _map,
}


def _line(text: str) -> str:
    """Return text on one line, with nothing in it that Markdown would take for markup."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    return _AT_START.sub(r"\1\\\2", escaped)


def _text(text: str) -> list[str]:
    """Return the paragraphs of a text, a blank line between them."""
    lines = [_line(line) for line in clean(text, newlines=True).splitlines() if line.strip()]
    return [part for line in lines for part in ("", line)][1:]
