"""Answering interactions over a Discord that hangs, cuts the line or answers nonsense.

Discord waits three seconds for an answer. Within them it is tried again; what was taken although its answer could not
be read counts as taken. When no way leads to the person any more, that is `Unheard`, and they are told later.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Coroutine
from typing import Any

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.edge.reaching import MISSHAPEN, is_passing, may_be_done

_log = logging.getLogger(__name__)

_LATER_S = 30.0  # for what follows the answer, which nothing hurries
_PAUSE_S = 0.1
_REMEMBERED = 500
_TRIES = 3  # of what follows the first answer

_ANSWERED = 40060  # Discord's codes: answered already,
_GONE = (10062, 10015, 50027)  # the three seconds, or the quarter of an hour, are over
_AUTOCOMPLETE = 8  # the kind of answer
_UNANSWERED = (OSError, aiohttp.ClientError, TimeoutError, *MISSHAPEN)

# What the library needs of a message to read it.
_MESSAGE = frozenset(
    ("id", "channel_id", "author", "attachments", "embeds", "edited_timestamp", "type", "pinned", "content", "tts")
)


class Unheard(discord.DiscordException):
    """What was to be said to a person did not reach them, and nothing else will reach them here."""


class AnsweredMeanwhile(discord.DiscordException):
    """The interaction has an answer already, such as that it takes longer."""


class PatientAdapter(AsyncWebhookAdapter):
    """The library's way to answer, with patience: raises Unheard where no answer can be given any more."""

    def __init__(self, *, within_s: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's is untyped
        self._within_s = within_s
        self._under_way: Counter[int] = Counter()  # answers by interaction
        self._answered: OrderedDict[int, None] = OrderedDict()  # interactions, the latest last

    def is_answering(self, interaction_id: int) -> bool:
        """Whether an answer is on its way."""
        return self._under_way[interaction_id] > 0

    def create_interaction_response(self, interaction_id: int, token: str, **request: Any) -> Coroutine[Any, Any, Any]:
        """The first answer, tried again within the three seconds."""
        return self._respond(interaction_id, token, request)

    async def request(self, route: Any, session: aiohttp.ClientSession, **options: Any) -> Any:
        """Ask Discord for whatever follows the first answer, and again where its answer was lost."""
        if not route.path.startswith("/webhooks/"):
            return await super().request(route, session, **options)
        tries = _TRIES
        while True:
            tries -= 1
            try:
                async with asyncio.timeout(_LATER_S):
                    answered = await super().request(route, session, **options)
            except discord.HTTPException as error:
                if error.code in _GONE:
                    raise Unheard(str(error)) from error
                if not is_passing(error):
                    raise
                # What is sent a second time would stand there twice; an edit may be said as often as one likes.
                may_repeat = route.method != "POST" or not may_be_done(error)
                failure: Exception = error
            except _UNANSWERED as error:
                may_repeat, failure = route.method != "POST", error
            else:
                if route.method == "DELETE" or _is_message(answered):
                    return answered
                may_repeat = route.method != "POST"
                failure = ValueError("it may have been shown, but Discord's answer could not be read")
            if not tries or not may_repeat:
                raise Unheard(str(failure) or type(failure).__name__) from failure
            await asyncio.sleep(_PAUSE_S)
            for file in options.get("files") or ():
                file.reset()

    async def _respond(self, interaction_id: int, token: str, request: dict[str, Any]) -> Any:
        self._under_way[interaction_id] += 1
        try:
            answered = await self._try_to_respond(interaction_id, token, request)
            self._note_answered(interaction_id)
            return answered
        except Unheard as error:
            payload = request["params"].payload
            if not payload or payload.get("type") != _AUTOCOMPLETE:
                raise
            _log.info("choices for interaction %s were not shown: %s", interaction_id, error)
            return _taken(interaction_id)
        finally:
            self._under_way[interaction_id] -= 1
            if not self._under_way[interaction_id]:
                del self._under_way[interaction_id]

    def _note_answered(self, interaction_id: int) -> None:
        self._answered[interaction_id] = None
        while len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)

    async def _try_to_respond(self, interaction_id: int, token: str, request: dict[str, Any]) -> Any:
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._within_s
        while True:
            try:
                async with asyncio.timeout(min(self._within_s / 2, max(ends - loop.time(), _PAUSE_S))):
                    answered = await super().create_interaction_response(interaction_id, token, **request)
            except discord.HTTPException as error:
                if error.code == _ANSWERED:
                    if interaction_id in self._answered or self._under_way[interaction_id] > 1:
                        raise AnsweredMeanwhile from error
                    return _taken(interaction_id)  # by an earlier try, of the library or ours, whose answer got lost
                if error.code in _GONE:
                    raise Unheard(str(error)) from error
                if not is_passing(error):
                    raise
                failure: Exception = error
            except _UNANSWERED as error:
                failure = error
            else:
                if (read := _readable(answered)) is not None:
                    return read
                failure = ValueError("Discord's answer could not be read")  # was it Discord's? The next try tells
            if loop.time() + _PAUSE_S >= ends:
                raise Unheard(str(failure) or type(failure).__name__) from failure
            await asyncio.sleep(_PAUSE_S)
            for file in request["params"].files or ():
                file.reset()


def use_patience(*, within_s: float) -> None:
    """Have the library answer through `PatientAdapter`, in this task and those that it starts."""
    async_context.set(PatientAdapter(within_s=within_s))


def is_answering(interaction_id: int) -> bool:
    """Whether an answer to this interaction is on its way."""
    adapter = async_context.get()
    return isinstance(adapter, PatientAdapter) and adapter.is_answering(interaction_id)


def _is_message(answered: Any) -> bool:
    return isinstance(answered, dict) and answered.keys() >= _MESSAGE


def _taken(interaction_id: int) -> dict[str, Any]:
    """As Discord would say that it took the answer."""
    return {"interaction": {"id": str(interaction_id), "type": 0}}


def _readable(answered: Any) -> dict[str, Any] | None:
    """What Discord said of the answer; None where it was not Discord who said it.

    The message itself is left out: the library would read all of it, which takes longer than making it did, and what
    is asked afterwards is its id.
    """
    if not isinstance(answered, dict):
        return None
    about = answered.get("interaction")
    if not isinstance(about, dict) or not str(about.get("id")).isdigit():
        return None
    return {"interaction": about}
