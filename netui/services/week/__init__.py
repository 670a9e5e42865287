"""What is due this week, and what a row of it can be told to do."""
