"""Foreign formats in and out: pure readers and writers, streams in, domain values out."""
