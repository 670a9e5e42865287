"""Restore, doctor, repair and forget: imported only when used."""
