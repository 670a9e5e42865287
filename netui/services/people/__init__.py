"""What a user does with people: find, add, edit, log, follow up, import, merge."""
