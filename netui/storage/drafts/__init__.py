"""Half-typed texts, and texts that lie with an editor."""
