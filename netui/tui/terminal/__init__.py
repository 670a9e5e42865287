"""What touches the terminal and the private parts of Textual."""
