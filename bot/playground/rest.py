"""Every REST route of the loopback Discord."""

from __future__ import annotations

from bot.playground.rest_channels import routes as channels
from bot.playground.rest_commands import routes as commands
from bot.playground.rest_events import routes as events
from bot.playground.rest_expressions import routes as expressions
from bot.playground.rest_interactions import routes as interactions
from bot.playground.rest_members import routes as members
from bot.playground.rest_messages import routes as messages
from bot.playground.rest_reactions import routes as reactions
from bot.playground.rest_roles import routes as roles
from bot.playground.rest_threads import routes as threads
from bot.playground.rest_users import routes as users
from bot.playground.routing import Routes

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
