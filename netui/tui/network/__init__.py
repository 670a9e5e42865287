"""The screen of the map."""
