"""New servers, channels and roles as Discord makes them: every field there, nothing set yet."""

from __future__ import annotations

from bot.playground.api_errors import Json
from bot.playground.world.model import FORUMS, NEWS, STAGE, TEXT, VOICE
from bot.playground.world.permissions import P

# What Discord gives @everyone in a new server.
EVERYONE = int(
    P.VIEW_CHANNEL | P.CREATE_INSTANT_INVITE | P.CHANGE_NICKNAME | P.SEND_MESSAGES | P.SEND_MESSAGES_IN_THREADS
    | P.CREATE_PUBLIC_THREADS | P.CREATE_PRIVATE_THREADS | P.EMBED_LINKS | P.ATTACH_FILES | P.ADD_REACTIONS
    | P.USE_EXTERNAL_EMOJIS | P.USE_EXTERNAL_STICKERS | P.READ_MESSAGE_HISTORY | P.USE_APPLICATION_COMMANDS
    | P.CONNECT | P.SPEAK | P.STREAM | P.USE_VAD | P.SEND_POLLS | P.USE_EXTERNAL_APPS | P.CREATE_EVENTS
)  # fmt: skip


def role_json(role_id: str, name: str, permissions: int, position: int, *, colour: int = 0) -> Json:
    """A role object."""
    return {
        "id": role_id,
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "color": colour,
        "colors": {"primary_color": colour, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def guild_data(guild_id: str, name: str, owner_id: str, *, locale: str = "en-US", description: str = "") -> Json:
    """A server object without roles, emoji and channels."""
    return {
        "id": guild_id,
        "name": name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": description or None,
        "owner_id": owner_id,
        "region": "automatic",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "widget_enabled": False,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "features": ["COMMUNITY"],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "max_members": 500_000,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": locale,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
        "incidents_data": None,
    }


def channel_data(channel_id: str, guild_id: str, kind: int, name: str, *, position: int) -> Json:
    """A channel object of any kind."""
    data: Json = {
        "id": channel_id,
        "guild_id": guild_id,
        "type": kind,
        "name": name,
        "position": position,
        "permission_overwrites": [],
        "parent_id": None,
        "nsfw": False,
        "flags": 0,
    }
    if kind in {TEXT, NEWS} | FORUMS:
        data |= {"topic": None, "rate_limit_per_user": 0, "last_message_id": None}
        data["default_auto_archive_duration"] = None
    if kind in FORUMS:
        data |= {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_thread_rate_limit_per_user": 0,
        }
    if kind in (VOICE, STAGE):
        data |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None, "last_message_id": None}
        data["rate_limit_per_user"] = 0
    return data
