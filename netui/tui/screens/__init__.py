"""Full-screen areas; they never import one another."""
