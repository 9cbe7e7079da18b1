"""Street addresses that their form shows."""
