"""Dialogs that ask and return a value; they never act."""
