"""What holds for every test: neither the speed of a machine nor the settings of its user decide anything."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
for _name in list(os.environ):
    if _name.startswith(("NETUI_", "XDG_")):  # the user's own folders: no test may write there
        del os.environ[_name]
