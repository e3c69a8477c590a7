"""Members' own recommendations: if you liked one series, try another, because."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.notices import Notice, NoticeKind
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Shows
from bot.domain.series import Series
from bot.domain.suggestions import Draft, Suggestion, check_two
from bot.domain.votes import Subject, SubjectKind, Tally
from bot.errors import Gone, NotAllowed
from bot.i18n import _
from bot.services.catalogue.catalogues import Catalogues
from bot.storage import suggestions as storage
from bot.storage.cases import insert_case
from bot.storage.catalogue import canon
from bot.storage.engine.database import Connection, Database
from bot.storage.ledger import calls as ledger
from bot.storage.ledger.posts import Post
from bot.storage.members.privacy import note_removal
from bot.storage.notices import insert_notices
from bot.storage.published import publications, steps
from bot.storage.removals import insert_stray

_DRAFTS_KEPT_FOR = timedelta(days=1)


class Author(Struct, frozen=True):
    """Who recommends, and where it will be posted."""

    user_id: int
    name: str
    guild_id: int
    channel_id: int


async def keep_draft(db: Database, draft: Draft, guild_id: int, user_id: int, *, now: datetime) -> int:
    """Keep a recommendation that its author should read once more; returns the draft's id."""
    async with db.transaction() as connection:
        await storage.delete_drafts(connection, before=now - _DRAFTS_KEPT_FOR)
        return await storage.upsert_draft(connection, draft, guild_id=guild_id, user_id=user_id, at=now)


async def take_draft(db: Database, draft_id: int, guild_id: int, user_id: int) -> Draft:
    """A member's own draft, once. Raises Gone."""
    async with db.transaction() as connection:
        draft = await storage.take_draft(connection, draft_id=draft_id, guild_id=guild_id, user_id=user_id)
    if draft is None:
        raise Gone(_("This was posted or dropped already. Recommend it anew with /suggest."))
    return draft


async def suggest(
    db: Database, draft: Draft, author: Author, *, after_id: int | None = None, now: datetime
) -> Suggestion:
    """Keep a member's recommendation, or its new reason; one a member and pair of series.

    Without a `message_id` it waits to be posted: its message is claimed with it, and is younger than `after_id`.
    Raises UserError where both series were merged into one since they were looked up.
    """
    async with db.transaction() as connection:
        liked_id = await canon.get_meant(connection, guild_id=author.guild_id, series_id=draft.liked_id)
        try_id = await canon.get_meant(connection, guild_id=author.guild_id, series_id=draft.try_id)
        check_two(liked_id, try_id, draft.because)
        suggestion = Suggestion(
            id=0,
            guild_id=author.guild_id,
            liked_id=liked_id,
            try_id=try_id,
            because=draft.because,
            author_id=author.user_id,
            author_name=author.name,
            channel_id=author.channel_id,
            message_id=None,
            created_at=now,
        )
        suggestion_id = await storage.upsert_suggestion(connection, suggestion, at=now)
        kept = await storage.get_suggestion(connection, guild_id=suggestion.guild_id, suggestion_id=suggestion_id)
        assert kept is not None
        if kept.message_id is None:
            await publications.reclaim(
                connection,
                guild_id=kept.guild_id,
                kind=PublishedKind.SUGGESTION,
                subject=str(kept.id),
                channel_id=kept.channel_id,
                after_id=after_id,
                at=now,
            )
        else:
            await _ask_render(connection, kept)
        return kept


async def _ask_render(connection: Connection, suggestion: Suggestion) -> None:
    await steps.ask_step(
        connection,
        guild_id=suggestion.guild_id,
        kind=PublishedKind.SUGGESTION,
        subject=str(suggestion.id),
        step=Step.RENDER,
    )


async def _forget_post(connection: Connection, suggestion: Suggestion) -> None:
    await publications.delete_publication(
        connection, guild_id=suggestion.guild_id, kind=PublishedKind.SUGGESTION, subject=str(suggestion.id)
    )


async def mark_posted(db: Database, suggestion: Suggestion, place: PostAddress, *, drawn: bool, now: datetime) -> bool:
    """Its message is there, and votes on it count. False where it was deleted meanwhile: then the message has to go.

    `drawn`: the message says what `suggestion` does. It is drawn anew where it may not, or has another reason by now.
    """
    post = Post(
        message_id=place.message_id,
        guild_id=suggestion.guild_id,
        channel_id=place.channel_id,
        parent_id=place.parent_id,
        subject=Subject(SubjectKind.SUGGESTION, suggestion.id),
        series_id=suggestion.try_id,
        author_id=suggestion.author_id,
        posted_at=now,
    )
    async with db.transaction() as connection:
        found = await storage.get_suggestion(connection, guild_id=suggestion.guild_id, suggestion_id=suggestion.id)
        if found is None:
            await note_removal(connection, suggestion.guild_id, place.channel_id, place.message_id, at=now)
            return False
        await storage.mark_suggestion_posted(
            connection, suggestion_id=suggestion.id, channel_id=place.channel_id, message_id=place.message_id
        )
        await ledger.insert_post(connection, post, shown=Tally())
        await publications.settle(
            connection,
            guild_id=suggestion.guild_id,
            kind=PublishedKind.SUGGESTION,
            subject=str(suggestion.id),
            place=place,
            shows=Shows(frozenset({suggestion.liked_id, suggestion.try_id}), frozenset({suggestion.author_id})),
            at=now,
            steps=[Step.OFFER] if drawn and found.because == suggestion.because else [Step.OFFER, Step.RENDER],
        )
        return True


async def withdraw(db: Database, suggestion: Suggestion, *, now: datetime, may_stand: bool = False) -> None:
    """It could not be posted: nothing is kept. Where it `may_stand` all the same, its message is looked for some more,
    to take it down."""
    async with db.transaction() as connection:
        if may_stand:
            await insert_stray(
                connection,
                guild_id=suggestion.guild_id,
                kind=PublishedKind.SUGGESTION,
                subject=str(suggestion.id),
                at=now,
            )
        await _forget_post(connection, suggestion)
        await storage.delete_suggestion(connection, suggestion_id=suggestion.id)


async def get(db: Database, guild_id: int, suggestion_id: int) -> Suggestion:
    """A recommendation of this server. Raises Gone."""
    async with db.reading() as connection:
        return await _standing(connection, guild_id, suggestion_id)


async def _standing(connection: Connection, guild_id: int, suggestion_id: int) -> Suggestion:
    found = await storage.get_suggestion(connection, guild_id=guild_id, suggestion_id=suggestion_id)
    if found is None:
        raise Gone(_("This recommendation was taken back."))
    return found


async def take_back(
    db: Database, guild_id: int, suggestion_id: int, user_id: int, *, is_moderator: bool, now: datetime
) -> Suggestion:
    """Its author, or a moderator, takes a recommendation back. Raises Gone, NotAllowed.

    Its message is noted for removal in the same transaction, or looked for where nobody knows yet whether it was sent;
    what a moderator takes back stands in the log.
    """
    async with db.transaction() as connection:
        suggestion = await _standing(connection, guild_id, suggestion_id)
        if suggestion.author_id != user_id and not is_moderator:
            raise NotAllowed(_("Only its author, or a moderator, can take it back."))
        if suggestion.message_id is not None:
            await ledger.delete_posts(connection, guild_id, [suggestion.message_id])
            await note_removal(connection, guild_id, suggestion.channel_id, suggestion.message_id, at=now)
        else:
            kind, subject = PublishedKind.SUGGESTION, str(suggestion.id)
            await insert_stray(connection, guild_id=guild_id, kind=kind, subject=subject, at=now)
        await _forget_post(connection, suggestion)
        await storage.delete_suggestion(connection, suggestion_id=suggestion_id)
        if suggestion.author_id != user_id:
            await insert_case(
                connection,
                guild_id=guild_id,
                actor_id=user_id,
                action="suggestion.removed",
                subject=f"{suggestion.liked_id} → {suggestion.try_id}",
                series_id=suggestion.try_id,
                member_id=suggestion.author_id,
                at=now,
            )
            fields = {"series_id": suggestion.try_id}
            told = Notice(suggestion.author_id, guild_id, NoticeKind.SUGGESTION_REMOVED, fields)
            await insert_notices(connection, [told], at=now)
    return suggestion


async def list_for(
    connection: Connection, catalogues: Catalogues, guild_id: int, series_id: str
) -> tuple[tuple[Suggestion, Series], ...]:
    """This server's recommendations from and to a series, each with the other one, the most helpful first."""
    found = await storage.list_suggestions(connection, guild_id=guild_id, series_id=series_id)
    pairs = (
        (one, catalogues.get(guild_id, one.try_id if one.liked_id == series_id else one.liked_id)) for one in found
    )
    return tuple((one, other) for one, other in pairs if other is not None)


async def mark_shown(db: Database, suggestion: Suggestion, *, now: datetime) -> None:
    """The post shows this tally now."""
    if suggestion.message_id is None:
        return
    tally = Tally(suggestion.helpful, suggestion.not_helpful)
    async with db.transaction() as connection:
        await ledger.mark_shown(connection, suggestion.message_id, tally, at=now)
