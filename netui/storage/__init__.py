"""The store: one folder of TinyDB snapshots and one journal that every save is appended to.

Read the modules in this order: journal_lines (what a line is), journal (the file), snapshots, state (what is
in memory), transactions (lock, commit, roll back), history (undo), compaction, store (the port), table
(TinyDB's face on it), opening.
"""
