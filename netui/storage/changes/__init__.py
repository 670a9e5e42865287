"""What is on the disk: the journal, its lines and changes, snapshots, old journals."""
