"""What is due this week, and what can be done with its rows."""
