"""The app around the screens: areas, routes, the status line, leaving, first run."""
