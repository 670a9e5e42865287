"""The sections of the Plan and the Journal: each a list with its own words and keys, shown by one screen."""
