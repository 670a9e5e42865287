"""The follow-up of the step that an introduction needs next."""

from netui.domain.people.follow_up import FollowUp
from netui.domain.plan.introduction import Introduction
from netui.domain.values import replace
from netui.services.people.follow_ups import FollowUpService
from netui.services.ports import Store


class IntroductionSteps:
    """Completes the step of an introduction or deletes it, always inside a transaction of the caller."""

    def __init__(self, store: Store, follow_ups: FollowUpService) -> None:
        self._store = store
        self._follow_ups = follow_ups
        self._all = store.of(Introduction)

    def keep(self, introduction: Introduction) -> None:
        """Complete the follow-up of a step that was taken without it; the introduction goes on by itself."""
        follow_up = self._open_step(introduction)
        if follow_up is not None:
            self._all.save(replace(introduction, step_id=None))
            self._follow_ups.done(follow_up.id, logged=True)

    def drop(self, introduction: Introduction) -> None:
        """Delete the follow-up of the step that is no longer needed."""
        follow_up = self._open_step(introduction)
        if follow_up is not None:
            self._follow_ups.drop(follow_up.id)

    def _open_step(self, introduction: Introduction) -> FollowUp | None:
        follow_up = self._store.follow_ups.get(introduction.step_id) if introduction.step_id else None
        return follow_up if follow_up is not None and follow_up.is_open else None
