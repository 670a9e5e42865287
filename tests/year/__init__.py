"""A year of a lively network, day by day, against a model of what is owed."""
