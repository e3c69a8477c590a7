"""Every setting of a server, declared once: its default, what is allowed, its words and its place in the panel.

Checking, the settings file, the panel, `/config show` and docs/settings.md follow from these lines. To add a
setting, add a line here and the code that obeys it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from bot.domain.emoji import setting_emoji_key
from bot.domain.settings.channel_rules import ChannelRule, ChannelRules
from bot.domain.settings.emoji import Emoji, ManyEmoji
from bot.domain.settings.kind import ChannelType, Kind, declare, kind_of
from bot.domain.settings.kinds import Choice, Language, Lines, Number
from bot.domain.settings.places import Channel, Roles
from bot.domain.settings.sections import Section
from bot.domain.settings.zones import Zone
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import N_, _, _n, labelled

_TEXT: Final = (ChannelType.TEXT,)
_TEXT_OR_FORUM: Final = (ChannelType.TEXT, ChannelType.FORUM)
_TEXT_OR_NEWS: Final = (ChannelType.TEXT, ChannelType.NEWS)
_DAYS_OFFERED: Final = (0, 1, 3, 7, 14, 30, 60, 90, 180, 365)


def _days(count: int) -> str:
    return _n("{count} day", "{count} days", count)


def _members(count: int) -> str:
    return _n("{count} member", "{count} members", count)


def _places(count: int) -> str:
    return _n("{count} place", "{count} places", count)


def _groups(count: int) -> str:
    return _n("{count} group", "{count} groups", count)


def _reports(count: int) -> str:
    return _n("{count} report", "{count} reports", count)


_VOTES_COUNTED: Final = Choice(
    section=Section.VOTES,
    label=N_("Votes on posts"),
    default="count",
    values={"count": N_("Count"), "leave-out": N_("Don't count")},
)
_VOTERS: Final = Roles(
    section=Section.VOTES,
    label=N_("Whose votes count"),
    hint=N_("None chosen: everybody's."),
    none=N_("everybody's"),
    is_open=True,
)
_MIN_ACCOUNT_AGE: Final = Number(
    section=Section.VOTES,
    label=N_("Days an account has to exist before its votes count"),
    default=0,
    low=0,
    high=365,
    unit=_days,
    offered=_DAYS_OFFERED,
    none=N_("no waiting"),
)
_MIN_MEMBERSHIP: Final = Number(
    section=Section.VOTES,
    label=N_("Days somebody has to be here before their votes count"),
    default=0,
    low=0,
    high=365,
    unit=_days,
    offered=_DAYS_OFFERED,
    none=N_("no waiting"),
)
_LISTED_REVIEWS: Final = Choice(
    section=Section.VOTES,
    label=N_("Reviews in top lists and the digest"),
    default="listed",
    values={"listed": N_("Are in them"), "left-out": N_("Are left out")},
)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The settings of one server; channels and roles by id. None and () mean "not set".

    The order is that of the panel, of `/config show`, of the file and of the docs.
    """

    review_channel_id: int | None = declare(
        Channel(
            section=Section.CHANNELS,
            label=N_("Reviews go to"),
            hint=N_("A text channel or a forum. Not set: where the review is written."),
            takes=_TEXT_OR_FORUM,
            names=("review", "rezension", "reseñ", "critique", "리뷰", "レビュー", "感想"),
        )
    )
    discussion_channel_id: int | None = declare(
        Channel(
            section=Section.CHANNELS,
            label=N_("Episode threads open in"),
            hint=N_("A text channel or a forum. Not set: where somebody asks for the thread."),
            takes=_TEXT_OR_FORUM,
            names=("episode", "discussion", "watch", "drama-talk", "spoiler"),
        )
    )
    moderation_channel_id: int | None = declare(
        Channel(
            section=Section.CHANNELS,
            label=N_("Reports go to"),
            hint=N_("Only your moderators should see it. Not set: /moderation queue lists them."),
            takes=_TEXT,
            is_private=True,
            names=("report", "mod-queue", "moderat", "mods", "mod-", "staff", "backstage"),
        )
    )
    digest_channel_id: int | None = declare(
        Channel(
            section=Section.CHANNELS,
            label=N_("The digest goes to"),
            hint=N_("For the weekly digest and the monthly top lists."),
            takes=_TEXT_OR_NEWS,
        )
    )
    audit_channel_id: int | None = declare(
        Channel(
            section=Section.CHANNELS,
            label=N_("The log of changes goes to"),
            hint=N_("Not set: /audit shows it."),
            takes=_TEXT,
            is_private=True,
            names=("audit", "mod-log", "modlog", "bot-log", "log"),
        )
    )
    reviewer_role_ids: tuple[int, ...] = declare(
        Roles(
            section=Section.ROLES,
            label=N_("Who may review"),
            hint=N_("None chosen: everybody."),
            none=N_("everybody"),
            is_open=True,
        )
    )
    moderator_role_ids: tuple[int, ...] = declare(
        Roles(
            section=Section.ROLES,
            label=N_("Moderators"),
            hint=N_("Besides everybody who may manage this server."),
            none=N_("only who may manage this server"),
        )
    )
    catalogue_role_ids: tuple[int, ...] = declare(
        Roles(
            section=Section.ROLES,
            label=N_("Who keeps the catalogue"),
            hint=N_("Besides everybody who may manage this server."),
            none=N_("only who may manage this server"),
        )
    )
    spoiler_policy: str = declare(
        Choice(
            section=Section.REVIEWS,
            label=N_("Spoilers in a review"),
            default="in-place",
            values={
                "in-place": N_("Stay in the post, behind bars to click"),
                "on-request": N_("Are never in the channel; “Read” sends them privately"),
            },
        )
    )
    spoils_me_threshold: int = declare(
        Number(
            section=Section.REVIEWS,
            label=N_("Presses of “This spoils me” that hide a review"),
            default=3,
            low=1,
            high=50,
            unit=_members,
            offered=(1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50),
        )
    )
    reports_per_day: int = declare(
        Number(
            section=Section.MODERATION,
            label=N_("Reports that one member may send in a day"),
            default=10,
            low=1,
            high=100,
            unit=_reports,
            offered=(1, 3, 5, 10, 20, 50, 100),
        )
    )
    reason_templates: tuple[str, ...] = declare(
        Lines(
            section=Section.MODERATION,
            label=N_("Reasons to pick from"),
            hint=N_("Offered where moderators hide, delete, warn or bar; whoever it is about is told."),
            most=20,
            longest=100,
        )
    )
    forget_leavers_days: int = declare(
        Number(
            section=Section.MODERATION,
            label=N_("Days after which I forget who has left"),
            hint=N_("What they wrote here goes, as with /privacy delete. Who comes back before that keeps everything."),
            default=0,
            low=0,
            high=365,
            unit=_days,
            offered=_DAYS_OFFERED,
            none=N_("never"),
        )
    )
    forget_banned: str = declare(
        Choice(
            section=Section.MODERATION,
            label=N_("What people wrote who are banned here"),
            default="keep",
            values={"keep": N_("Stays"), "erase": N_("Goes at once")},
        )
    )
    closed_channels: str = declare(
        Choice(
            section=Section.REVIEWS,
            label=N_("Members who may not write in a channel"),
            hint=N_("Allow it where a channel for reviews is closed to members, so that only I post there."),
            default="refuse",
            values={
                "refuse": N_("Post nothing there through me"),
                "allow": N_("May post there through me, if they may write where they ask"),
            },
        )
    )
    rating_style: str = declare(
        Choice(
            section=Section.REVIEWS,
            label=N_("How ratings look"),
            default="ten",
            values={"ten": N_("Out of 10, with halves"), "stars": N_("Out of 5 stars, with halves")},
        )
    )
    helpful_emoji: str = declare(Emoji(section=Section.VOTES, label=N_("Emoji for helpful"), default="👍"))
    more_helpful_emoji: tuple[str, ...] = declare(
        ManyEmoji(
            section=Section.VOTES,
            label=N_("Other emoji that count as helpful"),
            hint=N_("Whoever reacts with one of them votes as with the emoji for helpful; one vote a member."),
            most=5,
        )
    )
    not_helpful_emoji: str = declare(Emoji(section=Section.VOTES, label=N_("Emoji for not helpful"), default="👎"))
    votes_counted: str = declare(_VOTES_COUNTED)
    voter_role_ids: tuple[int, ...] = declare(_VOTERS)
    min_account_age_days: int = declare(_MIN_ACCOUNT_AGE)
    min_membership_days: int = declare(_MIN_MEMBERSHIP)
    leavers_votes: str = declare(
        Choice(
            section=Section.VOTES,
            label=N_("Votes of people who leave"),
            default="keep",
            values={"keep": N_("Keep counting"), "drop": N_("Stop counting")},
        )
    )
    listed_reviews: str = declare(_LISTED_REVIEWS)
    channel_rules: tuple[ChannelRule, ...] = declare(
        ChannelRules(
            section=Section.VOTES,
            label=N_("Rules of single channels"),
            hint=N_("What a channel decides counts there and in its threads; all else is as in the whole server."),
            of={
                "votes_counted": _VOTES_COUNTED,
                "voter_role_ids": _VOTERS,
                "min_account_age_days": _MIN_ACCOUNT_AGE,
                "min_membership_days": _MIN_MEMBERSHIP,
                "listed_reviews": _LISTED_REVIEWS,
            },
        )
    )
    digest: str = declare(
        Choice(
            section=Section.COMMUNITY,
            label=N_("Weekly digest"),
            default="off",
            values={"off": N_("Off"), "weekly": N_("Every week")},
        )
    )
    monthly_top: str = declare(
        Choice(
            section=Section.COMMUNITY,
            label=N_("Monthly top lists"),
            default="off",
            values={"off": N_("Off"), "monthly": N_("Every month")},
        )
    )
    opener_role_ids: tuple[int, ...] = declare(
        Roles(
            section=Section.PLACES,
            label=N_("Who may open places to talk and groups"),
            hint=N_("None chosen: everybody. Whoever asks for a place that is open gets there in any case."),
            none=N_("everybody"),
            is_open=True,
        )
    )
    places_per_day: int = declare(
        Number(
            section=Section.PLACES,
            label=N_("Places that one member may open in a day"),
            hint=N_("Moderators are not counted, nor are episodes that a group opens."),
            default=5,
            low=1,
            high=200,
            unit=_places,
            offered=(1, 2, 3, 5, 10, 20, 50, 100, 200),
        )
    )
    groups_at_once: int = declare(
        Number(
            section=Section.PLACES,
            label=N_("Groups that one member may keep running"),
            hint=N_("Moderators are not counted."),
            default=2,
            low=1,
            high=50,
            unit=_groups,
            offered=(1, 2, 3, 5, 10, 20, 50),
        )
    )
    episode_polls: str = declare(
        Choice(
            section=Section.COMMUNITY,
            label=N_("A poll in each episode thread"),
            default="off",
            values={"off": N_("Off"), "on": N_("On")},
        )
    )
    learn_from: str = declare(
        Choice(
            section=Section.COMMUNITY,
            label=N_("Recommendations learn from"),
            default="everyone",
            values={"everyone": N_("Everybody who uses this bot"), "server": N_("Members of this server only")},
        )
    )
    language: str = declare(Language(section=Section.LANGUAGE, label=N_("Language of public posts"), default="en"))
    time_zone: str = declare(Zone(section=Section.LANGUAGE, label=N_("Time zone"), default="UTC"))

    def in_channel(self, channel_id: int | None) -> ServerSettings:
        """The settings as they are in one channel; a thread follows the channel that it hangs in."""
        own = {rule.name: rule.value for rule in self.channel_rules if rule.channel_id == channel_id}
        return replace(self, channel_rules=(), **own) if own else self


SETTINGS: Final[Mapping[str, Kind[Any]]] = {f.name: kind_of(f.metadata) for f in fields(ServerSettings)}
_EMOJI: Final = tuple(name for name, kind in SETTINGS.items() if isinstance(kind, Emoji | ManyEmoji))


def setting(name: str) -> Kind[Any]:
    """What was declared as `name`. Raises UserError for a name that is no setting."""
    if name not in SETTINGS:
        raise UserError(_("“{name}” is not a setting. /config show lists them all.", name=quoted(name)))
    return SETTINGS[name]


def settings_on(section: Section) -> list[str]:
    """The settings of one page of the panel, by name, in order."""
    return [name for name, kind in SETTINGS.items() if kind.section is section]


def rule_kind(name: str) -> Kind[Any]:
    """A setting that single channels may decide. Raises UserError for any other."""
    rules = SETTINGS["channel_rules"]
    if not isinstance(rules, ChannelRules) or name not in rules.of:
        raise UserError(_("“{name}” is not a setting. /config show lists them all.", name=quoted(name)))
    return rules.of[name]


def rule_words(rule: ChannelRule) -> str:
    """What a channel decides by itself, as one line: “Whose votes count: @Regulars”."""
    kind = SETTINGS[rule.name]
    return labelled(kind.title, kind.words(rule.value))


def check_setting(name: str, value: object) -> Any:
    """`value` as the setting `name` keeps it. Raises UserError naming the value and what is allowed."""
    return setting(name).check(value)


def check_together(settings: ServerSettings) -> None:
    """Raises UserError where two values do not go together: an emoji that stands for both votes."""
    helpful = {setting_emoji_key(emoji) for emoji in (settings.helpful_emoji, *settings.more_helpful_emoji)}
    emoji = settings.not_helpful_emoji
    if setting_emoji_key(emoji) in helpful:
        raise UserError(_("{emoji} can't stand for both votes: pick another emoji for one of them.", emoji=emoji))


def reconciled(settings: ServerSettings) -> tuple[ServerSettings, dict[str, str]]:
    """`settings` with defaults for those that do not go together, and why, by name; for what older versions took."""
    try:
        check_together(settings)
    except UserError as error:
        defaults = {name: SETTINGS[name].default for name in _EMOJI}
        changed = [name for name in _EMOJI if getattr(settings, name) != defaults[name]]
        for names in (changed[-1:], changed):  # the last one alone, if that is enough
            mended = replace(settings, **{name: defaults[name] for name in names})
            if not _clash(mended):
                return mended, dict.fromkeys(names, error.message)
    return settings, {}


def _clash(settings: ServerSettings) -> bool:
    try:
        check_together(settings)
    except UserError:
        return True
    return False
