"""Every REST route of the loopback Discord."""

from __future__ import annotations

from bot.playground.rest.channels import routes as channels
from bot.playground.rest.commands import routes as commands
from bot.playground.rest.events import routes as events
from bot.playground.rest.expressions import routes as expressions
from bot.playground.rest.interactions import routes as interactions
from bot.playground.rest.members import routes as members
from bot.playground.rest.messages import routes as messages
from bot.playground.rest.reactions import routes as reactions
from bot.playground.rest.roles import routes as roles
from bot.playground.rest.routing import Routes
from bot.playground.rest.threads import routes as threads
from bot.playground.rest.users import routes as users

ROUTES = Routes()
for _part in (
    users,
    messages,
    reactions,
    channels,
    threads,
    members,
    roles,
    expressions,
    events,
    commands,
    interactions,
):
    for _route in _part.all:
        ROUTES.include(_route)
