"""Domain to cards: how things look in Discord, error presentation and limits; no decisions."""
