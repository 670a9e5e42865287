"""How it looks and what it listens to: theme, glyphs, text, keys, messages."""
