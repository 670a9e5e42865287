"""The screen that writes a note."""
