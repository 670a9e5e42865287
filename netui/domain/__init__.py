"""Values and pure functions: what a network is, without files, clocks or screens."""
