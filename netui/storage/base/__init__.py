"""What every room of the store uses: files, names that are netui's, locks, the registry of kinds."""
