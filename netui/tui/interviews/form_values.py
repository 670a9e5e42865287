"""What the fields of an interview's form hold before anything is typed."""

from netui.domain.interviews.interview import Interview, InterviewStatus, Medium
from netui.domain.people.rules import check_zone
from netui.domain.time.calendar_ends import on_clock
from netui.domain.time.dates import full_day
from netui.services.present import Present
from netui.tui.interviews.times import own_zone

FIELDS = ("goal", "when", "zone", "minutes", "medium", "place", "checklist", "status")
AUTO = "auto"
_OPEN = (InterviewStatus.IDEA, InterviewStatus.ASKED, InterviewStatus.SCHEDULED)
_LABELS = {InterviewStatus.IDEA: "idea: not asked yet", InterviewStatus.NO_ANSWER: "no answer"}


def stored_values(interview: Interview | None, present: Present) -> dict[str, str]:
    """Return the text of each field for an interview that is stored, or for a new one."""
    mine = own_zone(present)
    if interview is None:
        return dict.fromkeys(FIELDS, "") | {
            "zone": mine,
            "minutes": "30",
            "medium": Medium.VIDEO.value,
            "checklist": AUTO,
            "status": InterviewStatus.IDEA.value,
        }
    zone = interview.zone or mine
    when = ""
    if interview.at is not None:
        local = on_clock(interview.at, check_zone(zone)) if zone else present.local(interview.at)
        when = f"{full_day(local.date())} {local:%H:%M}"
    return {
        "goal": interview.goal,
        "when": when,
        "zone": zone,
        "minutes": str(interview.minutes),
        "medium": interview.medium.value,
        "place": interview.place,
        "checklist": interview.checklist or AUTO,
        "status": interview.status.value,
    }


def statuses_for(interview: Interview | None) -> list[tuple[str, str]]:
    """Return the statuses an interview can be given, each with its label."""
    now = interview.status if interview is not None else InterviewStatus.IDEA
    if now is InterviewStatus.DONE:
        offered: list[InterviewStatus] = [now]
    elif now in _OPEN:
        offered = list(_OPEN[_OPEN.index(now) :]) if now is not InterviewStatus.SCHEDULED else [now]
    else:
        offered = [now, InterviewStatus.ASKED, InterviewStatus.SCHEDULED]
    return [(status.value, _LABELS.get(status, status.value)) for status in offered]
