"""How long a test waits before it calls what it waits for hung.

A test waits for the thing itself and goes on as soon as it is there. The speed of a machine doesn't decide
whether a test passes: the slowest machine needs far less than this.
"""

HANG_SECONDS = 180.0
