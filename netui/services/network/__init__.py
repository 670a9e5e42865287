"""The network as a map, and what of it may be published."""
