"""Titles that a taste phrase likens its wish to."""

from bot.domain.phrases.likening.named import is_called, likening, take_likened

__all__ = ["is_called", "likening", "take_likened"]
