"""Reflections, reviews, the portfolio and exports."""
