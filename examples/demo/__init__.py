"""The demo: the whole pipeline on one machine with nothing but Python, checked to the last record."""
