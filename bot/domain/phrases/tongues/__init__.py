"""Moods in the languages of those who watch: each is put into the English words that the reading of phrases knows."""

from bot.domain.phrases.tongues.speaking import OTHERS, foreign_words, in_english

__all__ = ["OTHERS", "foreign_words", "in_english"]
