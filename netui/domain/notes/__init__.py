"""Notes to send, and the fields that templates may use."""
