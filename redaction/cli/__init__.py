"""The command line of redaction."""
