"""Foreign files in: one reader a format, bytes in, domain values out."""
