"""The portfolio as one page that needs nothing else: no script, nothing fetched, good on paper too."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

from netui.domain.journal.portfolio import (
    PART_TITLES,
    Part,
    Portfolio,
    PortfolioEvidence,
    PortfolioGoal,
    PortfolioInterview,
    PortfolioReflection,
    RatedLine,
    safe_link,
)
from netui.domain.text import clean
from netui.domain.time.dates import full_day
from netui.exchange.writing.page import PAGE_HEAD, escaped
from netui.exchange.writing.portfolio_style import portfolio_style

_CHART_WIDTH, _CHART_HEIGHT, _EDGE = 270, 64, 6


def portfolio_html(portfolio: Portfolio) -> str:
    """Return a portfolio as one HTML page; every text in it is escaped."""
    parts = [part for part in Part if portfolio.has(part)]
    title = escaped(portfolio.title)
    lines = [
        *PAGE_HEAD,
        f"<title>{title}</title>",
        f"<style>{portfolio_style()}</style></head><body>",
        f'<header><h1>{title}</h1><p class="on">{full_day(portfolio.on)}</p>',
        *_figures(portfolio.figures),
        "<nav>",
        *(f'<a href="#{part}">{PART_TITLES[part]}</a>' for part in parts),
        "</nav></header><main>",
    ]
    for part in parts:
        lines.append(f'<section id="{part}"><h2>{PART_TITLES[part]}</h2>')
        lines += (_PARTS.get(part) or partial(_entries, part=part))(portfolio)
        lines.append("</section>")
    lines.append(
        "</main><footer><p>People who did not agree to be named appear by what they do. "
        "No contact details are part of this page.</p></footer></body></html>"
    )
    return "\n".join(lines) + "\n"


def _figures(figures: Sequence[tuple[str, str]]) -> list[str]:
    if not figures:
        return []
    cells = (f"<div><dt>{escaped(label)}</dt><dd>{escaped(value)}</dd></div>" for value, label in figures)
    return ['<dl class="figures">', *cells, "</dl>"]


def _plan(portfolio: Portfolio) -> list[str]:
    return [line for goal in portfolio.goals for line in _goal(goal)]


def _goal(goal: PortfolioGoal) -> list[str]:
    lines = [f"<article><h3>{escaped(goal.title)}</h3>", _one("meta", goal.measure)]
    if goal.state:
        met = " met" if goal.share >= 1 else ""
        width = round(min(1.0, goal.share) * 100)
        lines.append(f'<div class="meter{met}"><i style="width:{width}%"></i></div>')
        words = " · ".join(one for one in (goal.state, goal.history) if one)
        lines.append(_one("meta", words))
    for label, value in (("Aspiration", goal.aspiration), ("Why", goal.why)):
        if value:
            lines += [_one("label", label), *_paragraphs(value)]
    if goal.ways:
        lines += [_one("label", "Ways chosen"), *_list(goal.ways)]
    return [*lines, "</article>"]


def _interviews(portfolio: Portfolio) -> list[str]:
    return [line for interview in portfolio.interviews for line in _interview(interview)]


def _interview(interview: PortfolioInterview) -> list[str]:
    when = " · ".join(
        part for part in (interview.position, full_day(interview.on), interview.thanked) if part
    )
    lines = [
        f"<article><h3>{escaped(interview.who)}</h3>",
        _one("meta", when),
        _one("goal", interview.goal),
    ]
    for label, entries in (("Insights", interview.insights), ("Trends", interview.trends)):
        if entries:
            lines += [_one("label", label), *_list(entries)]
    if interview.steps:
        lines += [_one("label", "What follows"), '<ul class="steps">']
        for step in interview.steps:
            name, mark = (' class="done"', "✓") if step.done else ("", "○")
            lines.append(f'<li{name}><span class="mark">{mark}</span>{escaped(step.text)}</li>')
        lines.append("</ul>")
    if interview.influence:
        text = "".join(_paragraphs(interview.influence))
        lines.append(f'<div class="influence"><p class="label">Influence on my plan</p>{text}</div>')
    return [*lines, "</article>"]


def _reflections(portfolio: Portfolio) -> list[str]:
    return [line for one in portfolio.reflections for line in _reflection(one)]


def _reflection(one: PortfolioReflection) -> list[str]:
    kind = one.kind[:1].upper() + one.kind[1:]
    about = " · ".join(part for part in (full_day(one.on), one.about) if part)
    lines = [f"<article><h3>{escaped(kind)}</h3>", _one("meta", about)]
    for title, text in one.parts:
        lines += [_one("label", title), *_paragraphs(text)]
    return [*lines, "</article>"]


def _practice(portfolio: Portfolio) -> list[str]:
    lines = ['<div class="rated">', *map(_chart, portfolio.ratings), "</div>"] if portfolio.ratings else []
    if portfolio.practice:
        lines.append('<ul class="rows">')
        for one in portfolio.practice:
            meta = " · ".join(part for part in (full_day(one.on), one.rated) if part)
            kind = one.kind[:1].upper() + one.kind[1:]
            lines.append(_row(escaped(kind), meta, one.text))
        lines.append("</ul>")
    return lines


def _chart(line: RatedLine) -> str:
    inner = _CHART_WIDTH - 2 * _EDGE
    step = inner / max(1, len(line.values) - 1)

    def at(index: int, value: float) -> tuple[float, float]:
        return _EDGE + index * step, _EDGE + (5 - value) / 4 * (_CHART_HEIGHT - 2 * _EDGE)

    points = [at(index, value) for index, value in enumerate(line.values)]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    grid = "".join(
        f'<line x1="0" x2="{_CHART_WIDTH}" y1="{at(0, level)[1]:.1f}" y2="{at(0, level)[1]:.1f}"/>'
        for level in (1, 3, 5)
    )
    words = f"{line.title}: {line.words}"
    return (
        f'<figure class="line"><svg viewBox="0 0 {_CHART_WIDTH} {_CHART_HEIGHT}" role="img" '
        f'aria-label="{escaped(words)}">{grid}<polyline points="{drawn}"/>'
        f'<circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="4"/></svg>'
        f"<figcaption>{escaped(words)}, of 5</figcaption></figure>"
    )


def _evidence(portfolio: Portfolio) -> list[str]:
    return ['<ul class="rows">', *map(_piece, portfolio.evidence), "</ul>"]


def _piece(one: PortfolioEvidence) -> str:
    link = safe_link(one.link)
    title = escaped(one.title)
    named = f'<a href="{escape(link, quote=True)}" rel="noopener noreferrer">{title}</a>' if link else title
    meta = " · ".join(part for part in (one.kind, one.where, full_day(one.on)) if part)
    return _row(named, meta, one.text)


def _entries(portfolio: Portfolio, part: Part) -> list[str]:
    rows = (_row(escaped(one.title), one.facts, one.text) for one in portfolio.entries[part])
    return ['<ul class="rows">', *rows, "</ul>"]


def _row(title: str, meta: str, text: str) -> str:
    """Return a row of a list under a title that is escaped already."""
    return f"<li><h3>{title}</h3>{_one('meta', meta)}{''.join(_paragraphs(text))}</li>"


def _map(portfolio: Portfolio) -> list[str]:
    lines = [f'<figure class="map-figure">{portfolio.map_svg}</figure>'] if portfolio.map_svg else []
    if portfolio.groups:
        lines.append('<ul class="groups">')
        for group in portfolio.groups:
            people = f"<p>{escaped(group.words)}</p>" if group.words else ""
            lines.append(
                f'<li><strong>{escaped(group.name)}</strong> <span class="count">{group.size}</span>'
                f"{people}</li>"
            )
        lines.append("</ul>")
    return lines


_PARTS: dict[Part, Callable[[Portfolio], list[str]]] = {
    Part.PLAN: _plan,
    Part.TALKS: _interviews,
    Part.REFLECTIONS: _reflections,
    Part.PRACTICE: _practice,
    Part.EVIDENCE: _evidence,
    Part.MAP: _map,
}


def _list(entries: Iterable[str]) -> list[str]:
    return ["<ul>", *(f"<li>{escaped(one)}</li>" for one in entries), "</ul>"]


def _paragraphs(text: str) -> list[str]:
    return [f"<p>{escaped(line)}</p>" for line in clean(text, newlines=True).splitlines() if line.strip()]


def _one(name: str, text: str) -> str:
    return f'<p class="{name}">{escaped(text)}</p>' if text else ""
