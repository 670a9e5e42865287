"""One module for each family of commands; every function takes the arguments and the open context."""
