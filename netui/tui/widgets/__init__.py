"""Widgets that show what they are given and say in messages what the user did."""
