"""Presidio behind our seams: its analyzer as an engine, ours as its recognizers, a user's registry; traps closed."""
