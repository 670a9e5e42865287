"""The open store, and opening one."""
