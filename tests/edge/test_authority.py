"""Who may do what: every command and component, tried as everybody, at the moment of the deed.

The table below is the promise. A command or component that is not in it fails the tests: say who may use it.
"""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio

from bot.domain.settings import SetTo
from bot.services.moderation import review_bans
from bot.storage.engine.moving import layout
from tests.edge.doors import MANAGE_GUILD, MANAGE_MESSAGES, Doors, Person
from tests.loopback.hall import Hall, insert_review
from tests.loopback.postgres import elsewhere

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

EVERYONE, REVIEWER, EDITOR = "everyone", "reviewer", "editor"
MODERATOR, MANAGER, OWNER = "moderator", "manager", "owner"

# The six who come to each door. The server of this test lets only the role Regular review, and has roles for
# moderators and for editors of the catalogue. "foreign" is an admin, in another server.
OWNER_OF_BOT, ADMIN, MOD, EDIT, MEMBER, BARRED, OUTSIDER, FOREIGN = (
    "owner", "admin", "moderator", "editor", "member", "barred", "no reviewer", "foreign"
)  # fmt: skip
LET_IN: dict[str, set[str]] = {
    EVERYONE: {OWNER_OF_BOT, ADMIN, MOD, EDIT, MEMBER, BARRED, OUTSIDER, FOREIGN},
    # A bar is checked with the deed itself, as it ends by itself: test_a_barred_member_reviews_nothing.
    REVIEWER: {OWNER_OF_BOT, ADMIN, MEMBER, BARRED, FOREIGN},
    EDITOR: {OWNER_OF_BOT, ADMIN, EDIT, FOREIGN},
    MODERATOR: {OWNER_OF_BOT, ADMIN, MOD, FOREIGN},
    MANAGER: {OWNER_OF_BOT, ADMIN, FOREIGN},
    OWNER: {OWNER_OF_BOT},
}

WHO_MAY: dict[str, str] = {}


def may(who: str, names: str) -> None:
    WHO_MAY.update(dict.fromkeys((line.strip() for line in names.strip().splitlines()), who))


may(
    EVERYONE,
    """
    /about
    /calendar
    /discuss
    /export
    /help
    /import anilist
    /import file
    /import last
    /import text
    /privacy delete
    /privacy export
    /privacy show
    /profile
    /progress list
    /progress next
    /progress privacy
    /progress set
    /recommend
    /remind
    /review mine
    /review read
    /review why
    /series
    /suggest
    /taste
    /top reviewers
    /top reviews
    /top series
    /watch end
    /watch start
    /watch status
    /watchlist
    About my vote
    Report this review
    calendar.remind
    digest.threads
    discuss.go
    discuss.loud
    discuss.mine
    discuss.open
    discuss.quiet
    discuss.seen
    discuss.watched
    episodes.open
    episodes.turn
    further.choose
    further.look
    lineage.open
    lineage.walk
    lists.choose
    lists.column
    lists.columns
    lists.further
    lists.page
    lists.paste
    lists.read
    lists.report
    lists.undo
    privacy.ask
    privacy.delete
    privacy.export
    privacy.keep
    progress.again
    profile.share
    profile.show
    progress.ask
    progress.back
    progress.forget
    progress.list
    progress.next
    progress.note
    progress.noted
    progress.open
    progress.rate
    progress.share
    progress.shared
    progress.status
    progress.tap
    progress.tell
    progress.tick
    progress.undo
    progress.watchlist
    progress.wishes
    recommend.again
    recommend.allow
    recommend.also
    recommend.avoid
    recommend.avoided
    recommend.drop
    recommend.loved
    recommend.more
    recommend.no
    recommend.off
    recommend.phrase
    recommend.plan
    recommend.search
    recommend.seen
    recommend.similar
    recommend.surprise
    recommend.typed
    recommend.unavoid
    recommend.undo
    recommend.why
    reports.open
    reports.send
    reviews.by
    reviews.byturn
    reviews.check
    reviews.comment
    reviews.delete
    reviews.discard
    reviews.filter
    reviews.giveback
    reviews.history
    reviews.keepit
    reviews.list
    reviews.look
    reviews.mine
    reviews.own
    reviews.page
    reviews.read
    reviews.reallydiscard
    reviews.restore
    reviews.reveal
    reviews.spoils
    reviews.turn
    reviews.why
    series.choose
    series.open
    suggest.anyway
    suggest.delete
    suggest.drop
    taste.agree
    taste.withdraw
    top.month
    watch.end
    watch.join
    watch.keep
    watch.leave
    watch.ping
    watch.resume
    watch.who
    """,
)
may(
    REVIEWER,
    """
    /review write
    Make this my review
    reviews.about
    reviews.adopt
    reviews.boxes
    reviews.draft
    reviews.edit
    reviews.extras
    reviews.file
    reviews.fine
    reviews.fromhere
    reviews.goon
    reviews.hidefrom
    reviews.language
    reviews.more
    reviews.name
    reviews.post
    reviews.scores
    reviews.sentence
    reviews.text
    reviews.tidy
    reviews.untidy
    reviews.upload
    reviews.write
    """,
)
may(
    EDITOR,
    """
    /catalogue add
    /catalogue alias
    /catalogue edit
    /catalogue lineage
    /catalogue merge
    /catalogue remove
    catalogue.add
    catalogue.added
    catalogue.edited
    catalogue.keep
    catalogue.merge
    catalogue.remove
    catalogue.undo
    """,
)
may(
    MODERATOR,
    """
    /audit
    /moderation bar
    /moderation bars
    /moderation history
    /moderation queue
    /moderation reason
    /moderation unbar
    audit.file
    audit.page
    audit.unfold
    moderation.bar
    moderation.barred
    moderation.delete
    moderation.gone
    moderation.hidden
    moderation.hide
    moderation.history
    moderation.keep
    moderation.older
    moderation.open
    moderation.reason
    moderation.reasoned
    moderation.restore
    moderation.undo
    moderation.warn
    moderation.warned
    moderation.who
    moderation.widen
    moderation.widened
    """,
)
may(
    MANAGER,
    """
    /config features
    /config import
    /config panel
    /config reconcile
    /config setup
    /config show
    config.apply
    config.discard
    config.feature
    config.open
    config.policy
    config.really
    config.rule
    config.rules
    config.section
    config.set
    config.suggested
    config.type
    config.typed
    config.undo
    config.unrule
    config.where
    """,
)
may(
    OWNER,
    """
    /owner load
    /owner reload
    /owner unload
    """,
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def doors(hall: Hall) -> Doors:
    wishes = [
        SetTo("reviewer_role_ids", (hall.role("Regular"),)),
        SetTo("catalogue_role_ids", (hall.role("Linger"),)),
        SetTo("moderator_role_ids", (hall.role("Moderator"),)),
    ]
    await hall.app.servers.apply(hall.guild_id, wishes, actor_id=1)
    return Doors(hall.client)


def people(hall: Hall) -> dict[str, Person]:
    def who(name: str) -> int:
        return int(hall.member(name).id)

    home, away = hall.guild_id, int(hall.discord.guild_id("Drama Harbour"))
    application = hall.client.application
    assert application is not None
    return {
        OWNER_OF_BOT: Person(application.owner.id, home, MANAGE_GUILD),
        ADMIN: Person(who("haruka"), home, MANAGE_GUILD),
        MOD: Person(who("theo"), home, MANAGE_MESSAGES, (hall.role("Moderator"),)),
        EDIT: Person(who("pablo"), home, 0, (hall.role("Linger"),)),
        MEMBER: Person(who("alice"), home, 0, (hall.role("Regular"),)),
        BARRED: Person(who("nok"), home, 0, (hall.role("Regular"),)),
        OUTSIDER: Person(who("pablo"), home),
        FOREIGN: Person(who("linh"), away, MANAGE_GUILD),
    }


async def test_every_command_and_component_is_in_the_table(doors: Doors) -> None:
    there = {*doors.commands(), *doors.routes()}
    assert there - set(WHO_MAY) == set(), "say in WHO_MAY who may use these"
    assert set(WHO_MAY) - there == set(), "these are gone: take them out of WHO_MAY"


@pytest.mark.parametrize("who", [OWNER_OF_BOT, ADMIN, MOD, EDIT, MEMBER, BARRED, OUTSIDER, FOREIGN])
async def test_everybody_is_let_in_where_the_table_says_and_nowhere_else(hall: Hall, doors: Doors, who: str) -> None:
    person, lobby = people(hall)[who], int(hall.channel("#lobby"))
    wrong = []
    for name in {*doors.commands(), *doors.routes()} & set(WHO_MAY):
        said = await doors.answer(name, person, lobby)
        if bool(said) is (who in LET_IN[WHO_MAY[name]]):
            wrong.append(f"{name}: {said or 'let in'}")
    assert wrong == []


async def test_a_role_that_was_taken_away_counts_at_the_next_press(hall: Hall, doors: Doors) -> None:
    """An old panel in somebody's hands is worth nothing."""
    moderator, lobby = people(hall)[MOD], int(hall.channel("#lobby"))
    assert await doors.answer("moderation.hide", moderator, lobby) == ""
    await hall.app.servers.apply(hall.guild_id, [SetTo("moderator_role_ids", ())], actor_id=1)
    assert "moderators" in await doors.answer("moderation.hide", moderator, lobby)
    await hall.app.servers.apply(hall.guild_id, [SetTo("moderator_role_ids", moderator.role_ids)], actor_id=1)


async def test_the_bots_owner_is_nobody_special_in_other_servers(hall: Hall, doors: Doors) -> None:
    owner = people(hall)[OWNER_OF_BOT]
    elsewhere = Person(owner.user_id, int(hall.discord.guild_id("Drama Harbour")), MANAGE_GUILD)
    for name in ("/owner load", "/owner unload", "/owner reload"):
        assert "in their own server" in await doors.answer(name, elsewhere, 1)


async def test_a_barred_member_reviews_nothing(hall: Hall, doors: Doors) -> None:
    person, lobby = people(hall)[BARRED], int(hall.channel("#lobby"))
    await review_bans.ban_from_reviewing(hall.db, hall.guild_id, person.user_id, 1, days=3, now=hall.app.clock())
    series = "where-your-eyes-linger-kr-2020"
    for action, arguments in (("reviews.write", [series]), ("reviews.post", [series])):
        said = await doors.press(action, arguments, ["x"], person, lobby)
        assert "barred you from reviewing" in said, action
    reply = await hall.member("nok").command("/review write", series=series)
    assert "barred you from reviewing" in reply.text


def rows_of_server(hall: Hall, guild_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that belongs to a server, whatever tables there are."""
    # Meanwhile the bot itself sends notices, and posts entries of the log.
    columns = {"audit_log": "id, guild_id, actor_id, action, subject, before, after, member_id, done_at"}
    tables = [table.name for table in layout() if "guild_id" in table.columns and table.name != "notices"]
    with elsewhere(hall.db) as raw:
        found = {
            name: raw.execute(f"SELECT {columns.get(name, '*')} FROM {name} WHERE guild_id = ?", (guild_id,))
            for name in tables
        }
        return {name: sorted(map(tuple, rows.fetchall()), key=repr) for name, rows in found.items()}


async def test_an_admin_of_another_server_changes_and_reads_nothing_here(hall: Hall, doors: Doors) -> None:
    """Every component with ids of this server in its custom id, pressed in another one."""
    secret = "Between the four of us"
    series = "where-your-eyes-linger-kr-2020"
    review = await insert_review(
        hall.db, guild_id=hall.guild_id, author_id=int(hall.member("alice").id), series_id=series, headline=secret,
        body=secret,
    )  # fmt: skip
    (done,) = await hall.app.servers.apply(hall.guild_id, [SetTo("rating_style", "stars")], actor_id=1)
    foreign = people(hall)[FOREIGN]
    quay = int(hall.discord.channel_id("#quay", guild="Drama Harbour"))
    before = rows_of_server(hall, hall.guild_id)
    for action, route in doors.routes().items():
        for number in (review, done.entry_id, int(hall.channel("#lobby"))):
            arguments = [str(number) if kind is int else series for _name, kind, _optional in route.parameters]
            said = await doors.press(action, arguments, [hall.channel("#lobby")], foreign, quay)
            assert secret not in said, f"{action} shows what is another server's"
            assert "went wrong on my side" not in said, f"{action} stumbles over what it does not know"
    assert rows_of_server(hall, hall.guild_id) == before
