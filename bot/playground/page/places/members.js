// Who is here, who you are, and becoming somebody else.
import { h, onContext, replace, roving } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { popup } from "../kit/layer.js";
import { Listbox } from "../kit/listbox.js";
import { STANDING_WORDS } from "./headers.js";
import {
  avatar,
  botTag,
  displayName,
  hex,
  hoistedRole,
  localeName,
  longDate,
  nameColour,
  roleColour,
} from "../people.js";
import { standing } from "../permissions.js";
import { t, tn } from "../kit/words.js";

const ORDER = ["owner", "admin", "moderator", "member"];

/** Members under their hoisted roles, the rest below, the bot among them as on Discord. */
export function drawMembers(root, page) {
  const { store, view } = page;
  const guild = store.guild();
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button only-drawer",
      "aria-label": t("Close the member list"),
      on: { click: () => view.drawer(null) },
    },
    icon("close"),
  );
  if (!guild) return replace(root, close);
  const groups = new Map();
  for (const member of guild.members || []) {
    const role = hoistedRole(guild, member);
    const key = role ? role.id : "";
    if (!groups.has(key)) groups.set(key, { role, members: [] });
    groups.get(key).members.push(member);
  }
  const sorted = [...groups.values()].sort((a, b) => (b.role?.position ?? -1) - (a.role?.position ?? -1));
  const sections = sorted.map(({ role, members }) => {
    members.sort((a, b) => displayName(a.user, a).localeCompare(displayName(b.user, b)));
    return [
      h("h2", { class: "aside__group" }, `${role ? role.name : t("Members")} · ${members.length}`),
      h(
        "ul",
        { class: "aside__list" },
        members.map((member) => h("li", {}, memberButton(member, page))),
      ),
    ];
  });
  replace(
    root,
    h(
      "header",
      { class: "aside__head" },
      h("span", {}, tn("{n} member", "{n} members", guild.members?.length || 0)),
      close,
    ),
    sections,
  );
  roving(root, ".person");
  return root;
}

function memberButton(member, page) {
  const { store, view, act } = page;
  const { user } = member;
  const colour = nameColour(store.guild(), member);
  const tags = [
    user.bot && botTag(),
    store.guild().owner_id === user.id && h("span", { class: "tag tag--quiet" }, t("OWNER")),
    user.id === store.me.id && h("span", { class: "tag tag--quiet" }, t("YOU")),
  ].filter(Boolean);
  const button = h(
    "button",
    {
      type: "button",
      class: "person",
      on: { click: (event) => view.openMember(user.id, event.currentTarget) },
    },
    avatar(user, { size: 32, name: displayName(user, member) }),
    h(
      "span",
      { class: "person__name", vars: colour ? { "--name": colour } : {} },
      displayName(user, member),
    ),
    tags,
  );
  onContext(button, (point) => act.memberMenu(user.id, point));
  return button;
}

/** A small card about one member. */
export function openMemberCard(userId, anchor, page) {
  const { store, view, act } = page;
  const guild = store.guild();
  const member = store.member(userId);
  const user = member?.user || store.user(userId);
  if (!user) return;
  const roles = member
    ? (guild.roles || []).filter((role) => member.roles.includes(role.id)).sort((a, b) => b.position - a.position)
    : [];
  const playable = store.users.some((one) => one.id === userId) && userId !== store.me.id;
  const shown = popup(
    anchor,
    h(
      "div",
      { class: "card", role: "dialog", "aria-label": displayName(user, member) },
      h(
        "div",
        { class: "card__top" },
        avatar(user, { size: 56, name: displayName(user, member) }),
        h(
          "div",
          {},
          h("strong", { class: "card__name" }, displayName(user, member), user.bot && botTag()),
          h("span", { class: "hint" }, `@${user.username}`),
        ),
      ),
      h(
        "p",
        { class: "hint" },
        [
          t(STANDING_WORDS[standing(guild, member)]),
          user.locale && localeName(user.locale),
          member?.joined_at && t("here since {date}", { date: longDate(new Date(member.joined_at)) }),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      roles.length > 0 &&
        h(
          "ul",
          { class: "card__roles", "aria-label": t("Roles") },
          roles.map((role) =>
            h(
              "li",
              { class: "chip" },
              h("span", { class: "dot", vars: roleColour(role) ? { "--dot": hex(roleColour(role)) } : {} }),
              role.name,
            ),
          ),
        ),
      h(
        "div",
        { class: "card__foot" },
        playable &&
          h(
            "button",
            {
              type: "button",
              class: "button button--primary",
              on: { click: () => (shown.close(), view.actAs(userId)) },
            },
            t("Act as {name}", { name: displayName(user, member) }),
          ),
        h(
          "button",
          {
            type: "button",
            class: "button button--secondary",
            on: {
              click: () => {
                const box = shown.box.getBoundingClientRect();
                shown.close();
                act.memberMenu(userId, { x: box.left, y: box.top });
              },
            },
          },
          t("Apps and more"),
        ),
      ),
    ),
  );
}

/** "You are acting as…": everybody one can be, grouped by what they may do in this server. */
export function openSwitcher(anchor, page) {
  const { store, view } = page;
  const guild = store.guild();
  const rows = store.users
    .filter((user) => !user.bot)
    .map((user) => {
      const member = store.member(user.id);
      const kind = guild && !member ? "absent" : standing(guild, member);
      return { user, member, kind };
    })
    .sort((a, b) => [...ORDER, "absent"].indexOf(a.kind) - [...ORDER, "absent"].indexOf(b.kind));
  const groups = {
    owner: t("Owner and admins"),
    admin: t("Owner and admins"),
    moderator: t("Moderators"),
    member: t("Members"),
    absent: t("Not in this server"),
  };
  const list = new Listbox(anchor, { label: t("Act as"), onPick: (item) => (shown.close(), view.actAs(item.value)) });
  list.el.tabIndex = 0;
  list.owner = list.el;
  list.setItems(
    rows.map(({ user, member, kind }) => ({
      value: user.id,
      label: displayName(user, member),
      detail: [kind === "owner" || kind === "admin" ? t(STANDING_WORDS[kind]) : null, localeName(user.locale || "en")]
        .filter(Boolean)
        .join(" · "),
      picture: avatar(user, { size: 32, name: displayName(user, member) }),
      group: groups[kind],
      selected: user.id === store.me.id,
    })),
  );
  list.setActive(
    Math.max(
      0,
      list.items.findIndex((item) => item.selected),
    ),
  );
  list.el.addEventListener("keydown", (event) => list.key(event) || (event.key === "Tab" && shown.close()));
  anchor.setAttribute("aria-expanded", "true");
  const shown = popup(anchor, [h("p", { class: "tray__title" }, t("You are acting as…")), list.el], {
    prefer: "above",
    cls: "switcher",
    label: t("Act as"),
    onClose: () => anchor.setAttribute("aria-expanded", "false"),
  });
}
