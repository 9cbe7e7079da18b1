"""Scripts that make what the wheel carries as data; not part of the wheel."""
