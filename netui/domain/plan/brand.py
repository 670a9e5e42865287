"""How the user presents themselves: pitches, bios, what one has published, and what proves it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.values import replace

WORDS_A_MINUTE = 140
_COUNTED = 4096
REVIEW_MONTHS = 6
"""After so many months a pitch or a bio is offered for review."""
_REVIEW = Cadence(REVIEW_MONTHS, Unit.MONTHS)


class Pitch(Struct, frozen=True, kw_only=True):
    """One version of the few sentences that say who one is."""

    id: int
    uid: str
    title: str
    text: str = ""
    reviewed_on: date | None = None
    skipped_on: date | None = None
    created_at: datetime | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return word_count(self.text)

    @property
    def seconds(self) -> int:
        """How long it takes to say."""
        return spoken_seconds(self.text)


class BioField(Struct, frozen=True):
    """One field of a bio as a platform has it; `limit` counts characters, None means there is none."""

    name: str
    text: str = ""
    limit: int | None = None

    @property
    def used(self) -> int:
        """How many characters it has."""
        return len(self.text)

    @property
    def over(self) -> int:
        """How many characters are too many."""
        return max(0, self.used - self.limit) if self.limit is not None else 0


class Bio(Struct, frozen=True, kw_only=True):
    """What the user says about themselves on a platform, field by field."""

    id: int
    uid: str
    platform: str
    fields: tuple[BioField, ...] = ()
    link: str = ""
    reviewed_on: date | None = None
    skipped_on: date | None = None
    created_at: datetime | None = None

    def field(self, name: str) -> BioField | None:
        """Return the field of a name, capitals aside."""
        wanted = name.casefold()
        return next((field for field in self.fields if field.name.casefold() == wanted), None)


class RecordKind(StrEnum):
    """What was published."""

    ARTICLE = "article"
    TALK = "talk"
    POST = "post"


class Record(Struct, frozen=True, kw_only=True):
    """An article, a presentation or a post; `where` is the journal, the stage, the platform."""

    id: int
    uid: str
    title: str
    on: date
    kind: RecordKind = RecordKind.POST
    where: str = ""
    link: str = ""
    created_at: datetime | None = None


class EvidenceKind(StrEnum):
    """What proves something."""

    CERTIFICATE = "certificate"
    LINK = "link"


class Evidence(Struct, frozen=True, kw_only=True):
    """A certificate, or a link that shows what one did."""

    id: int
    uid: str
    title: str
    on: date
    kind: EvidenceKind = EvidenceKind.CERTIFICATE
    link: str = ""
    text: str = ""
    created_at: datetime | None = None


PLATFORMS: dict[str, tuple[BioField, ...]] = {
    "LinkedIn": (
        BioField("Name"),
        BioField("Headline", limit=220),
        BioField("About", limit=2600),
        BioField("Location"),
    ),
    "GitHub": (
        BioField("Name"),
        BioField("About", limit=160),
        BioField("Company"),
        BioField("Location"),
        BioField("Link"),
    ),
    "X": (
        BioField("Name", limit=50),
        BioField("About", limit=160),
        BioField("Location", limit=30),
        BioField("Link", limit=100),
    ),
    "Mastodon": (BioField("Name", limit=30), BioField("About", limit=500), BioField("Link")),
    "Bluesky": (BioField("Name", limit=64), BioField("About", limit=256)),
    "Website": (BioField("Name"), BioField("Headline"), BioField("About"), BioField("Location")),
    "CV": (BioField("Name"), BioField("Headline"), BioField("About"), BioField("Location")),
}
"""What netui knows of platforms; the names of the fields are the same wherever they mean the same."""


def fields_for(platform: str) -> tuple[BioField, ...]:
    """Return the empty fields of a platform; one that is not known has a headline and an about."""
    wanted = platform.casefold()
    for name, fields in PLATFORMS.items():
        if name.casefold() == wanted:
            return fields
    return (BioField("Name"), BioField("Headline"), BioField("About"))


@lru_cache(_COUNTED)
def word_count(text: str) -> int:
    """Return how many words a text has."""
    return sum(word.isalnum() or any(map(str.isalnum, word)) for word in text.split())


def spoken_seconds(text: str) -> int:
    """Return how many seconds a text takes at an easy pace, 140 words a minute."""
    return round(word_count(text) * 60 / WORDS_A_MINUTE)


class Side(StrEnum):
    """How a field compares on two platforms."""

    SAME = "same"
    DIFFERS = "differs"
    FIRST_ONLY = "first-only"
    SECOND_ONLY = "second-only"


class Difference(Struct, frozen=True):
    """One field on two platforms."""

    field: str
    side: Side
    first: str
    second: str


def differences(first: Bio, second: Bio) -> list[Difference]:
    """Compare two bios field by field: what differs first, what is the same last, empty on both left out.

    Blanks and line breaks do not count: platforms wrap as they like.
    """
    names = {field.name.casefold(): field.name for field in (*second.fields, *first.fields)}
    order = [field.name.casefold() for field in first.fields]
    order += [name for name in names if name not in order]
    found = []
    for name in order:
        here, there = first.field(name), second.field(name)
        left, right = (here.text if here else "").strip(), (there.text if there else "").strip()
        if left or right:
            found.append(Difference(names[name], _side(left, right), left, right))
    return sorted(found, key=lambda one: one.side is Side.SAME)


def _side(left: str, right: str) -> Side:
    if not right:
        return Side.FIRST_ONLY
    if not left:
        return Side.SECOND_ONLY
    return Side.SAME if left.split() == right.split() else Side.DIFFERS


def filled(bio: Bio, texts: Mapping[str, str]) -> Bio:
    """Return a bio with texts in the fields that are empty."""
    fields = bio.fields
    for name, text in texts.items():
        before = bio.field(name) or BioField(name)
        if text and not before.text.strip():
            fields = with_field(fields, replace(before, text=text))
    return replace(bio, fields=fields)


def with_field(bio_fields: Sequence[BioField], changed: BioField) -> tuple[BioField, ...]:
    """Return fields with one replaced by its name, or added at the end."""
    wanted = changed.name.casefold()
    if any(field.name.casefold() == wanted for field in bio_fields):
        return tuple(changed if field.name.casefold() == wanted else field for field in bio_fields)
    return (*bio_fields, changed)


class DueReview(Struct, frozen=True):
    """A pitch or a bio that was not reviewed for long."""

    what: Pitch | Bio
    due_on: date

    @property
    def name(self) -> str:
        """How it is called: "LinkedIn bio", "pitch: For engineers"."""
        return f"{self.what.platform} bio" if isinstance(self.what, Bio) else f"pitch: {self.what.title}"


def due_reviews(kept: Iterable[Pitch | Bio], last: date) -> list[DueReview]:
    """Return what is due for a review up to a day, the longest due first."""
    found = []
    for what in kept:
        seen_on = max((day for day in (what.reviewed_on, what.skipped_on) if day is not None), default=None)
        if seen_on is not None and (due_on := _REVIEW.after(seen_on)) <= last:
            found.append(DueReview(what, due_on))
    return sorted(found, key=lambda one: (one.due_on, one.what.id))
