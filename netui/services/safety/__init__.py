"""History, backups, settings: what keeps a user's data safe."""
