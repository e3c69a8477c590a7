"""Moderators' cards, the audit log, and what members are told."""
