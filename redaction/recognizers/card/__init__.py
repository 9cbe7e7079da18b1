"""Payment cards: brands and lengths, borders, messages of terminals."""
