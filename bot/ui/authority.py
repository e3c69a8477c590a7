"""Who may do what, checked when the deed is done: on every command, press, choice and submit."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.domain.server_settings import ServerSettings
from bot.errors import NotAllowed
from bot.i18n import _

if TYPE_CHECKING:
    from bot.client import Linger

_MARK = "__linger_authority__"
_F = TypeVar("_F", bound=Callable[..., object])


class Authority(Enum):
    """What somebody has to be. Managers may do everything that moderators and editors may."""

    EVERYONE = "everyone"
    REVIEWER = "reviewer"
    EDITOR = "editor"  # of the server's catalogue
    MODERATOR = "moderator"
    MANAGER = "manager"  # has Discord's Manage Server
    OWNER = "owner"  # of the bot, in the owner's own server


def needs(authority: Authority) -> Callable[[_F], _F]:
    """Mark a command's or a route's function with who may use it; unmarked means everyone."""

    def mark(function: _F) -> _F:
        setattr(function, _MARK, authority)
        return function

    return mark


def authority_of(function: object) -> Authority:
    """Who may use `function`."""
    return getattr(function, _MARK, Authority.EVERYONE)


def check_authority(interaction: discord.Interaction[Linger], authority: Authority) -> None:
    """Raises NotAllowed, in the person's words, when the person behind `interaction` may not do this here."""
    if authority is Authority.EVERYONE:
        return
    if interaction.guild_id is None:
        raise NotAllowed(_("This works only inside a server."))
    settings = interaction.client.app.servers.settings_of(interaction.guild_id)
    if authority is Authority.OWNER:
        home = interaction.client.app.settings.owner_guild_id
        if interaction.guild_id != home or interaction.user.id not in interaction.client.owner_ids_known:
            raise NotAllowed(_("Only the person who runs this bot can do that, in their own server."))
        return
    if interaction.permissions.manage_guild:
        return
    if authority is Authority.MANAGER:
        raise NotAllowed(_("Only people who may manage this server can do that."))
    _check_roles(interaction.user, authority, settings)


def _check_roles(user: discord.User | discord.Member, authority: Authority, settings: ServerSettings) -> None:
    held = {role.id for role in user.roles} if isinstance(user, discord.Member) else set()
    if authority is Authority.MODERATOR and not held & set(settings.moderator_role_ids):
        raise NotAllowed(_("Only this server's moderators can do that."))
    if authority is Authority.EDITOR and not held & set(settings.catalogue_role_ids):
        raise NotAllowed(_("Only the people who keep this server's catalogue can do that."))
    if authority is Authority.REVIEWER and settings.reviewer_role_ids and not held & set(settings.reviewer_role_ids):
        raise NotAllowed(_("Reviews in this server are written by certain roles, and you have none of them."))
