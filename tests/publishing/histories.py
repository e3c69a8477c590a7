"""Random histories: what people do in one server, acted out through Discord, and told to the plain model."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import string
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from bot.domain.settings import fingerprint
from bot.playground.limits.components import walk
from bot.playground.people.servers import PeopleServers
from bot.playground.world.model import Channel, Message
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.postgres import elsewhere
from tests.loopback.replies import Reply, Seen
from tests.publishing import plain_model as plain
from tests.publishing.plain_model import Facts, Tip, Told

OWNER = "mina"
AUTHORS = ("alice", "nok")
READERS = ("haruka", "pablo", "theo")
EMOJI = (("👍", "💚", "🌟", "❤️"), ("👎", "💔", "🌧️", "🖤"))

Act = Callable[[], Awaitable[None]]


class History:
    """One server, its people, what they did and what is the case."""

    def __init__(self, discord: TestDiscord, database: str, number: int, seed: int) -> None:
        self.discord, self.database, self.number = discord, database, number
        self.dice = random.Random(seed)
        self.facts = Facts()
        self.meanings: dict[str, bool] = {"👍": True, "👎": False}
        self.forgotten: set[str] = set()  # whose data was deleted, and who did nothing since
        self.tried: set[str] = set()  # who wrote something since, acknowledged or not
        self.pending: set[tuple[str, int]] = set()  # what was still being posted when the database was asked
        self.trace: list[str] = []
        self.in_doubt = self.cleared = False
        self.is_unsure = False  # something was not acknowledged, and may be done late: the database tells in the end
        self.acknowledged = 0
        self.wrong: list[str] = []  # what was found on the way
        self._words = count(1)
        self._undo_edit: tuple[str, str, str | None] | None = None  # custom id, series, its former title
        self._undo_decision: tuple[str, int, Told, bool] | None = None  # the last is of a widening
        servers = PeopleServers(discord._backend)
        owner = discord.user_id(OWNER)
        self.guild_id = str(servers.invite_bot(owner, {"name": f"Server {number}"})["id"])
        for name in (*AUTHORS, *READERS):
            servers.join(discord.user_id(name), self.guild_id, discord.user_id(name))
        self.talk = next(iter(discord.world.guilds[self.guild_id].channel_ids))
        make = servers.create_channel
        self.mods = str(make(owner, self.guild_id, {"name": "mods", "type": 0})["id"])
        self.forum = str(make(owner, self.guild_id, {"name": "reviews", "type": 15})["id"]) if number % 2 else None
        self.servers = servers
        self.people = {name: Member(discord, name).at(self.talk) for name in (OWNER, *AUTHORS, *READERS)}
        self.names = {int(person.id): name for name, person in self.people.items()}
        self.anchors: dict[str, Seen] = {}  # a private message of each person's, to press on

    # Told and known

    def word(self, kind: str) -> str:
        return f"{kind}{self.number}x{next(self._words)}"

    def prattle(self) -> str:
        """Words of no sense: whoever posts nearly the same text again would be held to what was decided about it."""
        return " ".join("".join(self.dice.choices(string.ascii_lowercase, k=8)) for _each in range(8))

    def query(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with elsewhere(Path(self.database)) as db:
            return db.execute(sql, values).fetchall()

    def known(self) -> Facts:
        """The facts as the database holds them now."""
        return plain.load(self.database, int(self.guild_id), self.names)

    def is_posting_nothing(self) -> bool:
        """Whether it is decided what became of everything that was being posted."""
        tables = ("reviews", "suggestions")
        waiting = (f"SELECT 1 FROM {each} WHERE guild_id = ? AND state = 'posting'" for each in tables)
        return not any(self.query(sql, int(self.guild_id)) for sql in waiting)

    def resolve(self) -> None:
        """What was not acknowledged may have happened or not: the database tells which."""
        self.facts = self.known()
        for emoji, means in zip(self.facts.emoji, (True, False), strict=True):
            self.meanings[emoji] = means
        self._undo_edit = self._undo_decision = None
        self.in_doubt = False
        self.pending |= self._being_posted()
        self._note_who_is_back()

    def _being_posted(self) -> set[tuple[str, int]]:
        tables, guild_id = ("reviews", "suggestions"), int(self.guild_id)
        sql = "SELECT id FROM {} WHERE guild_id = ? AND state = 'posting'"
        return {(table, row["id"]) for table in tables for row in self.query(sql.format(table), guild_id)}

    def _note_who_is_back(self) -> None:
        written = {one.author for one in (*self.facts.reviews.values(), *self.facts.tips.values())}
        self.forgotten -= self.tried & written

    def forget_erased(self) -> None:
        """What was deleted a day ago and more is erased, and nobody says when."""
        known = self.known().reviews
        gone = [key for key, told in self.facts.reviews.items() if told.state == "deleted" and key not in known]
        for key in gone:
            del self.facts.reviews[key]

    def catch_up(self) -> None:
        """What was still being posted when it was in doubt is posted by now, or never: the database tells which."""
        decided = self.pending - self._being_posted()
        if not decided:
            return
        known = self.known()
        for table, key in decided:
            if table == "reviews" and key in known.reviews:
                self.facts.reviews.setdefault(key, known.reviews[key])
            elif table == "suggestions" and key in known.tips:
                self.facts.tips.setdefault(key, known.tips[key])
        self.pending -= decided
        self._note_who_is_back()

    async def act(self, do: Act) -> None:
        """One act. Whatever keeps it from being acknowledged leaves it in doubt."""
        self.catch_up()
        self.trace.append(do.__name__)
        self.cleared |= do.__name__ == "clear_reactions"
        self.in_doubt = True
        try:
            await do()
        except AssertionError as error:
            self.trace.append(f"  in doubt: {str(error)[:200]}")
            self.is_unsure = True
            await asyncio.sleep(1)  # what was not answered in time may be under way
        if self.in_doubt:
            self.resolve()

    def done(self) -> None:
        """It was acknowledged."""
        self.in_doubt = False
        self.acknowledged += 1

    async def begin(self) -> None:
        """The server is set up, with three series."""
        admin = self.people[OWNER]
        for _each in range(600):  # seldom asked: many begin at once
            if self.query("SELECT 1 FROM guilds WHERE guild_id = ?", int(self.guild_id)):
                break
            await asyncio.sleep(0.1)
        self.anchors[OWNER] = (await admin.command("/config panel")).seen
        await self.set_to("spoiler_policy", "on-request", "in-place")
        await self.set_to("moderation_channel_id", None, self.mods)
        await self.set_to("spoils_me_threshold", 3, "1")
        await self.set_to("forget_banned", "keep", "erase")
        await self.set_to("digest", "off", "weekly")
        await self.set_to("monthly_top", "off", "monthly")
        await self.set_to("digest_channel_id", None, self.talk)
        if self.forum is not None:
            await self.set_to("review_channel_id", None, self.forum)
        for episodes in (8, 8, 12):
            await self.add_series(episodes)
        self.resolve()

    async def set_to(self, name: str, shown: Any, value: str) -> Reply:
        return await self.people[OWNER].select(
            self.anchors[OWNER], f"config.set:{name}:{fingerprint(shown)}", [value], forge=True
        )

    async def press(self, who: str, custom_id: str) -> Reply:
        """Press any button, on a message of the person's own."""
        if who not in self.anchors:
            self.anchors[who] = (await self.people[who].command("/help")).seen
        return await self.people[who].click(self.anchors[who], custom_id, forge=True)

    def place(self, kind: str, subject: object) -> tuple[Channel, Message] | None:
        """The message of a publication, where it is known and there."""
        rows = self.query(
            "SELECT channel_id, message_id FROM published WHERE guild_id = ? AND kind = ? AND subject = ?",
            int(self.guild_id),
            kind,
            str(subject),
        )
        if not rows or rows[0]["message_id"] is None:
            return None
        channel = self.discord.world.channels.get(str(rows[0]["channel_id"]))
        message = channel.messages.get(str(rows[0]["message_id"])) if channel is not None else None
        return (channel, message) if channel is not None and message is not None else None

    def seen(self, message: Message) -> Seen:
        return Seen(self.discord._shown(message))

    # Acts

    async def random_act(self) -> None:
        acts: list[tuple[int, Act]] = [
            (6, self.write),
            (3, self.edit),
            (3, self.delete_own),
            (4, self.correct_title),
            (2, self.undo_correction),
            (2, self.remove_series),
            (1, self.merge),
            (2, self.other_policy),
            (2, self.other_emoji),
            (4, self.moderate),
            (2, self.undo_decision),
            (2, self.report),
            (6, self.vote),
            (3, self.take_vote_back),
            (2, self.say_it_spoils),
            (1, self.forget_me),
            (3, self.recommend),
            (1, self.take_tip_back),
            (2, self.discuss),
            (1, self.watch),
            (2, self.comment),
            (1, self.clear_reactions),
            (1, self.delete_message),
            (2, self.share_top),
            (1, self.come_and_go),
            (1, self.ban),
        ]
        weights = [weight for weight, _act in acts]
        (_weight, act) = self.dice.choices(acts, weights)[0]
        await self.act(act)

    def some_series(self) -> str | None:
        known = sorted(set(self.facts.titles) - self.facts.removed)
        return self.dice.choice(known) if known else None

    def some_review(self, *states: str) -> int | None:
        found = sorted(key for key, told in self.facts.reviews.items() if told.state in states)
        return self.dice.choice(found) if found else None

    async def add_series(self, episodes: int) -> None:
        title, admin = self.word("Tt"), self.people[OWNER]
        form = await admin.command("/catalogue add")
        answers = {"title": title, "country_year": "KR 2024", "kind": "bl", "episodes": str(episodes), "aliases": ""}
        said = await admin.submit(form, answers)
        assert "is in this server's catalogue" in said.text, said.text

    async def write(self) -> None:
        author, series = self.dice.choice(AUTHORS), self.some_series()
        if series is None or any(
            told.author == author and told.series == series and told.state != "deleted"
            for told in self.facts.reviews.values()
        ):
            self.done()
            return
        await self._put_review(author, series)

    async def edit(self) -> None:
        review_id = self.some_review("posted", "hidden")
        if review_id is None or self.facts.reviews[review_id].series in self.facts.removed:
            self.done()
            return
        told = self.facts.reviews[review_id]
        await self._put_review(told.author, told.series)

    async def _put_review(self, author: str, series: str) -> None:
        """Through the form and the preview; restraints may hold the review to more than its author says."""
        member = self.people[author]
        self.tried.add(author)
        headline, open_, hidden = self.word("Hd"), self.word("Op"), self.word("Sx")
        horizon = self.dice.choice(["all", "3", "5"])
        form = await member.command("/review write", series=series)
        answers = {
            "rating": "16",
            "headline": headline,
            "body": f"{open_} is for everybody: {self.prattle()}.\n\n||{hidden} is not: {self.prattle()}||",
            "horizon": horizon,
            "stage": "watching",
        }
        preview = (await member.submit(form, answers)).seen
        label = "Post the changes" if "Post the changes" in preview.button_labels else "Post"
        reply = await member.click(preview, label)
        said = await self.discord.wait_for(lambda: self._word_on(member, preview, reply), timeout_s=20)
        assert said in ("Posted", "up to date", "stays hidden"), said
        self.forgotten.discard(author)
        rows = self.query(
            "SELECT id, horizon FROM reviews WHERE guild_id = ? AND headline = ?", int(self.guild_id), headline
        )
        assert rows, "an acknowledged review is stored"
        new = Told(author, series, headline, open_, hidden, rows[0]["horizon"])
        before = self.facts.reviews.get(rows[0]["id"])
        if before is not None:
            new = replace(new, state=before.state, reason=before.reason)
        assert horizon == "all" or rows[0]["horizon"] in (None, int(horizon)) or rows[0]["horizon"] > int(horizon)
        self.facts.reviews[rows[0]["id"]] = new
        self.done()

    def _word_on(self, member: Member, preview: Seen, reply: Reply) -> str | None:
        text = member.look(preview).text
        for said in ("Posted", "up to date", "stays hidden"):
            if said in text:
                return said
        return reply.followups[0].text if reply.followups else None

    async def delete_own(self) -> None:
        review_id = self.some_review("posted", "hidden")
        if review_id is None:
            self.done()
            return
        author = self.facts.reviews[review_id].author
        before = self.facts.reviews[review_id]
        said = await self.press(author, f"reviews.delete:{review_id}")
        assert "eleted" in said.text, said.text
        self.facts.changed(review_id, state="deleted", reason=None)
        if self.dice.random() < 0.5:
            self.in_doubt = True
            await self.press(author, f"reviews.restore:{review_id}")
            await self.discord.wait_for(
                lambda: "Your review is back" in self.people[author].look(self.anchors[author]).text, timeout_s=5
            )
            self.facts.reviews[review_id] = before
        self.done()

    async def correct_title(self) -> None:
        series, admin = self.some_series(), self.people[OWNER]
        if series is None:
            self.done()
            return
        title, former = self.word("Tt"), self.facts.titles[series]
        form = await admin.command("/catalogue edit", series=series, what="names")
        said = await admin.submit(form, {"title": title})
        assert "is corrected in this server" in said.text, said.text
        self.facts.titles[series] = title
        self._undo_edit = (_custom_id(said.seen, "catalogue.undo:"), series, former)
        self.done()

    async def remove_series(self) -> None:
        series = self.some_series()
        if series is None:
            self.done()
            return
        said = await self.press(OWNER, f"catalogue.remove:{series}")
        assert "is out of this server's catalogue" in said.text, said.text
        self.facts.removed.add(series)
        self._undo_edit = (_custom_id(said.seen, "catalogue.undo:"), series, None)
        self.done()

    async def undo_correction(self) -> None:
        if self._undo_edit is None:
            self.done()
            return
        custom_id, series, former = self._undo_edit
        self._undo_edit = None
        said = await self.press(OWNER, custom_id)
        assert "Taken back" in said.text, said.text
        if former is None:
            self.facts.removed.discard(series)
        else:
            self.facts.titles[series] = former
        self.done()

    async def merge(self) -> None:
        old, new = self.some_series(), self.some_series()
        if old is None or new is None or old == new:
            self.done()
            return
        known = self.query("SELECT series_id, fields FROM canon_series WHERE guild_id = ?", int(self.guild_id))
        counts = {row["series_id"]: json.loads(row["fields"]).get("episodes") for row in known}
        numbered = [key for key, told in self.facts.reviews.items() if told.series == old and told.horizon is not None]
        said = await self.people[OWNER].select(self.anchors[OWNER], f"catalogue.merge:{new}", [old], forge=True)
        assert self.known().merged.get(old) == new, said.text
        if counts[old] != counts[new]:  # an episode of the one means nothing in the other
            kept = self.known().reviews
            wrong = [key for key in numbered if key in kept and kept[key].horizon is not None]
            self.wrong += [f"review {key} speaks of episodes that are counted otherwise" for key in wrong]
        # who had written on both keeps the newer: the database tells which

    async def other_policy(self) -> None:
        wanted = "on-request" if self.facts.policy == "in-place" else "in-place"
        said = await self.set_to("spoiler_policy", self.facts.policy, wanted)
        await self._confirm(said)
        assert self.known().policy == wanted, said.text
        self.facts.policy = wanted
        self.done()

    async def other_emoji(self) -> None:
        side = self.dice.randrange(2)
        name = ("helpful_emoji", "not_helpful_emoji")[side]
        wanted, now = self.dice.choice(EMOJI[side]), self.facts.emoji[side]
        if wanted == now:
            self.done()
            return
        admin = self.people[OWNER]
        form = await admin.click(self.anchors[OWNER], f"config.type:{name}:{fingerprint(now)}", forge=True)
        said = await admin.submit(form, {"value": wanted})
        await self._confirm(said)
        assert self.known().emoji[side] == wanted, said.text
        self.facts.emoji = (wanted, self.facts.emoji[1]) if side == 0 else (self.facts.emoji[0], wanted)
        self.meanings[wanted] = side == 0
        self.done()

    async def _confirm(self, said: Reply) -> None:
        """What a change reaches is said first, where it reaches something."""
        confirm = _custom_id(said.seen, "config.really:") if said.message is not None else ""
        if confirm:
            await self.people[OWNER].click(said.seen, confirm, forge=True)

    async def moderate(self) -> None:
        review_id = self.some_review("posted", "hidden")
        if review_id is None:
            self.done()
            return
        before = self.facts.reviews[review_id]
        deeds = ["hide", "delete", "widen"] if before.state == "posted" else ["restore", "delete"]
        deed = self.dice.choice(deeds)
        if deed == "widen":
            if before.horizon is None:
                self.done()
                return
            admin = self.people[OWNER]
            form = await self.press(OWNER, f"moderation.widen:{review_id}")
            said = await admin.submit(form, {"horizon": "all"})
            after = replace(before, horizon=None)
        else:
            said = await self.press(OWNER, f"moderation.{deed}:{review_id}")
            if said.modal is not None:
                said = await self.people[OWNER].submit(said, {"reason": "It is not right."})
            after = {
                "hide": replace(before, state="hidden", reason="moderator"),
                "delete": replace(before, state="deleted", reason=None),
                "restore": replace(before, state="posted", reason=None),
            }[deed]
        assert "✅" in said.text, said.text
        self.facts.reviews[review_id] = after
        undo = _custom_id(said.seen, "moderation.undo:")
        self._undo_decision = (undo, review_id, before, deed == "widen") if undo else None
        self.done()

    async def undo_decision(self) -> None:
        if self._undo_decision is None:
            self.done()
            return
        custom_id, review_id, before, is_widening = self._undo_decision
        self._undo_decision = None
        said = await self.press(OWNER, custom_id)
        assert "Taken back" in said.text, said.text
        now = self.facts.reviews[review_id]
        horizon = before.horizon if is_widening else now.horizon  # an edit since then keeps what it said
        self.facts.reviews[review_id] = replace(now, state=before.state, reason=before.reason, horizon=horizon)
        self.done()

    async def report(self) -> None:
        review_id, reader = self.some_review("posted"), self.dice.choice(READERS)
        if review_id is None:
            self.done()
            return
        form = await self.press(reader, f"reports.open:{review_id}")
        if form.modal is not None:
            await self.people[reader].submit(form, {"reason": "horizon", "note": ""})
        self.done()

    async def vote(self) -> None:
        found = self._votable()
        if found is None:
            self.done()
            return
        who, side = self.people[self.dice.choice(READERS)], self.dice.randrange(2)
        standing = {key for key, one in found.reactions.items() if who.id in one.normal}
        if not standing:
            await who.react(self.seen(found), self.facts.emoji[side])
        self.done()

    async def take_vote_back(self) -> None:
        found = self._votable()
        if found is None:
            self.done()
            return
        for key, reaction in list(found.reactions.items()):
            voters = sorted(set(reaction.normal) - {self.discord.world.bot_id})
            if voters:
                person = self.people[self.names[int(voters[0])]]
                await person.unreact(self.seen(found), key)
                break
        self.done()

    def _votable(self) -> Message | None:
        keys = [("review", key) for key in self.facts.reviews] + [("suggestion", key) for key in self.facts.tips]
        if not keys:
            return None
        found = self.place(*self.dice.choice(sorted(keys)))
        return found[1] if found is not None else None

    async def say_it_spoils(self) -> None:
        review_id, reader = self.some_review("posted"), self.dice.choice(READERS)
        if review_id is None:
            self.done()
            return
        await self.press(reader, f"reviews.read:{review_id}")
        said = await self.press(reader, f"reviews.spoils:{review_id}")
        if "Its text is hidden now" in said.text:
            self.facts.changed(review_id, state="hidden", reason="spoils-me")
        self.done()

    async def forget_me(self) -> None:
        author = self.dice.choice(AUTHORS)
        self.tried.discard(author)
        await self.press(author, "privacy.delete:server")
        await self.discord.wait_for(
            lambda: "is deleted" in self.people[author].look(self.anchors[author]).text, timeout_s=15
        )
        self._forgotten(author)

    async def recommend(self) -> None:
        author, liked, better = self.dice.choice(AUTHORS), self.some_series(), self.some_series()
        if liked is None or better is None or liked == better:
            self.done()
            return
        because = self.word("Bc")
        self.tried.add(author)
        wish = {"if_liked": liked, "try": better, "because": f"{because} is as warm and as slow"}
        said = await self.people[author].command("/suggest", **wish)
        assert "Posted" in said.text or "your new reason" in said.text, said.text
        self.forgotten.discard(author)
        rows = self.query("SELECT id FROM suggestions WHERE because LIKE '%' || ? || '%'", because)
        assert rows, said.text
        self.facts.tips[rows[0]["id"]] = Tip(author, liked, better, because)
        self.done()

    async def take_tip_back(self) -> None:
        if not self.facts.tips:
            self.done()
            return
        tip_id = self.dice.choice(sorted(self.facts.tips))
        said = await self.press(self.facts.tips[tip_id].author, f"suggest.delete:{tip_id}")
        assert "Taken back" in said.text, said.text
        del self.facts.tips[tip_id]
        self.done()

    async def discuss(self) -> None:
        series = self.some_series()
        if series is not None:
            await self.people["theo"].command("/discuss", series=series, episode=self.dice.choice([1, 2]))
        self.done()

    async def watch(self) -> None:
        series = self.some_series()
        if series is not None:
            await self.people["theo"].command("/watch start", series=series, on="tomorrow")
        self.done()

    async def comment(self) -> None:
        review_id = self.some_review("posted")
        if review_id is not None:
            await self.press("theo", f"reviews.comment:{review_id}")
        self.done()

    async def share_top(self) -> None:
        """A list that somebody shows to everybody."""
        await self.people["theo"].command(self.dice.choice(["/top reviews", "/top reviewers"]), share=True)
        self.done()

    async def come_and_go(self) -> None:
        """Somebody leaves and comes back: where the server says nothing about it, nothing changes."""
        person = self.people[self.dice.choice((*AUTHORS, *READERS))]
        self.servers.leave(person.id, self.guild_id, person.id)
        try:
            await asyncio.sleep(self.dice.uniform(0, 0.1))
        finally:
            self.servers.join(person.id, self.guild_id, person.id)
        self.done()

    async def ban(self) -> None:
        """An author is banned and forgotten; later they may come back, and begin anew."""
        author, owner = self.dice.choice(AUTHORS), self.people[OWNER].id
        self.tried.discard(author)
        self.servers.ban(owner, self.guild_id, self.people[author].id)
        try:
            await self.discord.wait_for(lambda: self._knows_nothing_of(author), timeout_s=15)
        finally:
            self.servers.unban(owner, self.guild_id, self.people[author].id)
            self.servers.join(self.people[author].id, self.guild_id, self.people[author].id)
        self._forgotten(author)

    def _knows_nothing_of(self, author: str) -> bool:
        tables = (
            *("reviews WHERE guild_id = ? AND author_id", "suggestions WHERE guild_id = ? AND author_id"),
            "departures WHERE guild_id = ? AND user_id",
        )
        person = int(self.people[author].id)
        return not any(self.query(f"SELECT 1 FROM {each} = ?", int(self.guild_id), person) for each in tables)

    def _forgotten(self, author: str) -> None:
        self.facts.reviews = {key: one for key, one in self.facts.reviews.items() if one.author != author}
        self.facts.tips = {key: one for key, one in self.facts.tips.items() if one.author != author}
        self.forgotten.add(author)
        self.done()

    async def clear_reactions(self) -> None:
        found = self._votable()
        if found is not None:
            await self.people[OWNER].clear_reactions(self.seen(found))
        self.done()

    async def delete_message(self) -> None:
        found = self._votable()
        if found is None:
            self.done()
            return
        tips = [key for key in self.facts.tips if (at := self.place("suggestion", key)) and at[1] is found]
        await self.people[OWNER].delete(self.seen(found))
        if tips:  # a recommendation goes with its message
            (gone,) = tips
            await self.discord.wait_for(lambda: gone not in self.known().tips)
            del self.facts.tips[gone]
        self.done()


def _custom_id(message: Seen, begins: str) -> str:
    """The first custom id on a message that begins so; "" where there is none."""
    found = (str(part.get("custom_id") or "") for part in walk(message.json["components"]))
    return next((custom_id for custom_id in found if custom_id.startswith(begins)), "")
