"""Preparing an interview: its checklist and its questions."""

from collections.abc import Callable, Sequence
from datetime import date

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews import preparation as prep
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState
from netui.domain.interviews.preparation import ChecklistTemplate, Question, checklist_for
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace
from netui.services.interviews.interviews import Interviews


class InterviewPreparation:
    """Edits the checklist and the questions of an interview; every write is one transaction."""

    def __init__(
        self, interviews: Interviews, checklists: Sequence[ChecklistTemplate], questions: Sequence[Question]
    ) -> None:
        self._interviews = interviews
        self._store = interviews.store
        self._present = interviews.present
        self.checklists = tuple(checklists)
        self.question_bank = tuple(questions)

    def use_checklist(self, interview_id: int, checklist: str) -> Interview:
        """Prepare a scheduled interview by another checklist; what was ticked or dated by hand stays."""
        template = self.checklist(checklist)

        def swap(interview: Interview) -> Interview:
            if interview.at is None or interview.status is not InterviewStatus.SCHEDULED:
                raise InvalidValueError(
                    "a checklist counts back from a date: give the interview its date first"
                )
            return self.with_checklist(interview, template)

        return self._interviews.change(
            interview_id, f"Prepare by “{template.title}” the interview with", swap
        )

    def add_item(self, interview_id: int, text: str, due_on: date | None = None) -> Interview:
        """Add an item; without a day it is due the day before the interview, or today."""
        today = self._present.today()

        def add(interview: Interview) -> Interview:
            day = self._interviews.day_of(interview)
            due = due_on or max(today, days_after(day, -1) if day else today)
            return replace(interview, items=prep.add_item(interview.items, text, due, today))

        return self._interviews.change(interview_id, "Add to the checklist for", add)

    def edit_item(
        self,
        interview_id: int,
        item_id: int,
        *,
        text: str | None = None,
        due_on: date | None = None,
        base: Interview | None = None,
    ) -> Interview:
        """Change the text or the day of an item; `base` is the interview as it was when the edit began."""
        today = self._present.today()
        return self._change_items(
            interview_id,
            "Change the checklist for",
            lambda interview: prep.edit_item(interview.items, item_id, today, text=text, due_on=due_on),
            base,
        )

    def snooze_item(self, interview_id: int, item_id: int, until: date) -> Interview:
        """Move an item to a day to come; raise InvalidValueError for one after the interview."""
        return self._change_items(
            interview_id,
            f"Snooze until {self._present.short_day(until)}: an item for",
            lambda interview: prep.snooze_item(
                interview.items, item_id, until, self._interviews.day_of(interview)
            ),
        )

    def tick_item(self, interview_id: int, item_id: int) -> Interview:
        """Mark an item as done."""
        now = self._present.now()
        return self._change_items(
            interview_id,
            "Tick an item for",
            lambda interview: prep.close_item(interview.items, item_id, ItemState.DONE, now),
        )

    def untick_item(self, interview_id: int, item_id: int) -> Interview:
        """Open a done or skipped item again."""
        today = self._present.today()
        return self._change_items(
            interview_id,
            "Open an item again for",
            lambda interview: prep.reopen_item(
                interview.items, item_id, self._interviews.day_of(interview), today
            ),
        )

    def skip_item(self, interview_id: int, item_id: int) -> Interview:
        """Leave an item out; it no longer counts."""
        now = self._present.now()
        return self._change_items(
            interview_id,
            "Skip an item for",
            lambda interview: prep.close_item(interview.items, item_id, ItemState.SKIPPED, now),
        )

    def remove_item(self, interview_id: int, item_id: int) -> Interview:
        """Remove an item."""
        return self._change_items(
            interview_id, "Remove an item for", lambda interview: prep.remove_item(interview.items, item_id)
        )

    def move_item(self, interview_id: int, item_id: int, by: int) -> Interview:
        """Move an item `by` places down, or up where negative."""
        return self._change_items(
            interview_id,
            "Reorder the checklist for",
            lambda interview: prep.move_item(interview.items, item_id, by),
        )

    def choose_questions(self, interview_id: int, question_ids: Sequence[str]) -> Interview:
        """Choose questions of the bank by their slugs; those chosen already are left as they are."""
        bank = {question.id: question for question in self.question_bank}
        missing = [slug for slug in question_ids if slug not in bank]
        if missing:
            raise NotFoundError(f"the question bank has no “{missing[0]}”")

        def choose(interview: Interview) -> Interview:
            chosen = interview.questions
            for slug in question_ids:
                chosen = prep.choose_question(chosen, bank[slug].text, bank[slug].theme)
            return replace(interview, questions=chosen)

        return self._interviews.change(interview_id, "Choose questions for", choose)

    def add_question(self, interview_id: int, text: str, theme: str = "") -> Interview:
        """Add a question of the user's own."""
        return self._interviews.change(
            interview_id,
            "Add a question for",
            lambda interview: replace(
                interview, questions=prep.choose_question(interview.questions, text, theme)
            ),
        )

    def edit_question(
        self, interview_id: int, question_id: int, text: str, base: Interview | None = None
    ) -> Interview:
        """Put a chosen question in other words; `base` is the interview as it was when the edit began."""
        return self._interviews.change(
            interview_id,
            "Change a question for",
            lambda interview: replace(
                interview, questions=prep.edit_question(interview.questions, question_id, text)
            ),
            base,
        )

    def remove_question(self, interview_id: int, question_id: int) -> Interview:
        """Take a question out; raise InvalidValueError if its answer would be lost."""
        return self._interviews.change(
            interview_id,
            "Remove a question for",
            lambda interview: replace(
                interview, questions=prep.remove_question(interview.questions, question_id)
            ),
        )

    def move_question(self, interview_id: int, question_id: int, by: int) -> Interview:
        """Move a question `by` places down, or up where negative."""
        return self._interviews.change(
            interview_id,
            "Reorder the questions for",
            lambda interview: replace(
                interview, questions=prep.move_question(interview.questions, question_id, by)
            ),
        )

    def mark_asked(self, interview_id: int, question_id: int, *, asked: bool = True) -> Interview:
        """Mark a question as asked, or as not asked after all."""
        return self._interviews.change(
            interview_id,
            "Mark a question of",
            lambda interview: replace(
                interview, questions=prep.mark_asked(interview.questions, question_id, asked=asked)
            ),
        )

    def answer(
        self, interview_id: int, question_id: int, answer: str, base: Interview | None = None
    ) -> Interview:
        """Keep what was answered, as it was typed; `base` is the interview as it was when that began."""
        return self._interviews.change(
            interview_id,
            "Answer in",
            lambda interview: replace(
                interview, questions=prep.answer_question(interview.questions, question_id, answer)
            ),
            base,
        )

    def set_notes(self, interview_id: int, notes: str, base: Interview | None = None) -> Interview:
        """Keep the notes taken in the interview, as they were typed; `base` is it as that began."""
        return self._interviews.change(
            interview_id, "Notes of", lambda interview: replace(interview, talk_notes=notes), base
        )

    def rehearsed(self, interview_id: int) -> Interview:
        """Note that an interview was rehearsed now; items of its checklist that ask for that are ticked."""
        now = self._present.now()
        return self._interviews.change(
            interview_id, "Rehearse", lambda interview: replace(interview, rehearsed_at=now)
        )

    def checklist(self, name: str) -> ChecklistTemplate:
        """Return a checklist by its name; raise NotFoundError for any other."""
        for template in self.checklists:
            if template.name.casefold() == name.strip().casefold():
                return template
        known = ", ".join(template.name for template in self.checklists) or "none"
        raise NotFoundError(f"there is no checklist “{name}”; there are: {known}")

    def with_checklist(self, interview: Interview, template: ChecklistTemplate | None) -> Interview:
        """Return a dated talk with the items of a template, by default the one made for its medium."""
        day = self._interviews.day_of(interview)
        template = template or checklist_for(interview.medium, self.checklists)
        if day is None or template is None:
            return interview
        items = prep.swap_template(
            interview.items,
            template,
            day,
            self._present.today(),
            person=self._interviews.name_of(interview),
            company=self._company_of(interview),
        )
        return replace(interview, items=items, checklist=template.name)

    def _company_of(self, interview: Interview) -> str:
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id is not None else None
        return row.company if row is not None else interview.company

    def _change_items(
        self,
        interview_id: int,
        what: str,
        change: Callable[[Interview], prep.Items],
        base: Interview | None = None,
    ) -> Interview:
        return self._interviews.change(
            interview_id, what, lambda interview: replace(interview, items=change(interview)), base
        )
