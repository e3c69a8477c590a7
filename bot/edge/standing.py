"""Where members stand in a server: nobody moderates the owner, themselves, a bot, or somebody above them."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.moderation import Standing, check_standing
from bot.domain.settings import ServerSettings
from bot.errors import NotAllowed
from bot.i18n import _


async def require_standing(interaction: discord.Interaction[Any], member_id: int, *, barred: bool = False) -> None:
    """Whether the person behind `interaction` may moderate a member; asks Discord where the member is not known.

    With `barred`, not even the owner may do it to themselves. Raises NotAllowed, in the person's words.
    """
    guild = interaction.guild
    if guild is None:
        raise NotAllowed(_("This works only inside a server."))
    if barred and member_id == interaction.user.id:
        raise NotAllowed(_("This is about yourself: another moderator has to decide."))
    settings: ServerSettings = interaction.client.app.servers.settings_of(guild.id)
    moderators = set(settings.moderator_role_ids)
    member = await _of(guild, member_id, moderators)
    check_standing(_standing(guild, interaction.user, moderators), member)


async def _of(guild: discord.Guild, member_id: int, moderators: set[int]) -> Standing:
    member = guild.get_member(member_id)
    if member is None:
        try:
            member = await guild.fetch_member(member_id)
        except discord.NotFound:  # left, which ranks below everybody
            return Standing(member_id, is_owner=member_id == guild.owner_id)
    return _standing(guild, member, moderators)


def _standing(guild: discord.Guild, user: discord.User | discord.Member, moderators: set[int]) -> Standing:
    """Only roles with a say count: a colour or a level that stands higher puts nobody above a moderator."""
    roles = user.roles if isinstance(user, discord.Member) else []
    ranks = [
        (role.permissions.manage_guild or role.permissions.administrator, role.position)
        for role in roles
        if role.id in moderators or role.permissions.manage_guild or role.permissions.administrator
    ]
    return Standing(user.id, max(ranks, default=(False, 0)), user.id == guild.owner_id, user.bot)
