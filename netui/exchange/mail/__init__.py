"""Notes on their way out as mail: the message, and the programs that send it."""
