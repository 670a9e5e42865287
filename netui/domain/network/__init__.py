"""The map of the network, its paths and its thin spots."""
