"""Drafts, and texts that are open in an editor."""
