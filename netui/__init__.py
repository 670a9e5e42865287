"""netui keeps a person's professional network alive from a terminal."""

__version__ = "1.0.0"
