"""Two or three lines for each command that show how it is used; its help has them above the options."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "add": (
        'netui add "Dana Okafor" --title SRE --company Fastly --email dana@fastly.example',
        'netui add "Tom Weiss" --tag compilers --every "6 weeks" --met "Linker evening"',
    ),
    "quick": (
        'netui quick "coffee with Priya yesterday, send the article by fri"',
        'netui quick "add Dana Okafor, SRE at Fastly, introduced by Tom" --dry-run',
        'netui quick "Dana introduced me to Elif Kaya" --yes',
    ),
    "log": (
        'netui log Dana "coffee at the lake" --kind coffee --on yesterday',
        'netui log Dana,Tom "talked about builds" --follow-up "send the article by fri"',
    ),
    "list": (
        "netui list",
        "netui list company:stripe -tag:recruiter --sort last",
        "netui list 'last:>90d' --json",
    ),
    "find": ("netui find tom", "netui find '\"distributed systems\"'"),
    "email": ("netui email dana", "netui email tag:mentor --json"),
    "introduce": (
        "netui introduce Dana Tom",
        "netui introduce Mei --by Dana",
        "netui introduce Mei --by Dana --asked",
    ),
    "show": ("netui show Dana", "netui show Dana --json"),
    "edit": (
        'netui edit Dana --set company=Fastly --set "title=Staff SRE"',
        "netui edit Dana --set tags+=mentor --set tags-=met-once",
    ),
    "tag": ("netui tag Dana +mentor -recruiter", "netui tag Dana,Tom +compilers"),
    "delete": ("netui delete Dana", "netui delete Dana --json"),
    "archive": ("netui archive Dana", "netui archive Dana --back"),
    "due": ("netui due", "netui due --days 14", "netui due --prompt"),
    "done": ('netui done "send the article"', "netui done Dana --kind call"),
    "snooze": ('netui snooze "send the article" "next week"', "netui snooze Dana mon"),
    "skip": ("netui skip Dana", 'netui skip "send the article"'),
    "follow-up": (
        'netui follow-up Dana "send the article" --due fri',
        'netui follow-up Elif "tell her how it went" --after "talking to Mei"',
        'netui follow-up Tom "ask how it goes" --due "1 dec" --repeat "every 3 months"',
    ),
    "interview add": (
        'netui interview add Dana --at "mon 14:00" --minutes 30',
        "netui interview add Tom --status asked",
    ),
    "interview list": ("netui interview list", "netui interview list --json"),
    "interview show": ("netui interview show Dana", "netui interview show Dana --json"),
    "interview set": (
        'netui interview set Dana --at "tue 15:00"',
        "netui interview set Tom --status declined",
    ),
    "interview done": (
        'netui interview done Dana --insight "on call is a habit" --ask-next "Mei Chen"',
        'netui interview done Dana --action "read the postmortems by fri"',
    ),
    "note": (
        "netui note Dana",
        "netui note Dana --template thank-you --copy",
        "netui note --news",
    ),
    "goal add": (
        'netui goal add "Two talks a month" --target 2',
        'netui goal add "Ten people in compilers" --measure people --query tag:compilers --target 10',
    ),
    "goal list": ("netui goal list", "netui goal list --json"),
    "reflect": ('netui reflect --text "I ask better than I did"', "netui reflect"),
    "review": ("netui review", "netui review --month --back 1"),
    "export": (
        "netui export csv tag:compilers --columns google -o google.csv",
        "netui export ics -o ~/.calendars/netui/ --only interviews,birthdays",
        "netui export markdown tag:mentor -o mentors/",
    ),
    "map": ("netui map", 'netui map --path-to "Mei Chen"', "netui map -o network.svg"),
    "import": (
        "netui import Complete_LinkedInDataExport.zip --messages dates --dry-run",
        "netui import people.vcf contacts.csv --tag phone",
        'netui import members.csv --map "Member=name" --map "Contact=email" --save-map club',
    ),
    "collect": (
        "netui collect ~/mail/Sent ~/mail/INBOX --since 2026-01-01",
        "netui collect meetings.ics --yes",
        "netui collect message.eml --yes --add-people 1",
    ),
    "history": ("netui history", "netui history --limit 10"),
    "undo": ("netui undo", "netui undo 41"),
    "redo": ("netui redo", "netui redo 41"),
    "backup": ("netui backup netui.zip", "netui backup - | age -r KEY > netui.zip.age", "netui backup"),
    "restore": ("netui restore netui.zip", 'netui restore --at "yesterday 18:00"'),
    "doctor": ("netui doctor", "netui doctor --repair"),
    "forget": ("netui forget Dana", "netui forget Dana --yes"),
    "demo": ("netui demo", "netui demo --into network"),
    "path": ("netui path", "netui path --json"),
    "help": ("netui help", "netui help interview add", "netui help dates"),
    "completion": ("netui completion bash", "netui completion zsh > ~/.zfunc/_netui"),
}
