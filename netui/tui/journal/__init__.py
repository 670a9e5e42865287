"""The sections of the journal, reflections, history and the portfolio."""
