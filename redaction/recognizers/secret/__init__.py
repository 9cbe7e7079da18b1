"""Secrets: tokens by their format, values by their name, passwords by what is said of them."""
