"""The ways to copy a text, and the truth about what happened."""
