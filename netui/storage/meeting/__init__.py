"""What happens when two histories of one store meet."""
