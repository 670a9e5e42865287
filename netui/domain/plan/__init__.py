"""The plan: goals, strategies, groups, events, introductions, favours and the rest."""
