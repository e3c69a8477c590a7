"""Which columns hold a member's id, and what becomes of each row when the member has their data deleted.

A test lists every column of the real schema and fails for one that is neither here nor among those that never
hold a member's id: whoever adds a table says here how it forgets.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from bot.i18n import N_


class Forgetting(StrEnum):
    """What deletion does to a row."""

    ERASE = "erase"  # the row goes
    RENAME = "rename"  # the row stays, under a number that leads to nobody: others' standing rests on it
    BLANK = "blank"  # the row belongs to the server; the member's id in it becomes "somebody who left"
    KEEP = "keep"  # the row stays until its time is over; why is said in docs/privacy.md


class Holding(Struct, frozen=True):
    """A column that holds a member's id."""

    table: str
    column: str
    forgetting: Forgetting
    words: str  # what the rows are, as /privacy show says it
    server: str | None = "guild_id"  # SQL for the server that a row belongs to; None: it belongs to the member
    key: tuple[str, ...] = ()  # with `column` the row's unique key; needed where rows are renamed
    clears: tuple[
        tuple[str, str | None], ...
    ] = ()  # the member's or a moderator's words beside it, and what replaces them


_OF_REVIEW: Final = "(SELECT guild_id FROM reviews WHERE reviews.id = {table}.review_id)"

HOLDINGS: Final[tuple[Holding, ...]] = (
    Holding("reviews", "author_id", Forgetting.ERASE, N_("reviews you wrote, with their earlier versions")),
    Holding("review_drafts", "user_id", Forgetting.ERASE, N_("drafts of reviews")),
    Holding("progress", "user_id", Forgetting.ERASE, N_("series you keep your place in"), server=None),
    Holding("ratings", "user_id", Forgetting.ERASE, N_("ratings of your own"), server=None),
    Holding("watch_notes", "user_id", Forgetting.ERASE, N_("days and notes about what you watched"), server=None),
    Holding("list_imports", "user_id", Forgetting.ERASE, N_("lists you brought along"), server=None),
    Holding("list_entries", "user_id", Forgetting.ERASE, N_("series on lists you brought along"), server=None),
    Holding("reminders", "user_id", Forgetting.ERASE, N_("series whose new episodes you are told of"), server=None),
    Holding(
        "review_openings",
        "user_id",
        Forgetting.RENAME,
        N_("reviews you opened (each counts once)"),
        server=_OF_REVIEW.format(table="review_openings"),
        key=("review_id",),
    ),
    Holding(
        "spoils_me",
        "user_id",
        Forgetting.RENAME,
        N_("reviews of which you said that they spoil you"),
        server=_OF_REVIEW.format(table="spoils_me"),
        key=("review_id",),
    ),
    Holding(
        "votes",
        "user_id",
        Forgetting.RENAME,
        N_("votes on what others wrote"),
        key=("subject_kind", "subject_id"),
    ),
    Holding(
        "reaction_presence",
        "user_id",
        Forgetting.RENAME,
        N_("reactions those votes come from"),
        key=("message_id", "emoji", "reaction_type"),
    ),
    Holding(
        "voters",
        "user_id",
        Forgetting.RENAME,
        N_(
            "servers where you voted; your roles and since when you are there, only where their voting rules ask"
            " for them"
        ),
        key=("guild_id",),
    ),
    Holding(
        "touched_presence",
        "user_id",
        Forgetting.ERASE,
        N_("reactions that are being counted right now"),
        server="(SELECT guild_id FROM posts WHERE posts.message_id = touched_presence.message_id)",
    ),
    Holding("posts", "author_id", Forgetting.ERASE, N_("messages that show what you wrote")),
    Holding(
        "review_reports",
        "reporter_id",
        Forgetting.RENAME,
        N_("reports you sent to moderators"),
        key=("review_id",),
        clears=(("note", ""),),
    ),
    Holding("review_reports", "closed_by", Forgetting.BLANK, N_("reports you decided as a moderator")),
    Holding(
        "review_restraints",
        "author_id",
        Forgetting.KEEP,
        N_("what moderators decided about your reviews, without the text"),
    ),
    Holding("review_bars", "user_id", Forgetting.KEEP, N_("until when moderators barred you from reviewing")),
    Holding("review_bars", "barred_by", Forgetting.BLANK, N_("members you barred as a moderator")),
    Holding(
        "discussion_warnings",
        "user_id",
        Forgetting.ERASE,
        N_("threads that told you they are beyond your progress"),
        server="(SELECT guild_id FROM discussion_places WHERE discussion_places.id = discussion_warnings.place_id)",
    ),
    Holding("place_openings", "user_id", Forgetting.ERASE, N_("places to talk that you opened in the last day")),
    Holding("departures", "user_id", Forgetting.ERASE, N_("servers you left that forget who leaves")),
    Holding("discussion_mutes", "user_id", Forgetting.ERASE, N_("servers whose threads do not warn you")),
    Holding("watch_members", "user_id", Forgetting.ERASE, N_("groups you watch with")),
    Holding("watch_parties", "started_by", Forgetting.BLANK, N_("groups you started")),
    Holding("recommendation_requests", "user_id", Forgetting.ERASE, N_("questions for something to watch")),
    Holding("refusals", "user_id", Forgetting.ERASE, N_("series you do not want to be shown"), server=None),
    Holding("avoided_notes", "user_id", Forgetting.ERASE, N_("what you would rather not meet"), server=None),
    Holding(
        "kept_topics", "user_id", Forgetting.ERASE, N_("what I keep back from you until you are there"), server=None
    ),
    Holding("taste_consents", "user_id", Forgetting.ERASE, N_("servers where your taste may be compared")),
    Holding("profile_shares", "user_id", Forgetting.ERASE, N_("servers that may look at your profile")),
    Holding("suggestions", "author_id", Forgetting.ERASE, N_("recommendations you wrote")),
    Holding("suggestion_drafts", "user_id", Forgetting.ERASE, N_("recommendations that you have not posted yet")),
    Holding(
        "kept_forms",
        "user_id",
        Forgetting.ERASE,
        N_("forms that could not be taken, and lists whose columns are being explained, for a day"),
    ),
    Holding("notices", "user_id", Forgetting.ERASE, N_("messages that wait for you")),
    Holding("settings_imports", "user_id", Forgetting.ERASE, N_("settings files you uploaded")),
    Holding(
        "audit_log",
        "member_id",
        Forgetting.BLANK,
        N_("what moderators did about you or what you wrote"),
        clears=(("before", None), ("after", None), ("reason", "")),
    ),
    Holding("audit_log", "actor_id", Forgetting.BLANK, N_("what you did as an admin, editor or moderator")),
    Holding("guild_settings", "changed_by", Forgetting.BLANK, N_("settings you changed")),
    Holding("feature_switches", "changed_by", Forgetting.BLANK, N_("features you switched")),
    Holding("canon_series", "changed_by", Forgetting.BLANK, N_("series you added or corrected")),
    Holding("canon_aliases", "added_by", Forgetting.BLANK, N_("names of series you added")),
    Holding("canon_lineage", "added_by", Forgetting.BLANK, N_("links between series you added")),
    Holding(
        "published_shows",
        "member_id",
        Forgetting.ERASE,
        N_("messages of mine in which you or what you wrote are named"),
    ),
    Holding("merged_series", "merged_by", Forgetting.BLANK, N_("series you merged")),
)

# Columns that never hold a member's id, whatever table they are in. Texts among them are written by members or
# by the program and name nobody by id; JSON in them is checked where it is written (`insert_audit`, `Notice`).
NEVER_MEMBERS: Final[frozenset[str]] = frozenset(
    """
    id guild_id channel_id message_id thread_id parent_id series_id source_id target_id old_id new_id review_id
    subject_id subject_kind kind state outcome reason hidden_reason name value feature is_on action subject before
    after fields change alias note removed sha256 file tried status episode rewatches shared rating story acting
    music rewatch headline body spoiler_free horizon hidden_from stage stage_episode language author_name comments
    version emoji reaction_type sequence carried is_bot role_ids helpful not_helpful counted not_counted had_seen
    shown_helpful shown_not_helpful has_carried votes place_id party_id event_id pace every_days first_on local_time
    as_aired has_poster called
    written gone marks
    time_zone quorum fingerprint month first_episode next_episode wants_ping scale points week liked mood dropped
    seen term liked_id try_id because form_key form published_id after_id step
    import_id number service entry candidates started_on finished_on
    seen_before counts floor sketch missing_again topic revision accepted case_number batch_id
    request etag
    claim given looked banned called
    """.split()  # noqa: SIM905 (a list of this length reads better as words)
)


def never_holds_members(column: str) -> bool:
    """Whether a column of this name never holds a member's id: those above, and moments."""
    return column in NEVER_MEMBERS or column.endswith("_at")
