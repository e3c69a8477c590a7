"""The audit log as people read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.audit import FORGOTTEN, THE_BOT, AuditEntry
from bot.domain.server_settings import FEATURES, SETTING_NAMES
from bot.domain.setting_labels import setting_label
from bot.domain.spoilers import sanitise_inline
from bot.i18n import N_, _
from bot.ui.cards import Item, button, card, container, row, text
from bot.ui.config_labels import feature_name, value_words
from bot.ui.lines import fitting

PER_PAGE = 10

_ACTIONS = {
    "review.kept": N_("found nothing wrong with review {subject} by {member}"),
    "review.hidden": N_("hid review {subject} by {member}"),
    "review.widened": N_("widened the horizon of review {subject} by {member}"),
    "review.deleted": N_("deleted review {subject} by {member}"),
    "review.warned": N_("warned {member} about review {subject}"),
    "review.barred": N_("barred {member} from reviewing, for review {subject}"),
    "review.undo": N_("took a decision on review {subject} by {member} back"),
    "suggestion.removed": N_("took the recommendation {subject} by {member} back"),
    "member.bar": N_("barred {member} from reviewing"),
    "member.unbar": N_("let {member} review again"),
    "catalogue.add": N_("added {subject} to the catalogue"),
    "catalogue.edit": N_("corrected {subject}"),
    "catalogue.remove": N_("removed {subject} from the catalogue"),
    "catalogue.alias": N_("changed a name of {subject}: {change}"),
    "catalogue.lineage": N_("changed a link of {subject}"),
    "catalogue.merge": N_("merged {subject} into {change}"),
    "catalogue.undo": N_("took an edit of {subject} back"),
}
_WAITING = {
    "digest.waits": N_("could not post the weekly digest in {channel} yet; **/config setup** names what is missing"),
    "top.waits": N_("could not post the monthly top lists in {channel} yet; **/config setup** names what is missing"),
}


def audit_line(entry: AuditEntry) -> str:
    """When, who and what, in one line; nobody is pinged by it."""
    when = f"<t:{int(entry.done_at.timestamp())}:f>"
    return f"{when} · {_person(entry.actor_id)} {_deed(entry)}"


def audit_page(entries: Sequence[AuditEntry], *, actor_id: int | None, older: bool, kind: str = "") -> ui.LayoutView:
    """A page of the log, newest first."""
    items: list[Item] = [text(f"### {_('What was done here')}")]
    items.append(text(fitting([f"- {audit_line(entry)}" for entry in entries], 3_600) or _("Nothing yet.")))
    if older:
        items.append(row(button(_("Older"), "audit.page", entries[-1].id, actor_id or 0, kind)))
    return card(container(*items))


def audit_post(entries: Sequence[AuditEntry]) -> ui.LayoutView:
    """New entries as a message in the log's channel."""
    return card(container(text(fitting([audit_line(entry) for entry in entries], 3_900))))


def _person(user_id: int | None) -> str:
    if user_id == THE_BOT:
        return _("I")
    if user_id is None or user_id <= FORGOTTEN:
        return _("somebody who left")
    return f"<@{user_id}>"


def _deed(entry: AuditEntry) -> str:
    if entry.action == "settings.change":
        return _setting(entry)
    if entry.action == "feature.switch":
        feature, _sep, channel = entry.subject.partition(" #")
        name = feature_name(feature) if feature in FEATURES else feature
        place = f"<#{channel}>" if channel else _("the whole server")
        if entry.after:
            return _("switched {feature} on in {place}", feature=name, place=place)
        return _("switched {feature} off in {place}", feature=name, place=place)
    if entry.action in _WAITING:
        return _(_WAITING[entry.action], channel=f"<#{entry.after}>" if entry.after else _("its channel"))
    subject = sanitise_inline(entry.subject)
    if entry.action not in _ACTIONS:
        return f"{sanitise_inline(entry.action)} {subject}"
    return _(_ACTIONS[entry.action], subject=subject, member=_person(entry.member_id), change=_change(entry))


def _setting(entry: AuditEntry) -> str:
    if entry.subject not in SETTING_NAMES:
        return f"{sanitise_inline(entry.subject)}: {_short(entry.before)} → {_short(entry.after)}"
    try:
        before, after = value_words(entry.subject, entry.before), value_words(entry.subject, entry.after)
    except (KeyError, TypeError, ValueError):  # a value of an older version
        before, after = _short(entry.before), _short(entry.after)
    return _("set {setting}: {before} → {after}", setting=setting_label(entry.subject), before=before, after=after)


def _change(entry: AuditEntry) -> str:
    if entry.action == "catalogue.merge" and isinstance(entry.after, dict):
        return sanitise_inline(str(entry.after.get("series", "")))
    return f"{_short(entry.before)} → {_short(entry.after)}"


def _short(value: Any) -> str:
    if value is None:
        return "–"
    return sanitise_inline(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), limit=60)
