"""What may be changed of a member: nickname, roles, timeout; and removal."""

from __future__ import annotations

from datetime import datetime

from bot.playground.api_errors import Json, missing_permissions, unknown
from bot.playground.core import Core
from bot.playground.limits.forms import Form
from bot.playground.world.model import Guild, Member
from bot.playground.world.permissions import P, require_above, require_in_guild, top_role_position

LONGEST_TIMEOUT_S = 28 * 86_400


def edit_member(core: Core, guild: Guild, actor_id: str, member: Member, body: Json) -> None:
    """Change what the body names; each part needs its own permission and a higher role."""
    own = member.user_id == actor_id
    if "nick" in body:
        needed = P.CHANGE_NICKNAME if own else P.MANAGE_NICKNAMES
        require_in_guild(core.world, guild, actor_id, int(needed))
        if not own:
            require_above(guild, actor_id, member.user_id)
        form = Form()
        form.text(("nick",), body["nick"], most=32)
        form.raise_if_wrong()
        member.nick = body["nick"] or None
    if body.get("roles") is not None:
        wanted = [str(role_id) for role_id in body["roles"]]
        for role_id in set(wanted) ^ set(member.roles):
            require_role(core, guild, actor_id, role_id)
        member.roles = wanted
    if "communication_disabled_until" in body:
        require_in_guild(core.world, guild, actor_id, int(P.MODERATE_MEMBERS))
        require_above(guild, actor_id, member.user_id)
        _set_timeout(core, guild, member, body["communication_disabled_until"])
    core.tell_member("GUILD_MEMBER_UPDATE", guild, member)


def _set_timeout(core: Core, guild: Guild, member: Member, until: str | None) -> None:
    if until is not None:
        ends = datetime.fromisoformat(until.replace("Z", "+00:00"))
        form = Form()
        if ends.timestamp() - core.clock.now() > LONGEST_TIMEOUT_S:
            message = "Users cannot be timed out for more than 28 days"
            form.fail(("communication_disabled_until",), "INVALID_COMMUNICATION_DISABLED_TIMESTAMP", message)
        form.raise_if_wrong()
        if any(int(guild.roles[role]["permissions"]) & P.ADMINISTRATOR for role in member.roles):
            raise missing_permissions()
        until = ends.isoformat()
    member.timeout_until = until


def require_role(core: Core, guild: Guild, actor_id: str, role_id: str) -> None:
    """Giving and taking a role needs Manage Roles and a higher role; managed roles stay where they are."""
    role = guild.roles.get(role_id)
    if role is None:
        raise unknown("Role")
    require_in_guild(core.world, guild, actor_id, int(P.MANAGE_ROLES))
    if role["managed"] or role_id == guild.id or role["position"] >= top_role_position(guild, actor_id):
        raise missing_permissions()


def set_role(core: Core, guild: Guild, actor_id: str, member: Member, role_id: str, *, held: bool) -> None:
    """Give or take one role."""
    require_role(core, guild, actor_id, role_id)
    if held == (role_id in member.roles):
        return
    if held:
        member.roles.append(role_id)
    else:
        member.roles.remove(role_id)
    core.tell_member("GUILD_MEMBER_UPDATE", guild, member)
