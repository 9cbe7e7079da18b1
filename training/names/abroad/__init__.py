"""Texts of other languages for the name model, with dates, organisations and addresses as they are written there."""
