"""The store in memory: collections and their indexes, transactions, compaction, history."""
