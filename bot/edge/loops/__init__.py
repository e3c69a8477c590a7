"""Work that comes round again: in the background, by the clock, once a week or month."""
