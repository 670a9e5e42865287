"""The composition root: the only modules that build everything and put it together."""
