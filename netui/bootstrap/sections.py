"""What the areas Plan and Journal consist of."""

from netui.services.bundle import Services
from netui.tui.sections.brand import BrandSection
from netui.tui.sections.changes import ChangesSection
from netui.tui.sections.collaborations import CollaborationsSection
from netui.tui.sections.companies import CompaniesSection
from netui.tui.sections.events import EventsSection
from netui.tui.sections.evidence import EvidenceSection
from netui.tui.sections.favours import FavoursSection
from netui.tui.sections.goals import GoalsSection
from netui.tui.sections.groups import GroupsSection
from netui.tui.sections.insights import InsightsSection
from netui.tui.sections.introductions import IntroductionsSection
from netui.tui.sections.mentoring import MentoringSection
from netui.tui.sections.opportunities import OpportunitiesSection
from netui.tui.sections.portfolio import PortfolioSection
from netui.tui.sections.practice import PracticeSection
from netui.tui.sections.reflections import ReflectionsSection
from netui.tui.sections.reviews import ReviewsSection
from netui.tui.sections.section import Section
from netui.tui.sections.skills import SkillsSection
from netui.tui.sections.strategies import StrategiesSection
from netui.tui.sections.upkeep import UpkeepSection
from netui.tui.sections.wanted_people import WantedPeopleSection


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
