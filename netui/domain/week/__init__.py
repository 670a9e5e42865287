"""What is due, and the one-line entries that are typed in a hurry."""
