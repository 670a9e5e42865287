"""Files for other programs out: one writer a format, domain values in, text out."""
