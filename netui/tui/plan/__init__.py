"""The sections of the plan, and the screen for an event that is on."""
