"""The screen of this week, its rows, cards and settings."""
