"""Backups: making one, keeping the right ones, reading one."""
