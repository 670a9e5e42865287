"""TinyDB's face over the collections, and the repositories."""
