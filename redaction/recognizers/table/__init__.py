"""Tables in texts: a column's heading is to its cells what a key is to a value."""
