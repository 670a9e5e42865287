"""Preparing, holding and closing informational interviews."""
