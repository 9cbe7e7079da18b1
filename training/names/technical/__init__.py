"""Texts about software that the name model learns from: without names, and with them."""
