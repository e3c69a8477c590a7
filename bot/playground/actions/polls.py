"""Polls: voting, ending by hand or by time, and the result that Discord posts."""

from __future__ import annotations

from datetime import datetime

from bot.playground.actions.posting import system_message
from bot.playground.api_errors import Json, refused, unknown
from bot.playground.core import Core
from bot.playground.world.model import Channel, Message
from bot.playground.world.permissions import P, require

POLL_RESULT = 46


def require_poll(message: Message) -> Json:
    """The message's poll; raises 520000-family refusal where there is none."""
    poll = message.data.get("poll")
    if poll is None:
        raise refused(520001, "Non-poll message cannot be expired or voted on")
    return dict(poll)


def voters(message: Message, answer_id: str) -> dict[str, None]:
    """Who chose an answer, in order."""
    require_poll(message)
    found = message.votes.get(int(answer_id)) if answer_id.isdigit() else None
    if found is None:
        raise unknown("Message")
    return found


def vote(core: Core, channel: Channel, message: Message, user_id: str, answer_id: str) -> None:
    """One person's vote; without multiple choice it moves from the answer chosen before."""
    require(core.world, channel, user_id, int(P.READ_MESSAGE_HISTORY))
    chosen = voters(message, answer_id)
    if is_over(core, message):
        raise refused(520002, "Poll expired")
    if user_id in chosen:
        return
    if not message.data["poll"]["allow_multiselect"]:
        for other in message.votes:
            take_back(core, channel, message, user_id, str(other))
    chosen[user_id] = None
    _tell(core, channel, message, user_id, answer_id, "MESSAGE_POLL_VOTE_ADD")


def take_back(core: Core, channel: Channel, message: Message, user_id: str, answer_id: str) -> None:
    """Remove one person's vote; harmless where there is none."""
    chosen = voters(message, answer_id)
    if is_over(core, message):
        raise refused(520002, "Poll expired")
    if user_id in chosen:
        del chosen[user_id]
        _tell(core, channel, message, user_id, answer_id, "MESSAGE_POLL_VOTE_REMOVE")


def is_over(core: Core, message: Message) -> bool:
    """Whether the poll was ended or its time has passed."""
    poll = message.data["poll"]
    return bool(poll["_finished"]) or closes_at(message) <= core.clock.now()


def closes_at(message: Message) -> float:
    """When the poll ends by itself, in seconds since the Unix epoch."""
    return datetime.fromisoformat(message.data["poll"]["expiry"]).timestamp()


def finish(core: Core, channel: Channel, message: Message) -> None:
    """End a poll, once: the counts are final and the result is posted."""
    poll = message.data["poll"]
    if poll["_finished"]:
        raise refused(520002, "Poll expired")
    poll["_finished"] = True
    if closes_at(message) > core.clock.now():
        poll["expiry"] = core.clock.timestamp()
    core.tell_message("MESSAGE_UPDATE", channel, message)
    counts = {answer: len(people) for answer, people in message.votes.items()}
    best = max(counts.values(), default=0)
    winners = [answer for answer, count in counts.items() if count == best and best > 0]
    fields = [
        {"name": "poll_question_text", "value": poll["question"]["text"], "inline": False},
        {"name": "victor_answer_votes", "value": str(best), "inline": False},
        {"name": "total_votes", "value": str(sum(counts.values())), "inline": False},
    ]
    if len(winners) == 1:
        text = poll["answers"][winners[0] - 1]["poll_media"]["text"]
        fields.append({"name": "victor_answer_id", "value": str(winners[0]), "inline": False})
        fields.append({"name": "victor_answer_text", "value": text, "inline": False})
    link = {
        "embeds": [{"type": "poll_result", "fields": fields, "content_scan_version": 0}],
        "message_reference": {"type": 0, "message_id": message.id, "channel_id": channel.id},
    }
    system_message(core, channel, message.author_id, POLL_RESULT, "", link)


def _tell(core: Core, channel: Channel, message: Message, user_id: str, answer_id: str, name: str) -> None:
    data = {"user_id": user_id, "channel_id": channel.id, "message_id": message.id, "answer_id": int(answer_id)}
    core.tell_in_channel(name, channel, data)
