"""The repositories: documents of the store as entities."""
