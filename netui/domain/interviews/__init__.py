"""Informational interviews: their rules, preparation and what follows from one."""
