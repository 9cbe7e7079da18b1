"""Policies: where x what x how, as data; read, checked, explained and compared, and compiled into routes."""
