"""The portfolio: gathered from the store, shown before it is written, written where the user says."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview
from netui.domain.interviews.rules import thank_you_due
from netui.domain.journal.anonymity import FOR_YOUR_EYES, Anonymiser, FoundName, Nameable, NameKey, described
from netui.domain.journal.portfolio import (
    Part,
    Portfolio,
    PortfolioEvidence,
    PortfolioGoal,
    PortfolioGroup,
    PortfolioInterview,
    PortfolioItem,
    PortfolioPractice,
    PortfolioReflection,
    RatedLine,
    Step,
)
from netui.domain.journal.reflection import KIND_WORDS, Reflection, ReflectionKind
from netui.domain.journal.words import words_of
from netui.domain.network.network import Grouping
from netui.domain.people.contact import Naming
from netui.domain.people.follow_up import FollowUpKind, FollowUpState
from netui.domain.plan.brand import Evidence, Record
from netui.domain.plan.event import Event
from netui.domain.plan.goal import MEASURE_WORDS, Goal, Period
from netui.domain.plan.group import Group
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.practice import PRACTICE_WORDS, Practice, ratings, trend
from netui.domain.plan.skill import Skill
from netui.domain.plan.strategy import Reach, Strategy
from netui.domain.plan.target import Target
from netui.domain.text import fold
from netui.domain.week.debrief import lead
from netui.services.journal.portfolio_entries import PortfolioEntries
from netui.services.journal.portfolio_sources import PortfolioSources
from netui.services.journal.reflections import ReflectionService
from netui.services.network.network import NetworkService
from netui.services.plan.goals import GoalService
from netui.services.plan.practice import PracticeService
from netui.services.plan.strategies import StrategyService
from netui.services.ports import Change, Store
from netui.services.present import Present
from netui.typed_path import is_folder

_NAME = "portfolio"
_MOST_GROUPS = 40
_SOMEBODY = -1


class PortfolioWriter(Protocol):
    """Writes a portfolio in one format."""

    def __call__(self, portfolio: Portfolio) -> str:
        """Return the text of the file."""


class PortfolioService:
    """Makes portfolios; writes nothing to the store.

    `writers` are the formats by the ending of the file, `save` puts a text in its file, `owner` is whose
    portfolio it is.
    """

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        goals: GoalService,
        strategies: StrategyService,
        reflections: ReflectionService,
        practice: PracticeService,
        network: Callable[[], NetworkService],
        owner: Callable[[], str] = lambda: "",
        writers: Mapping[str, PortfolioWriter] | None = None,
        save: Callable[[Path, str], None] | None = None,
    ) -> None:
        self._store = store
        self._present = present
        self._sources = PortfolioSources(store, present, goals, reflections, practice)
        self._goals = goals
        self._strategies = strategies
        self._reflections = reflections
        self._network = network
        self._owner = owner
        self._writers = dict(writers or {})
        self._save = save
        self._entries = PortfolioEntries(store)
        self._known: Anonymiser | None = None
        self._mapped: tuple[tuple[PortfolioGroup, ...], str] | None = None
        store.subscribe(self._forget)

    def counts(self) -> Mapping[Part, int]:
        """Return how much there is of each part."""
        people = sum(1 for row in self._store.contacts.rows() if row.archived_at is None)
        entries = {part: len(items) for part, items in self._entries.items().items()}
        return {**self._sources.counts(), **entries, Part.MAP: people}

    def items(self) -> Mapping[Part, Sequence[PortfolioItem]]:
        """Return what there is of each part that has things of its own, as the user knows it."""
        return {**self._sources.items(), **self._entries.items()}

    def gather(
        self,
        parts: Collection[Part] = tuple(Part),
        keep: Collection[NameKey] = (),
        without: Collection[int] = (),
        hide: Collection[str] = (),
        *,
        named: bool = False,
    ) -> tuple[Portfolio, Sequence[FoundName]]:
        """Return the portfolio, and every name in its free texts.

        `keep` are names that may stay although their people were not asked, `without` the ids of the goals,
        interviews and so on that are left out, `hide` names of people who aren't contacts. All are
        `named` for the user's own eyes alone.
        """
        names = self._everybody(named=True).fresh() if named else self._anonymiser(keep, hide)
        groups, map_svg = self._map(named=named) if Part.MAP in parts else ((), "")
        sources = self._sources
        goals = sources.goals(without) if Part.PLAN in parts else ()
        interviews = sources.interviews(without) if Part.TALKS in parts else ()
        reflections = sources.reflections(without) if Part.REFLECTIONS in parts else ()
        practice = sources.practice(without) if Part.PRACTICE in parts else ()
        evidence = sources.evidence(without) if Part.EVIDENCE in parts else ()
        owner = self._owner()
        people = self.counts()[Part.MAP] if Part.MAP in parts else 0
        portfolio = Portfolio(
            title=(f"Portfolio of {owner}" if owner else "Network portfolio") + FOR_YOUR_EYES * named,
            on=self._present.today(),
            figures=tuple(_figures(len(interviews), len(goals), len(reflections), people)),
            goals=tuple(self._plan(goals, names)),
            interviews=tuple(self._interview(one, names, named=named) for one in interviews),
            reflections=tuple(self._written(reflections, names)),
            ratings=tuple(_rating_lines(practice)),
            practice=tuple(_practised(practice, names)),
            evidence=tuple(_evidence(evidence, names)),
            entries=self._entries.shown(parts, without, names),
            groups=groups,
            map_svg=map_svg,
        )
        return portfolio, names.names()

    def text(self, portfolio: Portfolio, suffix: str = ".md") -> str:
        """Return a portfolio in the format of an ending."""
        return self._writers[suffix](portfolio)

    def targets(self, path: Path) -> Sequence[Path]:
        """Return the files a path means: itself, or one of each format in a folder.

        Raises InvalidValueError for an ending that is not written.
        """
        if is_folder(path):
            return [path / f"{_NAME}{suffix}" for suffix in self._writers]
        if path.suffix.lower() not in self._writers:
            known = " or ".join(self._writers)
            raise InvalidValueError(f"{path}: give a file that ends in {known}, or a folder that is there")
        return [path]

    def write(self, portfolio: Portfolio, path: Path) -> Sequence[Path]:
        """Write a portfolio to the files a path means, for the user's eyes alone; return them."""
        targets = self.targets(path)
        if self._save is None:
            raise InvalidValueError("portfolios cannot be written here")
        for target in targets:
            self._save(target, self.text(portfolio, target.suffix.lower()))
        return targets

    # People

    def _anonymiser(self, keep: Collection[NameKey], hide: Collection[str]) -> Anonymiser:
        if hide:
            return self._everybody(hide).fresh(keep)
        if self._known is None:
            self._known = self._everybody()
        return self._known.fresh(keep)

    def _everybody(self, hide: Collection[str] = (), *, named: bool = False) -> Anonymiser:
        words = set(self._no_names())
        links: list[str] = []
        people: list[Nameable] = []
        for row in self._store.contacts.rows():
            naming = Naming.YES if named else row.naming
            people.append(Nameable(row.id, row.name, naming, row.title, row.company))
            links += row.links
        known = {one.name.casefold() for one in people}
        for number, name in enumerate([*self._others(), *hide], start=1):
            if name.casefold() not in known:
                known.add(name.casefold())
                people.append(Nameable(_SOMEBODY * number, name, Naming.YES if named else Naming.ASK))
        return Anonymiser(people, links=links, words=words)

    def _no_names(self) -> Iterator[str]:
        """Yield the words, folded, of companies, titles, places, groups, events, skills and tags."""
        texts: set[str] = set()
        for row in self._store.contacts.rows():
            texts |= {row.location, row.industry, *row.tags}
            texts |= {text for one in row.positions for text in (one.title, one.company)}
        texts |= {one.name for one in self._store.of(Group).all()}
        texts |= {one.name for one in self._store.of(Skill).all()}
        texts |= {one.name for one in self._store.of(Target).all()}
        texts |= {one.title for one in self._store.of(Event).all()}
        texts |= {one.company for one in self._store.of(Opportunity).all()}
        for text in texts:
            for word in words_of(text):
                yield fold(word.text)

    def release(self) -> None:
        """Keep the names of all people no longer: they are collected again where they are needed."""
        self._known = None

    def _forget(self, _change: Change) -> None:
        self._known = None
        self._mapped = None

    def _others(self) -> Iterator[str]:
        """Yield the names of people who were deleted, or were only named as someone to ask."""
        for interview in self._store.interviews.all():
            if interview.contact_name and (interview.contact_id is None or self._row(interview) is None):
                yield interview.contact_name
            for line in interview.ask_next:
                named = lead(line)
                if named is not None:
                    yield named.name
        yield from self._store.interactions.gone_names()
        yield from self._entries.people_gone()

    def _row(self, interview: Interview) -> Nameable | None:
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id is not None else None
        if row is None:
            return None
        return Nameable(
            row.id, row.name, row.naming, interview.title or row.title, interview.company or row.company
        )

    # Parts

    def _plan(self, goals: Sequence[Goal], names: Anonymiser) -> Iterator[PortfolioGoal]:
        for goal in goals:
            progress = self._goals.progress(goal)
            met = sum(1 for one in progress.past if one.met)
            once = goal.period is Period.ONCE
            per = goal.per_words if once else f"a {goal.period}"
            closed = f"closed {goal.closed_on.day} {goal.closed_on:%b %Y}" if goal.closed_on else ""
            yield PortfolioGoal(
                title=names.text(goal.title),
                aspiration=names.text(goal.aspiration),
                why=names.text(goal.motive),
                measure=f"{MEASURE_WORDS[goal.measure]}, {goal.target} {per}",
                state=closed or progress.so_far,
                history=f"met in {met} of the last {len(progress.past)}" if progress.past else "",
                share=progress.done / max(1, goal.target),
                ways=tuple(names.text(self._way(one)) for one in self._strategies.of_goal(goal.id)),
            )

    def _way(self, strategy: Strategy) -> str:
        """Say where a strategy is carried out, why it was chosen and what came of it."""
        where = "" if strategy.reach is Reach.BOTH else f" ({strategy.reach})"
        brought = self._strategies.yielded(strategy).words
        parts = (strategy.why, f"brought {brought}" if brought else "", strategy.yielded)
        reasons = "; ".join(part for part in parts if part)
        return f"{strategy.title}{where}: {reasons}" if reasons else f"{strategy.title}{where}"

    def _interview(self, interview: Interview, names: Anonymiser, *, named: bool) -> PortfolioInterview:
        person = self._row(interview)
        position = ", ".join(part for part in (interview.title, interview.company) if part)
        who = described(interview.title, interview.company)
        if person is not None:
            position = ", ".join(part for part in (person.title, person.company) if part)
            open_ = named or person.naming is Naming.YES
            who, position = (person.name, position) if open_ else (person.replacement, "")
        else:
            position = ""
        about = person.id if person is not None else None
        return PortfolioInterview(
            on=self._sources.ended_on(interview),
            who=who[:1].upper() + who[1:],
            position=position,
            goal=names.text(interview.goal, about),
            insights=tuple(names.text(one, about) for one in interview.insights),
            trends=tuple(names.text(one, about) for one in interview.trends),
            steps=tuple(self._steps(interview, names, about)),
            influence=names.text(interview.influence, about),
            thanked=_thanked(interview),
        )

    def _steps(self, interview: Interview, names: Anonymiser, about: int | None) -> Iterator[Step]:
        follow_ups = [
            one
            for one in self._store.follow_ups.for_interview(interview.id)
            if one.kind is not FollowUpKind.THANK_YOU and one.state is not FollowUpState.DROPPED
        ]
        for one in sorted(follow_ups, key=lambda follow_up: (follow_up.due_on, follow_up.id)):
            yield Step(names.text(one.text, about), one.state is FollowUpState.DONE)
        if not follow_ups:
            yield from (Step(names.text(one, about), done=False) for one in interview.actions)

    def _written(self, reflections: Sequence[Reflection], names: Anonymiser) -> Iterator[PortfolioReflection]:
        for one in reflections:
            titles = {prompt.part: prompt.title for prompt in self._reflections.prompts(one.kind)}
            free = one.kind is ReflectionKind.FREE
            tie = self._reflections.tie_of(one)
            about = f"about the {tie.label}" if tie and tie.kind == "interview" else tie.label if tie else ""
            yield PortfolioReflection(
                on=one.on,
                kind=KIND_WORDS[one.kind],
                about=names.text(about),
                parts=tuple(
                    ("" if free else titles.get(part.part, part.part), names.text(part.text))
                    for part in one.written
                ),
            )

    def _map(self, *, named: bool) -> tuple[tuple[PortfolioGroup, ...], str]:
        """Return the groups of the map, and its picture; kept until something changes, for it takes long."""
        if named:
            return self._drawn(named=True)
        if self._mapped is None:
            self._mapped = self._drawn(named=False)
        return self._mapped

    def _drawn(self, *, named: bool) -> tuple[tuple[PortfolioGroup, ...], str]:
        network = self._network()
        source = network.source()
        published = network.published(source, Grouping.COMPANY, named=named)
        groups = tuple(
            PortfolioGroup(
                one.name, tuple(row.name for row in one.people if row.naming is Naming.YES), one.size
            )
            for one in published.clusters[:_MOST_GROUPS]
        )
        drawn = ".svg" in network.formats and bool(source.rows)
        text = network.written(published, ".svg") if drawn else ""
        return groups, text[max(0, text.find("<svg")) :]


def _thanked(interview: Interview) -> str:
    due_at = thank_you_due(interview)
    if interview.thanked_at is None:
        return ""
    return "thanked within 24 hours" if due_at is not None and interview.thanked_at <= due_at else "thanked"


def _rated(practice: Practice) -> str:
    parts = (("confidence", practice.confidence), ("visibility", practice.visibility))
    return ", ".join(f"{what} {rate}" for what, rate in parts if rate is not None)


def _figures(interviews: int, goals: int, reflections: int, people: int) -> Iterator[tuple[str, str]]:
    for count, one, many in (
        (interviews, "informational interview", "informational interviews"),
        (goals, "goal", "goals"),
        (reflections, "reflection", "reflections"),
        (people, "person in the network", "people in the network"),
    ):
        if count:
            yield str(count), one if count == 1 else many


def _rating_lines(practice: Sequence[Practice]) -> Iterator[RatedLine]:
    found = ratings(practice)
    for title, values in (("Confidence", found.confidence), ("Visibility", found.visibility)):
        if values:
            yield RatedLine(title, tuple(value for _, value in values), trend(values))


def _practised(practice: Sequence[Practice], names: Anonymiser) -> Iterator[PortfolioPractice]:
    for one in practice:
        yield PortfolioPractice(one.on, PRACTICE_WORDS[one.kind], _rated(one), names.text(one.text))


def _evidence(kept: Sequence[Evidence | Record], names: Anonymiser) -> Iterator[PortfolioEvidence]:
    for one in kept:
        where, text = (names.text(one.where), "") if isinstance(one, Record) else ("", names.text(one.text))
        yield PortfolioEvidence(one.on, one.kind.value, names.text(one.title), where, one.link, text)
