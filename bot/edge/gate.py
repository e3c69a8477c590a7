"""The gate in front of every door: does the feature run here, and may this person do that? Asked at every deed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

import discord

from bot.app import App
from bot.domain.kept_back import KeptBack, Topic
from bot.domain.settings import FEATURES, ServerSettings, feature_name
from bot.edge.authority import Authority
from bot.edge.names_heard import NamesHeard
from bot.errors import FeatureOff, NotAllowed
from bot.i18n import _, joined
from bot.ui.kit.reader import listen

_Interaction = discord.Interaction[Any]
_log = logging.getLogger(__name__)


class Gate:
    """Knows what runs where, and who may do what."""

    def __init__(self, app: App, owner_ids: Callable[[], set[int]]) -> None:
        self._app = app
        self._owner_ids = owner_ids
        self.names = NamesHeard()
        self.asked = asyncio.Event()  # set once, when somebody wants something of the bot for the first time

    def admit(self, interaction: _Interaction, feature: str | None, authority: Authority) -> None:
        """Let the person through. Raises FeatureOff or NotAllowed, in the person's words; no feature is always on."""
        if feature is not None and not self.is_on(interaction, feature):
            raise FeatureOff(self._off_words(interaction, feature))
        self.require(interaction, authority)

    def _off_words(self, interaction: _Interaction, feature: str) -> str:
        """What is off, and who can switch it on: whoever asks, or somebody they can ask."""
        name = feature_name(feature) if feature in FEATURES else feature
        if self.may(interaction, Authority.MANAGER):
            return _("**{feature}** is switched off here. /config features switches it on.", feature=name)
        return _(
            "**{feature}** is switched off here. Ask somebody who may manage this server: they can switch it on.",
            feature=name,
        )

    async def listen(self, interaction: _Interaction) -> None:
        """Make the answer for this person: what they asked not to be told is kept back from every card.

        Where their wishes can't be read everything is kept back: a door that needs no database still answers.
        """
        self.asked.set()
        await self._app.catalogues.opened()
        try:
            listen(await self._app.wishes.of(interaction.user.id))
        except Exception:  # noqa: BLE001 (whatever ails the database; what needs it will say so)
            _log.warning("the wishes of user %s could not be read", interaction.user.id, exc_info=True)
            listen(KeptBack(interaction.user.id, frozenset(Topic)))

    def is_on(self, interaction: _Interaction, feature: str) -> bool:
        """Whether `feature` runs where `interaction` happens; a thread counts as the channel it hangs in."""
        return bool(self.running(interaction, (feature,)))

    def running(self, interaction: _Interaction, features: Iterable[str]) -> set[str]:
        """Those of `features` that run where `interaction` happens."""
        channel = interaction.channel
        channel_id = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
        return {each for each in features if self._app.servers.is_on(interaction.guild_id, channel_id, each)}

    def may(self, interaction: _Interaction, authority: Authority) -> bool:
        """Whether the person behind `interaction` may do what needs `authority` here."""
        try:
            self.require(interaction, authority)
        except NotAllowed:
            return False
        return True

    def require(self, interaction: _Interaction, authority: Authority) -> None:
        """Raises NotAllowed, in the person's words, when the person behind `interaction` may not do this here."""
        if authority is Authority.EVERYONE:
            return
        if interaction.guild_id is None:
            raise NotAllowed(_("This works only inside a server."))
        if authority is Authority.OWNER:
            self._require_owner(interaction)
        elif interaction.permissions.manage_guild:
            return
        elif authority is Authority.MANAGER:
            raise NotAllowed(_("Only people who may manage this server can do that."))
        else:
            _require_roles(interaction.user, authority, self._app.servers.settings_of(interaction.guild_id))

    def _require_owner(self, interaction: _Interaction) -> None:
        home = self._app.settings.owner_guild_id
        if interaction.guild_id != home or interaction.user.id not in self._owner_ids():
            raise NotAllowed(_("Only the person who runs this bot can do that, in their own server."))


def _require_roles(user: discord.User | discord.Member, authority: Authority, settings: ServerSettings) -> None:
    held = {role.id for role in user.roles} if isinstance(user, discord.Member) else set()
    if authority is Authority.MODERATOR and not held & set(settings.moderator_role_ids):
        raise NotAllowed(_("Only this server's moderators can do that."))
    if authority is Authority.EDITOR and not held & set(settings.catalogue_role_ids):
        raise NotAllowed(_("Only the people who keep this server's catalogue can do that."))
    if authority is Authority.REVIEWER and settings.reviewer_role_ids and not held & set(settings.reviewer_role_ids):
        roles = role_mentions(settings.reviewer_role_ids)
        raise NotAllowed(
            _("Reviews in this server are written by {roles}, and you have none of these roles.", roles=roles)
        )
    if authority is Authority.OPENER and settings.opener_role_ids and not held & set(settings.opener_role_ids):
        if held & set(settings.moderator_role_ids):
            return
        roles = role_mentions(settings.opener_role_ids)
        said = _("New places and groups are opened by {roles} here, and you have none of these roles.", roles=roles)
        raise NotAllowed(said)


def role_mentions(role_ids: tuple[int, ...]) -> str:
    """Roles by their names, as Discord shows them; nobody is pinged by an answer."""
    return joined(f"<@&{role_id}>" for role_id in role_ids)
