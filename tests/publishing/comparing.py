"""Comparing what a server's channels say with the plain model."""

from __future__ import annotations

from bot.playground.world.model import Channel, Message
from tests.publishing import plain_model as plain
from tests.publishing.histories import History

_SYSTEM = frozenset({0, 19, 20, 23})  # types of messages that are somebody's own; others are Discord's notes


def left_to_do(history: History) -> list[str]:
    """What is left to do; posts that come by the clock and were refused are tried again in half an hour."""
    asked = {
        "step": "SELECT p.kind, p.subject, s.step FROM published_steps AS s JOIN published AS p"
        " ON p.id = s.published_id WHERE s.guild_id = ?",
        "claim": "SELECT kind, subject FROM published WHERE guild_id = ? AND settled_at IS NULL"
        " AND kind NOT IN ('digest', 'top', 'opening')",
        "removal": "SELECT channel_id, message_id FROM removals WHERE guild_id = ?",
        "review": "SELECT id FROM reviews WHERE guild_id = ? AND state = 'posting'",
    }
    return [
        f"{what} {' '.join(map(str, row))}"
        for what, sql in asked.items()
        for row in history.query(sql, int(history.guild_id))
    ]


def differences(history: History) -> list[str]:
    """Every message and thread that says another thing than the facts."""
    found, registered = [], set()
    for row in history.query(
        "SELECT * FROM published WHERE guild_id = ? AND message_id IS NOT NULL", int(history.guild_id)
    ):
        channel = history.discord.world.channels.get(str(row["channel_id"]))
        message = channel.messages.get(str(row["message_id"])) if channel is not None else None
        if message is None:
            continue
        registered.add(message.id)
        found += _compare(history, row["kind"], row["subject"], message)
    for channel in _public_channels(history):
        for message in channel.messages.values():
            if message.author_id != history.discord.world.bot_id or message.data["type"] not in _SYSTEM:
                continue
            text = history.seen(message).text
            if message.id not in registered and plain.WORD.search(text):
                found.append(f"nobody knows this message, which says {plain.WORD.findall(text)}")
            found += _names_of_forgotten(history, text)
        if channel.is_thread:
            found += _compare_thread(history, channel)
    return found


def _public_channels(history: History) -> list[Channel]:
    guild = history.discord.world.guilds[history.guild_id]
    return [history.discord.world.channels[key] for key in (*guild.channel_ids, *guild.thread_ids)]


def _names_of_forgotten(history: History, text: str) -> list[str]:
    return [
        f"{name} is still named: {text[:80]!r}"
        for name in history.forgotten
        if name.capitalize() in text or history.people[name].id in text
    ]


def _compare(history: History, kind: str, subject: str, message: Message) -> list[str]:
    text = history.seen(message).text
    words, wanted = set(plain.WORD.findall(text)), _wanted(history, kind, subject)
    found = []
    if kind in ("digest", "top", "shared-top") and not words <= plain.words_told(history.facts):
        found.append(f"{kind} {subject} says {sorted(words - plain.words_told(history.facts))}")
    if kind == "opening" and wanted is not None:
        wanted &= words  # it need not name the series that its thread is about
    if wanted is not None and words != wanted:
        found.append(f"{kind} {subject} says {sorted(words)} instead of {sorted(wanted)}")
    if kind == "review" and wanted:
        told = history.facts.reviews[int(subject)]
        if plain.horizon_said(told) not in text:
            found.append(f"review {subject} does not say {plain.horizon_said(told)!r}")
        found += _compare_votes(history, message, text, told.author)
    if kind == "suggestion" and wanted:
        found += _compare_votes(history, message, text, history.facts.tips[int(subject)].author)
    return found


def _wanted(history: History, kind: str, subject: str) -> set[str] | None:
    facts = history.facts
    if kind == "review":
        told = facts.reviews.get(int(subject))
        return plain.review_words(facts, told) if told is not None else set()
    if kind == "suggestion":
        tip = facts.tips.get(int(subject))
        return plain.tip_words(facts, tip) if tip is not None else set()
    if kind == "case":
        told = facts.reviews.get(int(subject.partition(".")[0]))
        return plain.case_words(facts, told) if told is not None else set()
    if kind in ("place", "watch", "opening"):
        table = {"place": "discussion_places"}.get(kind, "watch_parties")
        rows = history.query(f"SELECT series_id FROM {table} WHERE id = ?", int(subject.partition(":")[0]))
        return {facts.title(rows[0]["series_id"])} if rows else set()
    return None


def _compare_votes(history: History, message: Message, text: str, author: str) -> list[str]:
    bot_id, author_id = history.discord.world.bot_id, history.people[author].id
    votes: dict[str, bool] = {}
    own = set()
    for key, reaction in message.reactions.items():
        if bot_id in reaction.normal:
            own.add(key)
        if key in history.meanings:
            votes |= dict.fromkeys(set(reaction.normal) - {bot_id, author_id}, history.meanings[key])
    helpful = sum(votes.values())
    found = []
    said = f"{helpful} of {len(votes)} "
    if bool(votes) != (said in text):
        found.append(f"{helpful} of {len(votes)} votes stand under {text[-120:]!r}")
    if own != set(history.facts.emoji):
        found.append(f"offers {sorted(own)} instead of {sorted(history.facts.emoji)}")
    return found


def _compare_thread(history: History, thread: Channel) -> list[str]:
    name = str(thread.data["name"])
    words = plain.WORD.findall(name)
    found = _names_of_forgotten(history, name)
    rows = history.query(
        "SELECT kind, subject FROM published WHERE guild_id = ? AND thread_id = ? AND kind <> 'moved'",
        int(history.guild_id),
        int(thread.id),
    )
    for row in rows:
        if row["kind"] == "talk":
            wanted = [] if "a review that is gone" not in name else words
        elif row["kind"] == "review":
            told = history.facts.reviews.get(int(row["subject"]))
            wanted = [history.facts.title(told.series)] if told is not None else []
        else:
            wanted = sorted(_wanted(history, row["kind"], row["subject"]) or ())
        if words != wanted:
            found.append(f"the thread of {row['kind']} {row['subject']} is called {name!r}, not {wanted}")
    return found
