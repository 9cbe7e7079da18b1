"""The walk of records: which strings, keys and numbers stand where, what is said of them there, and the way back."""
