"""The screens of interviews: list, form, questions, the interview itself, closing."""
