"""The dialogs of Plan."""

from tests.terminal.dialogs.row import CLEAR, SAVE, Row
from tests.terminal.pty_driver import DOWN, END, ENTER, ESCAPE, TAB


def section(words: str) -> str:
    """Return the keys that lead to a section."""
    return f":{words}{ENTER}"


_GROUPS, _EVENTS, _MENTORING = section("groups"), section("events"), section("mentoring")
_WAYS, _WANTED, _BRAND = section("strategies"), section("people I want"), section("brand")
_GROUP = "plan.groups.GroupsSection"
_EVENT = "plan.events.EventsSection"
_WAY = "plan.strategies.StrategiesSection"
_WISH = "plan.wanted_people.WantedPeopleSection"
_MENTOR = "plan.mentoring.MentoringSection"
_BIO = "plan.brand.BrandSection"
_MORE = "sections.screen.SectionsScreen.action_more"
_FIELD = f"{_BRAND}{DOWN}"

ROWS = (
    Row(
        name="a strategy",
        at=(f"{_WAY}.add", "plan.plan_forms.ask_strategy"),
        keys=f"{_WAYS}asWrite a blog{TAB}they read it{SAVE}",
        stored=({"title": "Write a blog", "why": "they read it"},),
    ),
    Row(
        name="an action",
        at=(f"{_WAY}.add", "plan.plan_forms.ask_action"),
        keys=f"{_WAYS}apDraft a page{TAB}27 nov{SAVE}",
        stored=({"text": "Draft a page", "due_on": "2026-11-27"},),
    ),
    Row(
        name="judge a strategy",
        at=(f"{_WAY}.done",),
        keys=f"{_WAYS} w",
        stored=({"state": "works"},),
    ),
    Row(
        name="snooze an action",
        at=(f"{_WAY}.snooze",),
        keys=f"{_WAYS}{DOWN}s27 nov{ENTER}",
        stored=({"due_on": "2026-11-27"},),
    ),
    Row(
        name="who a strategy brought",
        at=(_MORE, f"{_WAY}._ask_people"),
        keys=f"{_WAYS}vwAna Ruiz{ENTER}",
        stored=({"contact_ids": ...},),
    ),
    Row(
        name="what else a strategy brought",
        at=(_MORE, f"{_WAY}._ask_yielded"),
        keys=f"{_WAYS}vytwo offers{ENTER}",
        stored=({"yielded": "two offers"},),
    ),
    Row(
        name="a group",
        at=(f"{_GROUP}.ask",),
        keys=f"{_GROUPS}aGo Club{TAB}{TAB}{TAB}meet people{SAVE}",
        stored=({"name": "Go Club", "objectives": "meet people"},),
    ),
    Row(
        name="a meeting of a group",
        at=(f"{_GROUP}.done",),
        keys=f"{_GROUPS} who spoke{TAB}yesterday{SAVE}",
        stored=({"text": "who spoke", "on": "2026-11-19"},),
    ),
    Row(
        name="members of a group",
        at=(f"{_GROUP}.open",),
        keys=f"{_GROUPS}{ENTER}{ENTER}",
        shown=("dana@example.org",),
    ),
    Row(
        name="hours for a group",
        at=(_MORE, f"{_GROUP}._give_hours"),
        keys=f"{_GROUPS}vh2{TAB}the stand{SAVE}",
        shown=("for Rust Club",),
        stored=({"hours": 2.0, "text": "the stand"},),
    ),
    Row(
        name="take on for a group",
        at=(_MORE, f"{_GROUP}._take_on"),
        keys=f"{_GROUPS}vtbuy bread{TAB}27 nov{SAVE}",
        stored=({"text": "buy bread · Rust Club", "due_on": "2026-11-27"},),
    ),
    Row(
        name="taken on for a group",
        at=(_MORE, f"{_GROUP}._settle"),
        keys=f"{_GROUPS}vk1",
        stored=({"state": "done"},),
    ),
    Row(
        name="change the members",
        at=(_MORE, f"{_GROUP}._ask_members"),
        keys=f"{_GROUPS}vp{END}, Ana Ruiz{SAVE}",
        shown=("Ana Ruiz, Dana Okafor",),
    ),
    Row(
        name="notes on a group",
        at=(_MORE, f"{_GROUP}._write_notes"),
        keys=f"{_GROUPS}vnquiet people{ENTER}good talks{SAVE}",
        stored=({"notes": "quiet people\ngood talks"},),
    ),
    Row(
        name="an event",
        at=(f"{_EVENT}.ask",),
        keys=f"{_EVENTS}aA meetup{TAB}27 nov 18:30{TAB}Zurich{SAVE}",
        stored=({"title": "A meetup", "on": "2026-11-27", "place": "Zurich"},),
    ),
    Row(
        name="an event was",
        at=(f"{_EVENT}.done",),
        keys=f"{_EVENTS} Ana Ruiz{TAB}a good day{SAVE}",
        shown=("Was there: PyCon",),
        stored=({"state": "attended", "notes": "a good day"},),
    ),
    Row(
        name="notes on an event",
        at=(_MORE, f"{_EVENT}._write"),
        keys=f"{_EVENTS}vnloud hall{SAVE}",
        stored=({"notes": "loud hall"},),
    ),
    Row(
        name="event mode",
        at=("plan.event_mode_screen.EventModeScreen", "plan.event_mode_screen.EventModeScreen.action_finish"),
        keys=f"{_EVENTS}{ENTER}Bo Lindt, writes parsers{ENTER}Dana Okafor{ESCAPE}{ENTER}",
        shown=("Kept 2 people, 1 of them new",),
        stored=({"name": "Bo Lindt"},),
    ),
    Row(
        name="someone to know",
        at=(f"{_WISH}.add", f"{_WISH}._ask_person"),
        keys=f"{_WANTED}apBo Lindt{TAB}engineer{TAB}Cobalt{TAB}to ask{SAVE}",
        shown=("On the list: Bo Lindt",),
        stored=({"name": "Bo Lindt", "why": "to ask"}, {"title": "engineer", "company": "Cobalt"}),
    ),
    Row(
        name="a company to know",
        at=(f"{_WISH}.add", f"{_WISH}._ask_target"),
        keys=f"{_WANTED}acDynamo{TAB}they build{SAVE}",
        stored=({"name": "Dynamo", "why": "they build"},),
    ),
    Row(
        name="a mentor",
        at=(f"{_MENTOR}.add",),
        keys=f"{_MENTORING}aAna Ruiz{TAB}{TAB}{TAB}{TAB}learn to write{SAVE}",
        shown=("Mentoring: Ana Ruiz",),
        stored=({"goals": "learn to write"},),
    ),
    Row(
        name="change a mentor",
        at=(f"{_MENTOR}.edit",),
        keys=f"{_MENTORING}e{TAB}learn to plan{SAVE}",
        stored=({"goals": "learn to plan"},),
    ),
    Row(
        name="met a mentor",
        at=("sections.mentoring_forms.ask_met",),
        keys=f"{_MENTORING} we spoke{TAB}send a plan by 27 nov{SAVE}",
        shown=("Logged the meeting",),
        stored=({"text": "we spoke"}, {"text": "send a plan", "due_on": "2026-11-27"}),
    ),
    Row(
        name="the next meeting",
        at=(_MORE, "sections.mentoring_forms.ask_next"),
        keys=f"{_MENTORING}vpthe plan; the team{TAB}27 nov{SAVE}",
        stored=({"agenda": ["the plan", "the team"], "next_on": "2026-11-27"},),
    ),
    Row(
        name="a skill",
        at=("plan.skills.SkillsSection.ask",),
        keys=f"{section('skills')}aWriting{TAB}to explain{SAVE}",
        stored=({"name": "Writing", "why": "to explain"},),
    ),
    Row(
        name="an opportunity",
        at=("plan.opportunities.OpportunitiesSection.ask",),
        keys=f"{section('opportunities')}aA job{TAB}{TAB}Dana Okafor{TAB}Acme{SAVE}",
        shown=("Noted: A job",),
        stored=({"title": "A job", "company": "Acme", "contact_name": "Dana Okafor"},),
    ),
    Row(
        name="a pitch",
        at=(f"{_BIO}.add", f"{_BIO}._ask_pitch", f"{_BIO}._write_pitch"),
        keys=f"{_BRAND}apfor a recruiter{ENTER}I explain.{SAVE}",
        stored=({"title": "for a recruiter"}, {"text": "I explain."}),
    ),
    Row(
        name="another version of a pitch",
        at=(_MORE, f"{_BIO}._new_version", f"{_BIO}._write_pitch"),
        keys=f"{_BRAND}vvfor a friend{ENTER} Always.{SAVE}",
        stored=({"text": "I build tools. Always."},),
    ),
    Row(
        name="a bio of another platform",
        at=(f"{_BIO}.add", f"{_BIO}._ask_platform", f"{_BIO}._ask_platform.picked"),
        keys=f"{_BRAND}ab{END}{ENTER}ORCID{ENTER}",
        stored=({"platform": "ORCID"},),
    ),
    Row(
        name="the text of a bio",
        at=(f"{_BIO}._write_field",),
        keys=f"{_FIELD}{ENTER}I write tools.{SAVE}",
        stored=({"text": "I write tools."},),
    ),
    Row(
        name="another field of a bio",
        at=(_MORE, f"{_BIO}._add_field"),
        keys=f"{_FIELD}vfShoe size{ENTER}",
        stored=({"name": "Shoe size"},),
    ),
    Row(
        name="the limit of a field",
        at=(_MORE, f"{_BIO}._ask_limit"),
        keys=f"{_FIELD}vm{CLEAR}217{ENTER}",
        stored=({"limit": 217},),
    ),
    Row(
        name="the link of a bio",
        at=(_MORE, f"{_BIO}._ask_link"),
        keys=f"{_FIELD}vuhttps://example.org/me{ENTER}",
        stored=({"link": "https://example.org/me"},),
    ),
    Row(
        name="compare two bios",
        at=(_MORE, f"{_BIO}._choose_other", f"{_BIO}._compare"),
        keys=f"{_FIELD}vc1",
        shown=("GitHub and ",),
    ),
    Row(
        name="what was published",
        at=(f"{_BIO}.add", f"{_BIO}._ask_record"),
        keys=f"{_BRAND}arOn builds{TAB}{TAB}yesterday{TAB}a blog{SAVE}",
        stored=({"title": "On builds", "on": "2026-11-19", "where": "a blog"},),
    ),
    Row(
        name="done together",
        at=("sections.giving_forms.ask_collaboration",),
        keys=f"{section('collaborations')}aA workshop{TAB}{TAB}Ana Ruiz{SAVE}",
        stored=({"title": "A workshop"},),
    ),
    Row(
        name="who is in it",
        at=("plan.collaborations.CollaborationsSection.open",),
        keys=f"{section('collaborations')}{ENTER}1",
        shown=("dana@example.org",),
    ),
    Row(
        name="a follow-up on a company",
        at=("sections.company_forms.ask_follow_up",),
        keys=f"{section('companies')}aask about spring{TAB}{TAB}27 nov{SAVE}",
        shown=("ask about spring, due",),
        stored=({"text": "ask about spring", "due_on": "2026-11-27"},),
    ),
    Row(
        name="a note on a company",
        at=("sections.company_forms.ask_note",),
        keys=f"{section('companies')}ethey build tools{SAVE}",
        stored=({"text": "they build tools"},),
    ),
    Row(
        name="find a company",
        at=(_MORE, "plan.companies.CompaniesSection._find"),
        keys=f"{section('companies')}vfborea{ENTER}",
        shown=("▸· Borealis",),
    ),
    Row(
        name="an introduction",
        at=("plan.introductions.IntroductionsSection.add", "sections.giving_forms.ask_received"),
        keys=f"{section('introductions')}amDana Okafor{TAB}Bo Lindt{SAVE}",
        shown=("Dana Okafor introduced you to Bo Lindt",),
        stored=({"name": "Bo Lindt"},),
    ),
    Row(
        name="change an introduction",
        at=("plan.introductions.IntroductionsSection.edit",),
        keys=f"{section('introductions')}eby email{SAVE}",
        stored=({"text": "by email"},),
    ),
    Row(
        name="change a favour",
        at=("plan.favours.FavoursSection._pick", "sections.giving_forms.ask_favour"),
        keys=f"{section('favours')}e1{END} again{SAVE}",
        stored=({"text": "on linkers again"},),
    ),
    Row(
        name="a goal from scratch",
        at=("sections.goal_form.goal_form",),
        keys=f"{section('goals')}aTen posts{TAB}10{TAB}pp{TAB}{TAB}be known{SAVE}",
        stored=({"title": "Ten posts", "target": 10, "measure": "posts", "aspiration": "be known"},),
    ),
    Row(
        name="change a strategy",
        at=("plan.plan_forms.ask_strategy",),
        keys=f"{_WAYS}e{END}!{TAB}it works{SAVE}",
        stored=({"title": "Speak at meetups!", "why": "it works"},),
    ),
    Row(
        name="change an action",
        at=("plan.plan_forms.ask_action",),
        keys=f"{_WAYS}{DOWN}e{END}!{TAB}30 nov{SAVE}",
        stored=({"text": "Apply to speak!", "due_on": "2026-11-30"},),
    ),
    Row(
        name="change a group",
        at=(f"{_GROUP}.ask",),
        keys=f"{_GROUPS}e{END}!{TAB}{TAB}{TAB}meet people{SAVE}",
        stored=({"name": "Rust Club!", "objectives": "meet people"},),
    ),
    Row(
        name="change an event",
        at=(f"{_EVENT}.ask",),
        keys=f"{_EVENTS}e{END}!{TAB}21 nov{TAB}Basel{TAB}meet two{SAVE}",
        stored=({"title": "PyCon!", "on": "2026-11-21", "place": "Basel", "goals": "meet two"},),
    ),
    Row(
        name="change a company to know",
        at=(f"{_WISH}._ask_target",),
        keys=f"{_WANTED}e{END}!{TAB}they build{SAVE}",
        stored=({"name": "Cobalt!", "why": "they build"},),
    ),
    Row(
        name="change a skill",
        at=("plan.skills.SkillsSection.ask",),
        keys=f"{section('skills')}e{END}!{TAB}to explain{TAB}2{TAB}4{TAB}Ana Ruiz{SAVE}",
        stored=({"name": "Speaking!", "why": "to explain", "level": 2, "wanted": 4, "contact_ids": ...},),
    ),
    Row(
        name="change an opportunity",
        at=("plan.opportunities.OpportunitiesSection.ask",),
        keys=f"{section('opportunities')}e{END}!{TAB}{TAB}{TAB}Acme{SAVE}",
        stored=({"title": "A platform team!", "company": "Acme"},),
    ),
    Row(
        name="change what is done together",
        at=("sections.giving_forms.ask_collaboration",),
        keys=f"{section('collaborations')}e{END}!{TAB}{TAB}{TAB}{TAB}a draft by 27 nov{SAVE}",
        stored=({"title": "An article!", "next_step": "a draft", "next_on": "2026-11-27"},),
    ),
    Row(
        name="rename a pitch",
        at=(f"{_BIO}._ask_pitch",),
        keys=f"{_BRAND}e{END}!{ENTER}",
        stored=({"title": "for engineers!"},),
    ),
    Row(
        name="a new favour",
        at=("sections.giving_forms.ask_favour",),
        keys=f"{section('favours')}aAna Ruiz{TAB}read the draft{SAVE}",
        shown=("Ana Ruiz: you did 1",),
        stored=({"text": "read the draft"},),
    ),
    Row(
        name="introduce two people",
        at=("plan.introductions.IntroductionsSection.add", "sections.giving_forms.ask_made"),
        keys=f"{section('introductions')}aiDana Okafor{TAB}Ana Ruiz{TAB}{TAB}compilers{SAVE}",
        shown=("Promised: ",),
        stored=({"text": "compilers"},),
    ),
)
