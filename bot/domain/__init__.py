"""Pure decisions: no I/O, no Discord, no SQL; the clock and the random source are passed in."""
