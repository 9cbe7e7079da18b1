"""Texts of every day that the name model learns from: full of capitals that name nobody, and with names beside them."""
