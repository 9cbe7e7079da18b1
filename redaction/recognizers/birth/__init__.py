"""Dates of birth: what says so, how they are written, and answers to who asked."""
