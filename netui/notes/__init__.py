"""Note templates: found, checked and rendered."""
