"""Lines as students, job seekers and engineers write them, each with how it is read on Fri 20 Nov 2026.

Days are shown without their year and how far off they are.
"""

import re
from datetime import date

import pytest

from netui.domain.time.date_grammar import Reading
from netui.domain.week.quick_add import parse_quick_add
from netui.domain.week.quick_words import describe

TODAY = date(2026, 11, 20)


def words(line: str) -> str:
    """Return the echo of a line with its days in short."""
    echo = describe(parse_quick_add(line, Reading(TODAY))).replace("Fri 20 Nov 2026, today", "today")
    return re.sub(r" 2026, (?:in \d+ days|\d+ days ago|tomorrow|yesterday)", "", echo)


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        ("Dana introduced me to Elif", "Dana introduced you to Elif: today"),
        (
            "Dana introduced me to Elif at RustFest yesterday",
            "Dana introduced you to Elif: Thu 19 Nov · “at RustFest”",
        ),
        ("wrote to Tom on LinkedIn about the job", "Log message to Tom: today · “on LinkedIn: the job”"),
        ("Tom wrote me on Slack yesterday", "Log message from Tom: Thu 19 Nov · “on Slack”"),
        ("Tom just called me about the job", "Log call with Tom: today · “the job”"),
        (
            "send Tom the thank-you deck by fri",
            "Follow up with Tom · send: “send Tom the thank-you deck” by Fri 27 Nov",
        ),
        ("email thank you to Tom by fri", "Follow up with Tom · thank-you: “thank you” by Fri 27 Nov"),
        ("wrote to Tom about LinkedIn", "Log email to Tom: today · “LinkedIn”"),
        (
            "coffee with Tom, send thank-you note by wed",
            "Log coffee with Tom: today · thank-you: “send thank-you note” by Wed 25 Nov",
        ),
        (
            "coffee with Tom, write him a thank you by wed",
            "Log coffee with Tom: today · thank-you: “write him a thank you” by Wed 25 Nov",
        ),
        ("introduced Elif to Tom yesterday", "You introduced Elif to Tom: Thu 19 Nov"),
        ("I introduced Elif to Tom", "You introduced Elif to Tom: today"),
        (
            "phone screen with Sam at Acme tomorrow 3pm",
            "Interview with Sam: Sat 21 Nov, at 15:00 · phone · “phone screen at Acme”",
        ),
        ("onsite with Sam at Acme mon 10:00", "Interview with Sam: Mon 23 Nov, at 10:00 · “onsite at Acme”"),
        ("informational interview with Sam mon 15:00", "Interview with Sam: Mon 23 Nov, at 15:00"),
        ("informational chat with Priya thu 5pm", "Interview with Priya: Thu 26 Nov, at 17:00"),
        ("asked Dana for an intro to Mei", "You asked Dana to introduce you to Mei: today"),
        ("asked Dana to introduce me to Mei", "You asked Dana to introduce you to Mei: today"),
        ("yesterday Dana introduced me to Elif", "Dana introduced you to Elif: Thu 19 Nov"),
        (
            "Dana introduced me to Elif. She works on Go",
            "Dana introduced you to Elif: today · “She works on Go”",
        ),
        (
            "Dana introduced me to Elif, send her the deck by fri",
            "Dana introduced you to Elif: today · send: “send her the deck” by Fri 27 Nov",
        ),
        (
            "recruiter screen with Jane Doe fri 2pm",
            "Interview with Jane Doe: Fri 27 Nov, at 14:00 · “recruiter screen”",
        ),
        (
            "screening call with Jane Doe at Google fri 2pm",
            "Interview with Jane Doe: Fri 27 Nov, at 14:00 · “screening call at Google”",
        ),
        (
            "hiring manager interview with Raj at Acme mon 14:00",
            "Interview with Raj: Mon 23 Nov, at 14:00 · “hiring manager interview at Acme”",
        ),
        ("video interview with Raj tomorrow at 10", "Interview with Raj: Sat 21 Nov, at 10:00 · video"),
        ("mock interview with Ana sunday 5pm", "Interview with Ana: Sun 22 Nov, at 17:00 · “mock interview”"),
        (
            "informational interview with Priya Raman next tuesday at 4:30pm about ML",
            "Interview with Priya Raman: Tue 24 Nov, at 16:30 · “ML”",
        ),
        ("connected Tom and Ana", "You introduced Tom to Ana: today"),
        (
            "introduced Tom and Ana yesterday over email",
            "You introduced Tom to Ana: Thu 19 Nov · “over email”",
        ),
        ("asked Raj if he could introduce me to Mei", "You asked Raj to introduce you to Mei: today"),
    ],
)
def test_introductions_and_interviews(line: str, echo: str) -> None:
    assert words(line) == echo
    assert not parse_quick_add(line, Reading(TODAY)).doubts


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        (
            "coffee with Tom yesterday, he promised to send me his deck by friday",
            "Log coffee with Tom: Thu 19 Nov · follow-up: “he promised to send me his deck” by Fri 27 Nov",
        ),
        (
            "coffee with Tom, he will send me his deck by friday",
            "Log coffee with Tom: today · follow-up: “he will send me his deck” by Fri 27 Nov",
        ),
        ("met sam lee at rustfest", "Log meeting with sam lee: today · “at rustfest”"),
        ("sent a thank you note to Priya", "Log message to Priya: today · “thank you”"),
        ("sent Priya a thank-you", "Log message to Priya: today · “sent a thank-you”"),
        ("thanked Priya for coffee", "Log message to Priya: today · “thanks for coffee”"),
        ("Thanked Dana for the intro", "Log message to Dana: today · “thanks for the intro”"),
        ("thanked Priya by email", "Log email to Priya: today · “thanks”"),
        ("thanked Priya by email yesterday", "Log email to Priya: Thu 19 Nov · “thanks”"),
        ("thanked Priya yesterday by message", "Log message to Priya: Thu 19 Nov · “thanks”"),
        ("thanked Priya by email for the intro", "Log email to Priya: today · “thanks for the intro”"),
        ("thanked Priya for the intro by email", "Log email to Priya: today · “thanks for the intro”"),
        ("thanked Priya and Tom by phone", "Log call with Priya and Tom: today · “thanks”"),
        ("said thank you to Priya", "Log message to Priya: today · “thanks”"),
        ("emailed Priya a thank-you", "Log email to Priya: today · “thanks”"),
        ("texted Priya thanks for the talk", "Log message to Priya: today · “thanks for the talk”"),
        ("wrote a thank you letter to Priya", "Log letter to Priya: today · “thank you”"),
        ("congratulated Priya by email", "Log email to Priya: today · “congratulations”"),
        ("emailed Priya to say thanks", "Log email to Priya: today · “thanks”"),
        ("Tom referred me to Stripe", "Log message from Tom: today · “referred me to Stripe”"),
        (
            "Priya gave me a referral for the SRE role",
            "Log message from Priya: today · “gave me a referral for the SRE role”",
        ),
        (
            "got a referral from Priya for the SRE role",
            "Log message from Priya: today · “got a referral for the SRE role”",
        ),
        (
            "met recruiter Jane Doe from Google at the career fair",
            "Log meeting with Jane Doe: today · “recruiter from Google at the career fair”",
        ),
        (
            "met Jane Doe, recruiter at Google, at the career fair",
            "Log meeting with Jane Doe: today · “recruiter at Google, at the career fair”",
        ),
        (
            "met Jane Doe (recruiter, Google) at career fair yesterday",
            "Log meeting with Jane Doe: Thu 19 Nov · “recruiter, Google, at career fair”",
        ),
        (
            "Jane from Google reached out on LinkedIn",
            "Log message from Jane: today · “from Google on LinkedIn”",
        ),
        ("Jane reached out about an SRE role", "Log message from Jane: today · “an SRE role”"),
        ("reached out to Jane on LinkedIn", "Log message to Jane: today · “on LinkedIn”"),
        ("connected with Jane on LinkedIn", "Log social with Jane: today · “connected on LinkedIn”"),
        (
            "messaged Jane on LinkedIn about the internship",
            "Log message to Jane: today · “on LinkedIn: the internship”",
        ),
        ("coffee chat with Priya yesterday", "Log coffee with Priya: Thu 19 Nov"),
        (
            "coffee chat w/ Priya Raman (Stripe) on tuesday",
            "Log coffee with Priya Raman: Tue 17 Nov · “Stripe”",
        ),
        (
            "had a great coffee chat with Priya, follow up in 2 weeks",
            "Log coffee with Priya: today · check-in: “follow up” by Fri 4 Dec",
        ),
        (
            "coffee with Priya, will follow up in 2 weeks",
            "Log coffee with Priya: today · check-in: “follow up” by Fri 4 Dec",
        ),
        ("office hours with Prof. Müller yesterday", "Log meeting with Prof. Müller: Thu 19 Nov"),
        ("met with my mentor Tom", "Log meeting with Tom: today · “mentor”"),
        (
            "mentoring session with Tom yesterday about promotion",
            "Log meeting with Tom: Thu 19 Nov · “promotion”",
        ),
        ("mentor call with Tom Weiss monday", "Log call with Tom Weiss: Mon 16 Nov"),
        (
            "met alumni Ben Okafor at the ETH alumni event yesterday",
            "Log meeting with Ben Okafor: Thu 19 Nov · “alumni at the ETH alumni event”",
        ),
        ("alumni dinner with Ben and Kwame last night", "Log meeting with Ben and Kwame: Thu 19 Nov"),
        ("attended RustFest with Tom", "Log event with Tom: today · “RustFest”"),
        ("went to RustFest with Tom yesterday", "Log event with Tom: Thu 19 Nov · “RustFest”"),
        (
            "chatted with Sean O’Neil on slack about Go",
            "Log message with Sean O’Neil: today · “on slack: Go”",
        ),
        ("DM'd Sean on twitter", "Log message to Sean: today · “on twitter”"),
        ("slack message from Tom", "Log message from Tom: today · “on slack”"),
        ("LinkedIn message from Jane Doe yesterday", "Log message from Jane Doe: Thu 19 Nov · “on LinkedIn”"),
        (
            "email from recruiter Jane Doe about interview",
            "Log email from Jane Doe: today · “recruiter: interview”",
        ),
        ("Jane Doe emailed about the interview", "Log email from Jane Doe: today · “the interview”"),
        ("Priya replied", "Log message from Priya: today"),
        ("Priya replied to my email", "Log email from Priya: today"),
        ("sent my CV to Jane", "Log message to Jane: today · “sent my CV”"),
        ("sent Jane my resume", "Log message to Jane: today · “sent my resume”"),
        ("shared the eBPF article with Tom", "Log message to Tom: today · “shared the eBPF article”"),
        ("gave Tom feedback on his talk", "Log message to Tom: today · “gave feedback on his talk”"),
        ("Tom gave me feedback on my CV", "Log message from Tom: today · “gave me feedback on my CV”"),
        ("helped Ana with her visa", "Log message to Ana: today · “helped with her visa”"),
        ("interviewed Raj yesterday", "Log interview with Raj: Thu 19 Nov"),
        (
            "I met Elif through Dana at RustFest yesterday",
            "Log meeting with Elif: Thu 19 Nov · “through Dana at RustFest”",
        ),
        ("met Elif Kaya, introduced by Dana", "Log meeting with Elif Kaya: today · introduced by Dana"),
        (
            "met Elif Kaya, introduced by Dana at RustFest",
            "Log meeting with Elif Kaya: today · introduced by Dana · “at RustFest”",
        ),
        ("Just got off the phone with Priya", "Log call with Priya: today"),
        ("phone call with Priya about the role", "Log call with Priya: today · “the role”"),
        ("quick chat with Tom after class", "Log meeting with Tom: today · “after class”"),
        ("chatted with Ana at the career fair", "Log message with Ana: today · “at the career fair”"),
        (
            "spoke with Jane Doe (Google recruiter) about new grad roles",
            "Log meeting with Jane Doe: today · “Google recruiter: new grad roles”",
        ),
        ("Google recruiter Jane Doe called", "Log call with Jane Doe: today · “Google recruiter”"),
        ("Jane called to schedule an onsite", "Log call with Jane: today · “to schedule an onsite”"),
        ("mock interview with Ana yesterday", "Log interview with Ana: Thu 19 Nov · “mock interview”"),
        ("had lunch with Ben and Kwame from ETH", "Log meeting with Ben and Kwame: today · “from ETH”"),
        (
            "met Li Wei, Chen Jie and Zhang San at NeurIPS",
            "Log meeting with Li Wei, Chen Jie and Zhang San: today · “at NeurIPS”",
        ),
        ("met 李明 at the meetup", "Log meeting with 李明: today · “at the meetup”"),
        (
            "met jo li at pycon yesterday, follow up next week",
            "Log meeting with jo li: Thu 19 Nov · “at pycon” · check-in: “follow up” by Mon 23 Nov",
        ),
        (
            "met Dr. Eva Lind at the ETH career fair, send CV by fri",
            "Log meeting with Dr. Eva Lind: today · “at the ETH career fair” · send: “send CV” by Fri 27 Nov",
        ),
        ("met Tom through Ana at PyCon", "Log meeting with Tom: today · “through Ana at PyCon”"),
        ("met Ana's friend Tom", "Log meeting with Tom: today · “Ana's friend”"),
        ("met Tom, a PhD student at ETH", "Log meeting with Tom: today · “a PhD student at ETH”"),
        (
            "Ana invited me to speak at her meetup",
            "Log message from Ana: today · “invited me to speak at her meetup”",
        ),
        ("invited Tom to the meetup", "Log message to Tom: today · “invited to the meetup”"),
        ("Tom asked me to review his paper", "Log message from Tom: today · “asked me to review his paper”"),
        ("congratulated Ana on her new job", "Log message to Ana: today · “congratulations on her new job”"),
        ("followed up with Jane about the offer yesterday", "Log message to Jane: Thu 19 Nov · “the offer”"),
        ("checked in with my mentor Tom yesterday", "Log message to Tom: Thu 19 Nov · “mentor”"),
        ("Ben submitted my referral", "Log message from Ben: today · “submitted my referral”"),
        ("Ben referred me at Stripe yesterday", "Log message from Ben: Thu 19 Nov · “referred me at Stripe”"),
        ("Ben put in a referral for me", "Log message from Ben: today · “put in a referral for me”"),
        ("got an offer from Stripe", "Log message from Stripe: today · “got an offer”"),
        ("got feedback from Jane", "Log message from Jane: today · “got feedback”"),
        ("Raj offered me an internship", "Log message from Raj: today · “offered me an internship”"),
        ("asked Raj about Mei", "Log message to Raj: today · “asked about Mei”"),
        (
            "was at RustFest with Ana and Tom on saturday",
            "Log event with Ana and Tom: Sat 14 Nov · “RustFest”",
        ),
        (
            "lunch with Tom yesterday at 12:30 about Go",
            "Log meeting with Tom: Thu 19 Nov · “at 12:30 about Go”",
        ),
        ("coffee yesterday with Priya about rust", "Log coffee with Priya: Thu 19 Nov · “rust”"),
        (
            "coffee yesterday with Priya, send her the deck by fri",
            "Log coffee with Priya: Thu 19 Nov · send: “send her the deck” by Fri 27 Nov",
        ),
    ],
)
def test_what_happened(line: str, echo: str) -> None:
    assert words(line) == echo
    assert not parse_quick_add(line, Reading(TODAY)).doubts


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        (
            "Tom promised to send me his deck by Friday",
            "Follow up with Tom · “Tom promised to send me his deck” by Fri 27 Nov",
        ),
        (
            "Tom said he will introduce me to Mei by friday",
            "Follow up with Tom · “Tom said he will introduce me to Mei” by Fri 27 Nov",
        ),
        (
            "thank you note to Priya by tomorrow",
            "Follow up with Priya · thank-you: “thank you” by Sat 21 Nov",
        ),
        (
            "send thank you note to Priya tomorrow",
            "Follow up with Priya · thank-you: “thank you” by Sat 21 Nov",
        ),
        (
            "ask Dana for an intro to Mei by fri",
            "Follow up with Dana · “ask Dana for an intro to Mei” by Fri 27 Nov",
        ),
        (
            "ping Raj on monday about the referral",
            "Follow up with Raj · check-in: “ping Raj about the referral” by Mon 23 Nov",
        ),
        ("nudge Jane if no reply by fri", "Follow up with Jane · “nudge Jane if no reply” by Fri 27 Nov"),
        (
            "email Prof. Müller by fri asking for a letter",
            "Follow up with Prof. Müller · send: “email Prof. Müller asking for a letter” by Fri 27 Nov",
        ),
        (
            "email Tom re: the job by fri",
            "Follow up with Tom · send: “email Tom re: the job” by Fri 27 Nov",
        ),
        (
            "ask Prof. Müller for a recommendation letter by 1 dec",
            "Follow up with Prof. Müller · “ask Prof. Müller for a recommendation letter” by Tue 1 Dec",
        ),
        (
            "ask Priya to review my CV by fri",
            "Follow up with Priya · “ask Priya to review my CV” by Fri 27 Nov",
        ),
        ("Priya will review my CV by fri", "Follow up with Priya · “Priya will review my CV” by Fri 27 Nov"),
        (
            "Priya owes me feedback on my CV by wed",
            "Follow up with Priya · “Priya owes me feedback on my CV” by Wed 25 Nov",
        ),
        (
            "waiting on Tom for the deck by fri",
            "Follow up with Tom · “waiting on Tom for the deck” by Fri 27 Nov",
        ),
        ("Tom to send deck by fri", "Follow up with Tom · “Tom to send deck” by Fri 27 Nov"),
        (
            "send my resume to Jane Doe at Google by tomorrow",
            "Follow up with Jane Doe · send: “send my resume to Jane Doe at Google” by Sat 21 Nov",
        ),
        ("book coffee with Priya next week", "Follow up with Priya · “book coffee with Priya” by Mon 23 Nov"),
        ("schedule coffee with Elif tue", "Follow up with Elif · “schedule coffee with Elif” by Tue 24 Nov"),
        ("meet Priya at 3pm tomorrow", "Follow up with Priya · check-in: “meet Priya at 3pm” by Sat 21 Nov"),
        (
            "Dana offered to introduce me to Mei by next week",
            "Follow up with Dana · “Dana offered to introduce me to Mei” by Mon 23 Nov",
        ),
        ("in two weeks follow up with Jane", "Follow up with Jane · check-in: “follow up” by Fri 4 Dec"),
        ("tomorrow call Jane", "Follow up with Jane · check-in: “call Jane” by Sat 21 Nov"),
        ("by friday send Tom the deck", "Follow up with Tom · send: “send Tom the deck” by Fri 27 Nov"),
        ("Priya wants my CV by fri", "Follow up with Priya · “Priya wants my CV” by Fri 27 Nov"),
        ("promised Priya my CV by fri", "Follow up with Priya · “promised Priya my CV” by Fri 27 Nov"),
        (
            "I promised Priya to send my CV by fri",
            "Follow up with Priya · “I promised Priya to send my CV” by Fri 27 Nov",
        ),
        ("owe Priya a thank you by mon", "Follow up with Priya · thank-you: “thank you” by Mon 23 Nov"),
        ("owe Tom feedback by wed", "Follow up with Tom · “owe Tom feedback” by Wed 25 Nov"),
        ("write thank you to Dana by tomorrow", "Follow up with Dana · thank-you: “thank you” by Sat 21 Nov"),
        (
            "send thank-you email to Jane and Raj by tomorrow",
            "Follow up with Jane and Raj · thank-you: “thank you” by Sat 21 Nov",
        ),
        ("thank you email to Jane by tomorrow", "Follow up with Jane · thank-you: “thank you” by Sat 21 Nov"),
        (
            "thank Jane and Raj for the interview by tomorrow",
            "Follow up with Jane and Raj · thank-you: “thank you for the interview” by Sat 21 Nov",
        ),
        ("say thanks to Dana by fri", "Follow up with Dana · thank-you: “thank you” by Fri 27 Nov"),
        ("say hi to Dana by fri", "Follow up with Dana · “say hi to Dana” by Fri 27 Nov"),
        ("wish Ana happy birthday on 3 dec", "Follow up with Ana · “wish Ana happy birthday” by Thu 3 Dec"),
        (
            "congrats to Ana on the promotion by mon",
            "Follow up with Ana · congratulate: “congrats on the promotion” by Mon 23 Nov",
        ),
        ("follow-up email to Jane by wed", "Follow up with Jane · check-in: “follow-up” by Wed 25 Nov"),
        (
            "follow up on my application with Jane by wed",
            "Follow up with Jane · check-in: “follow up about my application” by Wed 25 Nov",
        ),
        ("check in on Ana next week", "Follow up with Ana · check-in: “check in” by Mon 23 Nov"),
        ("reconnect with Ben next month", "Follow up with Ben · “reconnect with Ben” by Tue 1 Dec"),
        ("reach out to Ben next week", "Follow up with Ben · “reach out to Ben” by Mon 23 Nov"),
        ("ask Ben to refer me by fri", "Follow up with Ben · “ask Ben to refer me” by Fri 27 Nov"),
        (
            "ask for a referral from Ben by fri",
            "Follow up with Ben · “ask for a referral from Ben” by Fri 27 Nov",
        ),
        (
            "request a recommendation letter from Prof. Müller by 1 dec",
            "Follow up with Prof. Müller · “request a recommendation letter from Prof. Müller” by Tue 1 Dec",
        ),
        ("get feedback from Tom by fri", "Follow up with Tom · “get feedback from Tom” by Fri 27 Nov"),
        ("return the book to Ana by sunday", "Follow up with Ana · “return the book to Ana” by Sun 22 Nov"),
        ("pay Tom back by fri", "Follow up with Tom · “pay Tom back” by Fri 27 Nov"),
        ("read Tom's paper by fri", "Follow up with Tom · “read Tom's paper” by Fri 27 Nov"),
        ("review Ana's CV by fri", "Follow up with Ana · “review Ana's CV” by Fri 27 Nov"),
        (
            "prepare for the call with Jane by mon",
            "Follow up with Jane · “prepare for the call with Jane” by Mon 23 Nov",
        ),
        (
            "Jane said they'll get back to me by fri",
            "Follow up with Jane · “Jane said they'll get back to me” by Fri 27 Nov",
        ),
        (
            "Jane will get back to me next week about the offer",
            "Follow up with Jane · “Jane will get back to me about the offer” by Mon 23 Nov",
        ),
        (
            "Jane is going to send the contract by mon",
            "Follow up with Jane · “Jane is going to send the contract” by Mon 23 Nov",
        ),
        (
            "waiting to hear back from Jane by fri",
            "Follow up with Jane · “waiting to hear back from Jane” by Fri 27 Nov",
        ),
        (
            "waiting for Jane's answer by fri",
            "Follow up with Jane · “waiting for Jane's answer” by Fri 27 Nov",
        ),
        (
            "expecting an answer from Jane by fri",
            "Follow up with Jane · “expecting an answer from Jane” by Fri 27 Nov",
        ),
        (
            "intro Tom to Ana by fri",
            "Follow up with Tom and Ana · introduction: “intro Tom to Ana” by Fri 27 Nov",
        ),
        (
            "introduce Tom and Ana by fri",
            "Follow up with Tom and Ana · introduction: “introduce Tom and Ana” by Fri 27 Nov",
        ),
        (
            "Raj said he would introduce me to Mei next week",
            "Follow up with Raj · “Raj said he would introduce me to Mei” by Mon 23 Nov",
        ),
    ],
)
def test_what_is_to_be_done_by_me_or_by_them(line: str, echo: str) -> None:
    assert words(line) == echo
    assert not parse_quick_add(line, Reading(TODAY)).doubts


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        (
            "add Elif Kaya, introduced by Dana at RustFest",
            "New: Elif Kaya · introduced by Dana · met at RustFest",
        ),
        (
            "add Elif Kaya, SRE at Arm, introduced by Dana at RustFest on Friday",
            "New: Elif Kaya · title SRE · company Arm · introduced by Dana · met at RustFest on Fri 13 Nov",
        ),
        ("add Ana Ruiz, now founder of Nube", "New: Ana Ruiz · title founder · company Nube"),
        ("add Ana Ruiz now founder of Nube", "New: Ana Ruiz · title founder · company Nube"),
        ("add sam lee at acme", "New: Sam Lee · company acme"),
        ("add Jane Doe <jane@google.example>", "New: Jane Doe · jane@google.example"),
        (
            "add Dr. Mei-Ling Wu, postdoc at EPFL, met at NeurIPS last december",
            "New: Dr. Mei-Ling Wu · title postdoc · company EPFL · met at NeurIPS last december",
        ),
        ("add Tom Weiss, my manager at Arm", "New: Tom Weiss · kept as a note: “my manager at Arm”"),
        ("add Tom Weiss, ex-colleague from Arm", "New: Tom Weiss · kept as a note: “ex-colleague from Arm”"),
        ("add Ben - met at career fair - works at Google", "New: Ben · company Google · met at career fair"),
        ("add Sam Lee, referred by Priya", "New: Sam Lee · introduced by Priya"),
        ("add Sam Lee, Priya's friend", "New: Sam Lee · kept as a note: “Priya's friend”"),
        ("add Sam Lee, met via Priya at RustFest", "New: Sam Lee · met via Priya at RustFest"),
        (
            "add Elif Kaya - Dana introduced us at RustFest",
            "New: Elif Kaya · introduced by Dana · met at RustFest",
        ),
        ("add Elif Kaya, intro from Dana", "New: Elif Kaya · introduced by Dana"),
        ("add Ana Ruiz, currently a postdoc at EPFL", "New: Ana Ruiz · title postdoc · company EPFL"),
        ("add Ana Ruiz, now hiring", "New: Ana Ruiz · kept as a note: “now hiring”"),
        ("add Ana Ruiz, now a designer", "New: Ana Ruiz · title designer"),
        ("add Ana Ruiz, now as designer at Arm", "New: Ana Ruiz · title designer · company Arm"),
        ("add Ana Ruiz, now in Berlin", "New: Ana Ruiz · location Berlin"),
        ("add Ana Ruiz, is now CTO", "New: Ana Ruiz · title CTO"),
        ("add Ana, moved here from Spain", "New: Ana · kept as a note: “moved here from Spain”"),
        ("add jane doe", "New: Jane Doe"),
        ("add Jane Doe, Google recruiter", "New: Jane Doe · title Google recruiter"),
        ("add my mentor Tom Weiss", "New: Tom Weiss · role mentor"),
        ("add Tom Weiss as mentor", "New: Tom Weiss · role mentor"),
        (
            "add Tom Weiss, ETH alum, now at Google",
            "New: Tom Weiss · company Google · kept as a note: “ETH alum”",
        ),
        (
            "add Tom Weiss, ETH alum now SWE at Google",
            "New: Tom Weiss · title SWE · company Google · kept as a note: “ETH alum”",
        ),
        (
            "add Tom Weiss ex Google now founder at Nube",
            "New: Tom Weiss · title founder · company Nube · kept as a note: “ex Google”",
        ),
        (
            "add Tom Weiss, former colleague at Arm",
            "New: Tom Weiss · kept as a note: “former colleague at Arm”",
        ),
        ("add Tom Weiss, classmate", "New: Tom Weiss · kept as a note: “classmate”"),
        (
            "add Tom Weiss from my compilers class",
            "New: Tom Weiss · kept as a note: “from my compilers class”",
        ),
        ("add Tom Weiss, hiring for SRE", "New: Tom Weiss · kept as a note: “hiring for SRE”"),
        ("add Li Wei (李伟), PhD at Tsinghua", "New: Li Wei (李伟) · title PhD · company Tsinghua"),
        (
            "add María José García López, data scientist, Madrid",
            "New: María José García López · title data scientist · location Madrid",
        ),
        ("add Bo, Lee's manager", "New: Bo · kept as a note: “Lee's manager”"),
        ("add anna-lena müller sre at sbb", "New: Anna-Lena Müller · title sre · company sbb"),
        (
            "add Ana Ruiz, data scientist, Threema, Zurich",
            "New: Ana Ruiz · title data scientist · company Threema · location Zurich",
        ),
        ("add Ana Ruiz, Zurich, Threema", "New: Ana Ruiz · company Threema · location Zurich"),
        ("add Ana Ruiz, New York", "New: Ana Ruiz · location New York"),
        (
            "add Ana Ruiz, CTO, ex-Google, Zurich",
            "New: Ana Ruiz · title CTO · location Zurich · kept as a note: “ex-Google”",
        ),
    ],
)
def test_a_person_to_add(line: str, echo: str) -> None:
    assert words(line) == echo
    assert not parse_quick_add(line, Reading(TODAY)).doubts


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        ("check in with mentor Tom in march", "which day is “in march”? Write one, as in “1 mar”"),
        ("Priya offered to review my CV", 'by when? Add a day, as in "in 2 weeks" or "by fri"'),
        ("waiting for Priya to send the referral link", 'by when? Add a day, as in "in 2 weeks" or "by fri"'),
        (
            "interview at Stripe on monday",
            'who with? “at Stripe” is a place: write a name before it, as in "Ana at Acm',
        ),
        (
            "schedule a call with Tom for next tue 4pm",
            "“tue 4pm” has an hour: a promise has a day only, as in “by tue 24 nov”",
        ),
        (
            "coffee with Priya tomorrow 10am",
            "Sat 21 Nov: the log is for what has been. Write “meet Priya 21 nov” for a r",
        ),
        (
            "lunch with Tom on friday at 12:30",
            "is it still to come? The log has no hours: leave out “at 12:30”, or write “",
        ),
        (
            "coffee with Tom at 3pm",
            "is it still to come? The log has no hours: leave out “at 3pm”, or write “in",
        ),
        (
            "add Jane Doe recruiter from Google met at career fair",
            "is “Google” a company or a city? Write “at” or “in” before it",
        ),
        (
            "add Kwame Mensah (alum, Google)",
            "is “Google” a company or a city? Write “at” or “in” before it, or “as” befo",
        ),
        ("Dana will introduce me to Mei", 'by when? Add a day, as in "in 2 weeks" or "by fri"'),
        ("he promised to send me his deck by Friday", "who is “he”? Write their name"),
        (
            "talked to a recruiter from Google, Jane Doe",
            "is “a recruiter” a name? Put a name in quotes, and what it was about after ",
        ),
        (
            "recruiter call with Jane Doe fri 2pm",
            "is it still to come? The log has no hours: leave out “2pm”, or write “inter",
        ),
        (
            "final round at Acme on monday with Raj",
            'who with? “at Acme” is a place: write a name before it, as in "Ana at Acme"',
        ),
        (
            "coffee tomorrow with Priya",
            "Sat 21 Nov: the log is for what has been. Write “meet Priya 21 nov” for a r",
        ),
        (
            "had dinner with the Müllers",
            "is “the Müllers” a name? Put a name in quotes, and what it was about after ",
        ),
        ("met a recruiter", "is “a recruiter” a name? Put a name in quotes, and what it was about after "),
        ("met someone from Google", "who is “someone”? Write their name"),
        ("I owe Tom a coffee", 'by when? Add a day, as in "in 2 weeks" or "by fri"'),
        (
            "follow up with the recruiter by wed",
            "is “the recruiter” a name? Put a name in quotes, and what it was about afte",
        ),
        ("reconnect with Ben in january", 'by when? Add a day, as in "in 2 weeks" or "by fri"'),
        (
            "reach out to alumni at Stripe by fri",
            "is “alumni” a name? Put a name in quotes, and what it was about after “abou",
        ),
        (
            "Raj connected me with Mei and Li",
            "one introduction a line, with two names, as in “Dana introduced me to Elif”",
        ),
        (
            "Raj introduced me to his manager",
            "is “his manager” a name? Put a name in quotes, and what it was about after ",
        ),
        (
            "add Jane Doe, recruiter, Google, career fair",
            "is “Google” a company or a city? Write “at” or “in” before it, or “as” befo",
        ),
        (
            "add Jane Doe (Google)",
            "is “Google” a company or a city? Write “at” or “in” before it, or “as” befo",
        ),
        (
            "add prof. Hans Müller, ETH, teaches compilers",
            "is “ETH” a company or a city? Write “at” or “in” before it, or “as” before ",
        ),
        (
            "add Tom Weiss, intern at Arm summer 2025",
            "is “Arm summer 2025” a company? Write “met” before where you met",
        ),
        ("add Tom Weiss & Ana Ruiz", "one person a line: add the other one in a second line"),
        ("add Tom Weiss and Ana Ruiz", "one person a line: add the other one in a second line"),
    ],
)
def test_what_is_in_doubt_is_asked_about(line: str, echo: str) -> None:
    found = parse_quick_add(line, Reading(TODAY))
    assert found.doubts
    assert words(line).startswith(echo)
