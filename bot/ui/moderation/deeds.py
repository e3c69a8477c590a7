"""What was done in a server, each deed in words: with titles, links, and what it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.domain.audit import FORGOTTEN, THE_BOT, AuditEntry, Named, series_in
from bot.domain.canon import FIELD_NAMES
from bot.domain.settings import FEATURES, SETTINGS, Kind, feature_name
from bot.domain.spoilers import render_inline, sanitise_inline
from bot.errors import UserError
from bot.i18n import N_, _, _n, in_turn, joined, labelled, moment
from bot.ui.kit.links import message_url

_ACTIONS: Final[Mapping[str, str]] = {
    "review.kept": N_("found nothing wrong with {member}'s review of {title}"),
    "review.hidden": N_("hid {member}'s review of {title}"),
    "review.widened": N_("widened the horizon of {member}'s review of {title}: {change}"),
    "review.deleted": N_("deleted {member}'s review of {title}"),
    "review.warned": N_("warned {member} about their review of {title}"),
    "review.barred": N_("barred {member} from reviewing {change}, for their review of {title}"),
    "review.undo": N_("took back what was decided on {member}'s review of {title}"),
    "suggestion.removed": N_("took {member}'s recommendation back: who liked {title} may like {other}"),
    "member.bar": N_("barred {member} from reviewing {change}"),
    "member.unbar": N_("let {member} review again"),
    "case.reason": N_("changed the reason of case {subject}: {change}"),
    "catalogue.add": N_("added {title} to the catalogue"),
    "catalogue.edit": N_("corrected {title}: {change}"),
    "catalogue.remove": N_("removed {title} from the catalogue"),
    "catalogue.alias": N_("changed a name of {title}: {change}"),
    "catalogue.lineage": N_("changed a link of {title}: {change}"),
    "catalogue.merge": N_("merged {title} into {other}"),
    "catalogue.undo": N_("took an edit of {title} back: {change}"),
}
_WAITING: Final[Mapping[str, str]] = {
    "emoji.gone": N_(
        "found the vote emoji {subject} deleted: the usual one serves until you choose another in **/config panel**"
    ),
    "digest.waits": N_("could not post the weekly digest in {channel} yet; **/config setup** names what is missing"),
    "removals.wait": N_("could not take a message of mine in {channel} down, and go on trying: let me see it"),
    "posts.wait": N_(
        "could not bring a post of mine in {channel} up to date, and go on trying: let me see it, send and manage"
        " messages there"
    ),
    "threads.wait": N_(
        "could not rename the thread {channel}, and go on trying: let me see it and manage threads, or unlock it"
    ),
    "top.waits": N_("could not post the monthly top lists in {channel} yet; **/config setup** names what is missing"),
}
_MOST_CHANGES = 6  # fields of one correction; the rest is counted


def deed_words(entry: AuditEntry, named: Named) -> str:
    """Who did what, in one line; nobody is pinged by it."""
    said = f"{person(entry.actor_id)} {_deed(entry, named)}"
    if entry.case_number is None:
        return said
    said = f"**#{entry.case_number}** {said}"
    reason = told_reason(entry)
    return f"{said} · {render_inline(reason, limit=200)}" if reason else said


def told_reason(entry: AuditEntry) -> str:
    """The reason of a case; older versions kept a warning's words beside it."""
    if entry.reason:
        return entry.reason
    return entry.after if entry.action == "review.warned" and isinstance(entry.after, str) else ""


def act_words(act: Sequence[AuditEntry], named: Named) -> str:
    """What one act did, in one line, however many entries it wrote."""
    if len(act) == 1:
        return deed_words(act[0], named)
    return _n(
        "{who} changed {count} setting at once",
        "{who} changed {count} settings at once",
        len(act),
        who=person(act[0].actor_id),
    )


def person(user_id: int | None) -> str:
    """A member as a mention, or in words."""
    if user_id == THE_BOT:
        return _("I")
    if user_id is None or user_id <= FORGOTTEN:
        return _("somebody who left")
    return f"<@{user_id}>"


def _deed(entry: AuditEntry, named: Named) -> str:
    if entry.action == "settings.change":
        return _setting(entry)
    if entry.action == "feature.switch":
        return _switch(entry)
    if entry.action in _WAITING:
        place = f"<#{entry.after}>" if entry.after else _("its channel")
        return _(_WAITING[entry.action], channel=place, subject=sanitise_inline(entry.subject))
    if entry.action.endswith("-forgotten"):
        return _forgotten(entry)
    if entry.action not in _ACTIONS:
        return f"{sanitise_inline(entry.action)} {sanitise_inline(entry.subject)}"
    titles = [_title(series_id, entry, named) for series_id in series_in(entry)]
    return _(
        _ACTIONS[entry.action],
        subject=sanitise_inline(entry.subject),
        member=person(entry.member_id),
        title=titles[0] if titles else _("a series that I no longer know"),
        other=titles[-1] if titles else "",
        change=_change(entry),
    )


def _title(series_id: str, entry: AuditEntry, named: Named) -> str:
    title = sanitise_inline(named.titles.get(series_id, series_id), limit=80)
    place = named.places.get(entry.subject) if entry.action.startswith("review.") else None
    return f"[{title}]({message_url(entry.guild_id, *place)})" if place else title


def _forgotten(entry: AuditEntry) -> str:
    """Whom the bot does not name any more, and how many reviews went."""
    count = int(entry.after or 0)
    if entry.action == "member.banned-forgotten":
        return _n(
            "forgot somebody who was banned, with {count} review",
            "forgot somebody who was banned, with {count} reviews",
            count,
        )
    return _n(
        "forgot somebody who has left, with {count} review", "forgot somebody who has left, with {count} reviews", count
    )


def _switch(entry: AuditEntry) -> str:
    feature, _sep, channel = entry.subject.partition(" #")
    name = feature_name(feature) if feature in FEATURES else feature
    place = f"<#{channel}>" if channel else _("the whole server")
    if entry.after:
        return _("switched {feature} on in {place}", feature=name, place=place)
    return _("switched {feature} off in {place}", feature=name, place=place)


def _setting(entry: AuditEntry) -> str:
    if entry.subject not in SETTINGS:
        return labelled(
            sanitise_inline(entry.subject),
            _("{before} → {after}", before=_short(entry.before), after=_short(entry.after)),
        )
    kind = SETTINGS[entry.subject]
    before, after = _values(kind, entry.before, entry.after)
    return _("set {setting}: {before} → {after}", setting=kind.title, before=before, after=after)


def _values(kind: Kind[Any], before: Any, after: Any) -> tuple[str, str]:
    try:
        return kind.told(kind.check(before), kind.check(after))
    except UserError:  # values of another version
        return _value(kind, before), _value(kind, after)


def _value(kind: Kind[Any], value: Any) -> str:
    try:
        return kind.words(kind.check(value))
    except UserError:
        return _short(value)


def _change(entry: AuditEntry) -> str:
    """What was before and after, in the words of the deed."""
    before, after = entry.before, entry.after
    if entry.action == "review.widened":
        return _("{before} → {after}", before=_horizon(before), after=_horizon(after))
    if entry.action in ("review.barred", "member.bar"):
        until = after.get("until") if isinstance(after, dict) else None
        return _("until {day}", day=moment(until // 1000)) if isinstance(until, int) else _("for a time")
    if entry.action.startswith("catalogue.") and (isinstance(before, dict) or isinstance(after, dict)):
        return _fields(before, after)
    return _("{before} → {after}", before=_short(before), after=_short(after))


def _horizon(state: Any) -> str:
    if not isinstance(state, dict):
        return "–"
    if state.get("spoiler_free"):
        return _("spoiler-free")
    horizon = state.get("horizon")
    return _("the whole series") if horizon is None else _("through episode {episode}", episode=horizon)


def _fields(before: Any, after: Any) -> str:
    """The fields of a series that a correction changed."""
    old, new = _part(before, "fields"), _part(after, "fields")
    came = _part(before, "came") | _part(after, "came")
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    said = [
        _(
            "{field}: {before} → {after}",
            field=_(FIELD_NAMES[name]) if name in FIELD_NAMES else name,
            before=_field(name, old, came),
            after=_field(name, new, came),
        )
        for name in changed[:_MOST_CHANGES]
    ]
    if len(changed) > _MOST_CHANGES:
        more = len(changed) - _MOST_CHANGES
        said.append(_n("{count} more", "{count} more", more))
    return in_turn(said) or "–"


def _field(name: str, corrected: Mapping[str, Any], came: Mapping[str, Any]) -> str:
    """A field's value; older versions did not keep what it is where nobody has corrected it."""
    value = {**came, **corrected}
    return _short(value[name]) if name in value else _("as it came")


def _part(snapshot: Any, name: str) -> dict[str, Any]:
    part = snapshot.get(name) if isinstance(snapshot, dict) else None
    return part if isinstance(part, dict) else {}


def _short(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = joined(value)
    return render_inline(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), limit=60)
