"""Addresses of machines, alone, in names and in other forms, and the versions that look like them."""
