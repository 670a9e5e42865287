"""The screens of interviews: list, form, questions, the talk itself, closing."""
