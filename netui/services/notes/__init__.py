"""Composing notes from templates, and the moments that call for one."""
