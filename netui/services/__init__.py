"""What the user can do: one method per use case, one transaction and one announcement per write."""
