"""The full-screen program: Textual, and nothing else."""
