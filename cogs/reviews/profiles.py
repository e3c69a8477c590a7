"""/profile: what somebody writes here and, where they show it, what their series tell. Part of the reviews cog."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.kept_back import Topic
from bot.domain.members.profiles import Profile
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Publication, Shows
from bot.domain.reviews.records import ReviewState
from bot.domain.series import Series
from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.loops.periodic import Composed
from bot.edge.publishing.finding import component_number, with_component
from bot.edge.publishing.sight import require_guild
from bot.edge.publishing.standing import finder, standing_answer
from bot.edge.router import on_press
from bot.edge.voice import require_voice
from bot.errors import Gone
from bot.i18n import speaking
from bot.services import profiling, publishing
from bot.services.reviews import reading
from bot.ui.kit.cards import Item
from bot.ui.kit.reader import is_kept_back
from bot.ui.profile import Picture, Whose, kept_private, profile_card, profile_pictures, sharing_buttons
from bot.ui.reviews.lists import Entry
from cogs.reviews.part import ReviewPart
from cogs.reviews.reading import ReviewReading, judged

_NOBODY = 0  # a reader who has watched nothing
_Shown = tuple[ui.LayoutView, list[Picture]]


class ReviewProfiles(ReviewPart):
    """A profile is its member's own; a server sees of it what they show there."""

    def __init__(self, bot: Linger, reading: ReviewReading) -> None:
        super().__init__(bot)
        self._reading = reading

    def start(self) -> None:
        """Keep posted profiles true."""
        self.bot.posts.register(PublishedKind.PROFILE, self._redraw)
        self.bot.late.register(PublishedKind.PROFILE, self._find_shared)
        bearing = finder(self.bot, lambda subject: with_component(component_number(int(subject))))
        self.bot.strays.register(PublishedKind.PROFILE, bearing)

    async def show(self, interaction: discord.Interaction[Linger], whom: discord.User | discord.Member) -> None:
        """A profile for the person who asked: their own whole, another's as far as it is shared here."""
        guild_id = require_guild_id(interaction)
        await defer(interaction)
        if whom.id == interaction.user.id:
            view, shown = await self._own(interaction)
        else:
            profile = await self._for_others(guild_id, whom.id)
            view, shown = await self._for_reader(interaction, whom, profile)
        await answer(interaction, view, files=[picture.file for picture in shown])

    @on_press("profile.share")
    async def share(self, interaction: discord.Interaction[Linger], shared: int) -> None:
        """Let the members of this server look, or no longer."""
        guild_id = require_guild_id(interaction)
        await profiling.share(self.app.db, interaction.user.id, guild_id, shared=bool(shared), now=self.app.clock())
        self.bot.posts.look()
        await defer(interaction, in_place=True)
        view, shown = await self._own(interaction)
        await change(interaction, view, files=[picture.file for picture in shown])

    async def _own(self, interaction: discord.Interaction[Linger]) -> _Shown:
        """The whole of one's own, with the say over who else sees it."""
        guild_id, user = require_guild_id(interaction), interaction.user
        look = self._look(guild_id)
        profile = await profiling.own_profile(self.app.db, user.id, look, names_cast=_names_cast)
        shared = await profiling.is_shared(self.app.db, user.id, guild_id)
        return await self._for_reader(interaction, user, profile, sharing_buttons(shared=shared))

    async def _for_reader(
        self,
        interaction: discord.Interaction[Linger],
        whom: discord.User | discord.Member,
        profile: Profile | None,
        buttons: Sequence[Item] = (),
    ) -> _Shown:
        entries = await self._reading.entries(interaction, author_id=whom.id)
        whose, style = _whose(whom), self.settings_for(interaction).rating_style
        shown = await profile_pictures(whose, entries, profile)
        return profile_card(whose, entries, profile, style=style, shown=shown, buttons=buttons), shown

    @on_press("profile.show")
    async def show_everybody(self, interaction: discord.Interaction[Linger]) -> None:
        """Post one's own profile in the channel; whoever shows it lets people look."""
        guild_id, user, now = require_guild_id(interaction), interaction.user, self.app.clock()
        require_voice(interaction, interaction.channel, self.app.servers.settings_of(guild_id))
        await defer(interaction, private=False)
        await profiling.share(self.app.db, user.id, guild_id, shared=True, now=now)
        kind, subject, channel_id = PublishedKind.PROFILE, str(interaction.id), interaction.channel_id or 0
        shows = Shows(members=frozenset({user.id}))
        await publishing.claim(
            self.app.db, guild_id, kind, subject, channel_id, after_id=interaction.id, shows=shows, now=now
        )
        with self.bot.late.unless_done(kind, guild_id, subject):
            post = await self._public(guild_id, user, number=component_number(interaction.id))
            await answer(interaction, post.view, private=False, files=list(post.files))
            message = await interaction.original_response()
            place = PostAddress(channel_id, message.id)
            await publishing.settle(self.app.db, guild_id, kind, subject, place, post.shows, now=now)

    async def _public(
        self, guild_id: int, whom: discord.User | discord.Member, *, number: int | None = None
    ) -> Composed:
        """A profile as everybody sees it, in the server's language; what is private is not in it."""
        settings = self.app.servers.settings_of(guild_id)
        with speaking(settings.language, to_everybody=True):
            profile = await self._for_others(guild_id, whom.id)
            if profile is None:
                return _private(whom.id)
            entries, whose = await self._posted(guild_id, whom.id), _whose(whom)
            shown = await profile_pictures(whose, entries, profile)
            style = settings.rating_style
            view = profile_card(whose, entries, profile, style=style, shown=shown, with_reviews=False, number=number)
            return Composed(view, _told(whom.id, entries, profile), [picture.file for picture in shown])

    async def _redraw(self, guild_id: int, subject: str) -> None:
        """A posted profile follows its member's wish. Raises what Discord raises, Gone."""
        found = await publishing.find(self.app.db, guild_id, PublishedKind.PROFILE, subject)
        if found is None or found.message_id is None:
            raise Gone("")
        user_id = await profiling.member_shown(self.app.db, guild_id, subject)
        whom = await self._member(guild_id, user_id) if user_id is not None else None
        marks_then = await publishing.count_marks(self.app.db, guild_id)
        with speaking(self.app.servers.settings_of(guild_id).language, to_everybody=True):
            post = _private(user_id) if whom is None else await self._public(guild_id, whom)
        await publishing.note_drawn(self.app.db, found, post.shows, marks_then=marks_then)
        place = self.bot.get_partial_messageable(found.channel_id, guild_id=guild_id)
        message = place.get_partial_message(found.message_id)
        await message.edit(view=post.view, attachments=list(post.files))

    async def _find_shared(self, claim: Publication) -> bool:
        """An answer that nobody noted is followed from now on, where it stands; it is not given again."""
        now, place = self.app.clock(), await standing_answer(self.bot, claim, component_number(int(claim.subject)))
        if place is None:  # that it was not found once is no proof
            await publishing.give_up(self.app.db, claim.guild_id, claim.kind, claim.subject, now=now)
            return True
        members = await publishing.members_shown(self.app.db, claim.guild_id, claim.kind, claim.subject)
        await publishing.settle(
            self.app.db,
            claim.guild_id,
            claim.kind,
            claim.subject,
            place,
            Shows(members=frozenset(members)),
            now=now,
            steps=[Step.RENDER],
        )
        self.bot.posts.look()
        return True

    async def _member(self, guild_id: int, user_id: int) -> discord.Member | None:
        try:
            return await require_guild(self.bot, guild_id).fetch_member(user_id)
        except discord.NotFound:
            return None  # whoever has left shows nothing here

    async def _for_others(self, guild_id: int, user_id: int) -> Profile | None:
        look = self._look(guild_id)
        return await profiling.profile_for_others(self.app.db, user_id, guild_id, look, names_cast=_names_cast)

    async def _posted(self, guild_id: int, user_id: int) -> list[Entry]:
        found = await reading.list_reviews(self.app.db, guild_id, _NOBODY, author_id=user_id)
        posted = [one for one in found if one.review.state is ReviewState.POSTED]
        about = {one.review.series_id: self._look(guild_id)(one.review.series_id) for one in posted}
        return await asyncio.to_thread(judged, posted, about, _NOBODY)

    def _look(self, guild_id: int) -> profiling.Look:
        return lambda series_id: self.app.catalogues.last_known(guild_id, series_id)


def _names_cast(series: Series) -> bool:
    return not is_kept_back(Topic.CAST, series)


def _whose(whom: discord.User | discord.Member) -> Whose:
    return Whose(whom.id, whom.display_name, whom.display_avatar.url)


def _private(user_id: int | None) -> Composed:
    """What stands in the place of a profile that is no longer shown, or whose member is forgotten."""
    return Composed(kept_private(), Shows(members=frozenset({user_id} if user_id is not None else ())))


def _told(user_id: int, entries: Sequence[Entry], profile: Profile) -> Shows:
    """What the profile of a member tells of, without the reviews themselves."""
    series, reviews = {one.id for one, _rating in profile.favourites}, {entry.review.id for entry in entries}
    return Shows(frozenset(series), frozenset({user_id}), frozenset(reviews))
