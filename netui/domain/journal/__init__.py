"""Reflections, the portfolio, and what may be published."""
