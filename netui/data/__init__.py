"""Built-in templates, checklists, questions and the demo network, as plain files."""
