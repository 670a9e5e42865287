"""People: contacts and what happened with them, cadences, duplicates, what an import changes."""
