"""Days: dates that people write, partial dates, working days."""
