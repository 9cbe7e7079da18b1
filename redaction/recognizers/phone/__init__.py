"""Telephone numbers: shape first, then numbering plans, words beside them and the place they stand in."""
