"""Working on the plan: goals, groups, events, introductions, favours and the rest."""
