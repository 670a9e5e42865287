"""The brand: pitches, bios, a record of what was published, evidence; and what is due for a review."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from netui.domain.errors import InvalidValueError, existing
from netui.domain.one_line import required_line
from netui.domain.plan.brand import (
    Bio,
    BioField,
    Difference,
    DueReview,
    Evidence,
    EvidenceKind,
    Pitch,
    Record,
    RecordKind,
    differences,
    fields_for,
    filled,
    with_field,
)
from netui.domain.text import fold
from netui.domain.values import replace
from netui.services.entries import merge_edit, new_identity
from netui.services.ports import Store
from netui.services.present import Present

KeptT = TypeVar("KeptT", Pitch, Bio, Record, Evidence)


class BrandService:
    """Keeps how the user shows themself."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def count(self) -> int:
        """Return how many pitches and bios there are."""
        return self._store.of(Pitch).count() + self._store.of(Bio).count()

    # Pitches

    def pitches(self) -> list[Pitch]:
        """Return the pitches, the shortest first."""
        return sorted(self._store.of(Pitch).all(), key=lambda one: (one.words, one.id))

    def pitch(self, pitch_id: int) -> Pitch:
        """Return a pitch; raise NotFoundError if there is none."""
        return existing(self._store.of(Pitch).get(pitch_id), "pitch", pitch_id)

    def add_pitch(self, title: str, text: str = "") -> Pitch:
        """Keep a version of the pitch."""
        words = required_line(title, "a pitch needs a title: who is it for?")
        draft = Pitch(id=0, uid="", title=words, text=text.strip(), reviewed_on=self._today)
        return self._add(f"Add pitch: {words}", draft)

    def edit_pitch(self, base: Pitch, *, title: str | None = None, text: str | None = None) -> Pitch:
        """Change a pitch from what it was when the edit began; a changed text counts as reviewed."""
        with self._store.transaction(f"Change pitch: {base.title}"):
            pitch = base
            if title is not None:
                pitch = replace(pitch, title=required_line(title, "a pitch needs a title: who is it for?"))
            if text is not None and text.strip() != pitch.text:
                pitch = replace(pitch, text=text.strip(), reviewed_on=self._today)
            return self._merge(pitch, base)

    # Bios

    def bios(self) -> list[Bio]:
        """Return the bios in the order they were added."""
        return self._store.of(Bio).all()

    def bio(self, bio_id: int) -> Bio:
        """Return a bio; raise NotFoundError if there is none."""
        return existing(self._store.of(Bio).get(bio_id), "bio", bio_id)

    def add_bio(self, platform: str, *, link: str = "", fields: Sequence[BioField] = ()) -> Bio:
        """Keep the bio of a platform, with its fields and their limits; one for each platform."""
        name = required_line(platform, "which platform is it on?")
        if any(fold(one.platform) == fold(name) for one in self.bios()):
            raise InvalidValueError(f"there is a bio for {name} already: change its fields")
        empty = self._bio_on(name)
        bio = replace(empty, link=link.strip(), fields=tuple(fields) or empty.fields)
        return self._add(f"Add bio: {name}", bio)

    def edit_bio(self, changed: Bio, base: Bio) -> Bio:
        """Store the link and the fields of a bio, changed from `base`; a changed text counts as reviewed."""
        name = required_line(changed.platform, "which platform is it on?")
        changed = replace(changed, platform=name, link=changed.link.strip())
        if any(one.id != base.id and fold(one.platform) == fold(name) for one in self.bios()):
            raise InvalidValueError(f"there is a bio for {name} already: change its fields")
        if [one.text for one in changed.fields] != [one.text for one in base.fields]:
            changed = replace(changed, reviewed_on=self._today)
        with self._store.transaction(f"Change bio: {name}"):
            return self._merge(changed, base)

    def empty_fields(self, platform: str, texts: Mapping[str, str]) -> list[str]:
        """Return which of these texts `fill` would write."""
        before = self._bio_on(platform)
        after = filled(before, texts)
        return [field.name for field in after.fields if field != before.field(field.name)]

    def fill(self, platform: str, texts: Mapping[str, str]) -> None:
        """Write texts into the fields of a bio that are empty; what is written there stays."""
        with self._store.transaction(f"Fill in bio: {platform}"):
            before = self._bio_on(platform)
            after = filled(before, texts)
            if after == before:
                return
            if before.id:
                self._store.of(Bio).save(replace(after, reviewed_on=self._today))
            else:
                self._add(f"Add bio: {platform}", after)

    def _bio_on(self, platform: str) -> Bio:
        """Return the bio of a platform, or an empty one that isn't stored."""
        found = (one for one in self.bios() if fold(one.platform) == fold(platform))
        empty = Bio(id=0, uid="", platform=platform, fields=fields_for(platform), reviewed_on=self._today)
        return next(found, empty)

    def set_field(self, bio: Bio, name: str, text: str) -> Bio:
        """Write a field of a bio, from what it was when the edit began; the bio counts as reviewed."""
        field_name = required_line(name, "a field needs a name")
        with self._store.transaction(f"Write bio: {field_name} of {bio.platform}"):
            before = bio.field(field_name) or BioField(field_name)
            changed = replace(before, text=text.strip())
            edited = replace(bio, fields=with_field(bio.fields, changed), reviewed_on=self._today)
            return self._merge(edited, bio)

    def set_limit(self, bio: Bio, name: str, limit: int | None) -> Bio:
        """Say how many characters a platform takes in a field; None for no limit."""
        if limit is not None and limit < 1:
            raise InvalidValueError("a limit is 1 or more characters")
        with self._store.transaction(f"Limit of {bio.platform}: {name}"):
            changed = replace(bio.field(name) or BioField(name), limit=limit)
            return self._merge(replace(bio, fields=with_field(bio.fields, changed)), bio)

    def compare(self, first_id: int, second_id: int) -> Sequence[Difference]:
        """Compare the bios of two platforms field by field."""
        return differences(self.bio(first_id), self.bio(second_id))

    # Reviews

    def reviewed(self, what: Pitch | Bio) -> None:
        """Note that a pitch or a bio was reviewed today, and is right."""
        name = DueReview(what, self._today).name
        with self._store.transaction(f"Review {name}"):
            if isinstance(what, Bio):
                self._store.of(Bio).save(replace(self.bio(what.id), reviewed_on=self._today))
            else:
                self._store.of(Pitch).save(replace(self.pitch(what.id), reviewed_on=self._today))

    def review_skipped(self, what: Pitch | Bio) -> None:
        """Skip a review: the next one is due as long after today as after a review."""
        name = DueReview(what, self._today).name
        with self._store.transaction(f"Skip the review of {name}"):
            if isinstance(what, Bio):
                self._store.of(Bio).save(replace(self.bio(what.id), skipped_on=self._today))
            else:
                self._store.of(Pitch).save(replace(self.pitch(what.id), skipped_on=self._today))

    # What was published, and what proves it

    def records(self) -> list[Record]:
        """Return articles, presentations and posts, the newest first."""
        return sorted(self._store.of(Record).all(), key=lambda one: (one.on, one.id), reverse=True)

    def add_record(
        self, title: str, on: date, *, kind: RecordKind = RecordKind.POST, where: str = "", link: str = ""
    ) -> Record:
        """Add an article, a presentation or a post."""
        words = required_line(title, "a title is needed")
        draft = Record(id=0, uid="", title=words, on=on, kind=kind, where=where.strip(), link=link.strip())
        return self._add(f"Add {kind}: {words}", draft)

    def evidence(self) -> list[Evidence]:
        """Return certificates and links, the newest first."""
        return sorted(self._store.of(Evidence).all(), key=lambda one: (one.on, one.id), reverse=True)

    def add_evidence(
        self,
        title: str,
        on: date,
        *,
        kind: EvidenceKind = EvidenceKind.CERTIFICATE,
        link: str = "",
        text: str = "",
    ) -> Evidence:
        """Keep a certificate or a link."""
        words = required_line(title, "a title is needed")
        draft = Evidence(id=0, uid="", title=words, on=on, kind=kind, link=link.strip(), text=text.strip())
        return self._add(f"Add {kind}: {words}", draft)

    def save(self, changed: KeptT, base: KeptT) -> KeptT:
        """Store a changed record or piece of evidence, or a bio's link; `base` is what was changed."""
        name = changed.platform if isinstance(changed, Bio) else changed.title
        name = required_line(name, "a title is needed")
        with self._store.transaction(f"Change {name}"):
            return self._merge(changed, base)

    def remove(self, what: Pitch | Bio | Record | Evidence) -> None:
        """Remove any of them."""
        name = what.platform if isinstance(what, Bio) else what.title
        with self._store.transaction(f"Remove {name}"):
            self._store.of(type(what)).remove(what.id)

    def _merge(self, changed: KeptT, base: KeptT) -> KeptT:
        kept = self._store.of(type(changed))
        fresh = existing(kept.get(base.id), type(base).__name__.lower(), base.id)
        merged = merge_edit(self._store, base, changed, fresh, parts={"fields": "name"})
        kept.save(merged)
        return merged

    def _add(self, label: str, draft: KeptT) -> KeptT:
        with self._store.transaction(label):
            kept: KeptT = replace(draft, **new_identity(self._store, self._present))
            self._store.of(type(draft)).add(kept)
        return kept

    @property
    def _today(self) -> date:
        return self._present.today()
