"""What the areas Plan and Journal consist of."""

from netui.services.services import Services
from netui.tui.journal.changes import ChangesSection
from netui.tui.journal.evidence import EvidenceSection
from netui.tui.journal.insights import InsightsSection
from netui.tui.journal.portfolio import PortfolioSection
from netui.tui.journal.practice import PracticeSection
from netui.tui.journal.reflections import ReflectionsSection
from netui.tui.journal.reviews import ReviewsSection
from netui.tui.plan.brand import BrandSection
from netui.tui.plan.collaborations import CollaborationsSection
from netui.tui.plan.companies import CompaniesSection
from netui.tui.plan.events import EventsSection
from netui.tui.plan.favours import FavoursSection
from netui.tui.plan.goals import GoalsSection
from netui.tui.plan.groups import GroupsSection
from netui.tui.plan.introductions import IntroductionsSection
from netui.tui.plan.mentoring import MentoringSection
from netui.tui.plan.opportunities import OpportunitiesSection
from netui.tui.plan.skills import SkillsSection
from netui.tui.plan.strategies import StrategiesSection
from netui.tui.plan.upkeep import UpkeepSection
from netui.tui.plan.wanted_people import WantedPeopleSection
from netui.tui.sections.section import Section


def plan_sections(services: Services) -> list[Section]:
    """Return the sections of the area Plan, in their order."""
    return [
        GoalsSection(services),
        StrategiesSection(services),
        GroupsSection(services),
        EventsSection(services),
        WantedPeopleSection(services),
        MentoringSection(services),
        BrandSection(services),
        SkillsSection(services),
        OpportunitiesSection(services),
        IntroductionsSection(services),
        FavoursSection(services),
        CollaborationsSection(services),
        CompaniesSection(services),
        UpkeepSection(services),
    ]


def journal_sections(services: Services) -> list[Section]:
    """Return the sections of the area Journal, in their order."""
    return [
        ReflectionsSection(services),
        ReviewsSection(services),
        InsightsSection(services),
        PracticeSection(services),
        EvidenceSection(services),
        PortfolioSection(services),
        ChangesSection(services),
    ]
