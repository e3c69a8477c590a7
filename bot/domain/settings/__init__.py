"""What an admin can set for a server. Each setting is declared once, in `declarations.py`; its kind knows the rest."""

from __future__ import annotations

from bot.domain.settings.channel_rules import ChannelRule, ChannelRules, rule_of, with_rule, without_rule
from bot.domain.settings.declarations import (
    SETTINGS,
    ServerSettings,
    check_setting,
    check_together,
    reconciled,
    rule_kind,
    rule_words,
    setting,
    settings_on,
)
from bot.domain.settings.emoji import Emoji, ManyEmoji
from bot.domain.settings.features import FEATURES, check_feature, feature_name, feature_words
from bot.domain.settings.kind import ChannelType, Here, Kind
from bot.domain.settings.kinds import Choice, Language, Number
from bot.domain.settings.places import Channel, Roles, channel_words
from bot.domain.settings.sections import Section
from bot.domain.settings.wishes import Changed, SetTo, Switch, change_words, done_words, fingerprint, wish_words
from bot.domain.settings.zones import Zone

__all__ = [
    "FEATURES",
    "SETTINGS",
    "Changed",
    "Channel",
    "ChannelRule",
    "ChannelRules",
    "ChannelType",
    "Choice",
    "Emoji",
    "Here",
    "Kind",
    "Language",
    "ManyEmoji",
    "Number",
    "Roles",
    "Section",
    "ServerSettings",
    "SetTo",
    "Switch",
    "Zone",
    "change_words",
    "channel_words",
    "check_feature",
    "check_setting",
    "check_together",
    "done_words",
    "feature_name",
    "feature_words",
    "fingerprint",
    "reconciled",
    "rule_kind",
    "rule_of",
    "rule_words",
    "setting",
    "settings_on",
    "wish_words",
    "with_rule",
    "without_rule",
]
