"""The query language, sorting, and the text that a search looks through."""
