"""How much redaction misses and how much it takes by mistake, on texts that no rule was written from."""
