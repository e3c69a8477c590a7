// Select menus of messages and modals: string, user, role, mentionable, channel; one value or several.
import { ChannelType, ComponentType } from "../discord.js";
import { announce, h, uid } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { popup } from "../kit/layer.js";
import { Listbox } from "../kit/listbox.js";
import { emojiNode } from "../text/emoji.js";
import { avatar, displayName, hex, roleColour } from "../people.js";
import { t, tn } from "../kit/words.js";

const SEARCH_FROM = 8;

export const userItem = (user, member) => ({
  value: user.id,
  label: displayName(user, member),
  detail: `@${user.username}`,
  picture: avatar(user, { size: 24 }),
  kind: "user",
});

export const roleItem = (role) => ({
  value: role.id,
  label: `@${role.name.replace(/^@/, "")}`,
  picture: h("span", {
    class: "dot",
    "aria-hidden": "true",
    vars: roleColour(role) ? { "--dot": hex(roleColour(role)) } : {},
  }),
  kind: "role",
});

const CHANNEL_ICONS = {
  [ChannelType.VOICE]: "voice",
  [ChannelType.ANNOUNCEMENT]: "megaphone",
  [ChannelType.ANNOUNCEMENT_THREAD]: "thread",
  [ChannelType.PUBLIC_THREAD]: "thread",
  [ChannelType.PRIVATE_THREAD]: "thread",
  [ChannelType.STAGE]: "voice",
  [ChannelType.FORUM]: "forum",
  [ChannelType.MEDIA]: "forum",
};
export const channelIcon = (type) => CHANNEL_ICONS[type] || "hash";

export const channelItem = (channel) => ({
  value: channel.id,
  label: channel.name,
  picture: icon(channelIcon(channel.type), 18),
  kind: "channel",
});

/** What a select may offer, in the order Discord offers it. */
function selectItems(component, view) {
  const users = () => view.members().map((member) => userItem(member.user, member));
  const roles = () => [...view.roles(), ...view.everyone()].map(roleItem);
  switch (component.type) {
    case ComponentType.STRING_SELECT:
      return (component.options || []).map((one) => ({
        value: one.value,
        label: one.label,
        detail: one.description,
        picture: one.emoji && emojiNode(one.emoji),
      }));
    case ComponentType.USER_SELECT:
      return users();
    case ComponentType.ROLE_SELECT:
      return roles();
    case ComponentType.MENTIONABLE_SELECT:
      return [...users(), ...roles()];
    default: {
      const wanted = component.channel_types;
      return view
        .channels()
        .filter((channel) => !wanted?.length || wanted.includes(channel.type))
        .map(channelItem);
    }
  }
}

const startValues = (component) =>
  component.type === ComponentType.STRING_SELECT
    ? (component.options || []).filter((one) => one.default).map((one) => one.value)
    : (component.default_values || []).map((one) => String(one.id));

const PLACEHOLDER = {
  [ComponentType.STRING_SELECT]: "Choose…",
  [ComponentType.USER_SELECT]: "Choose a member…",
  [ComponentType.ROLE_SELECT]: "Choose a role…",
  [ComponentType.MENTIONABLE_SELECT]: "Choose a member or role…",
  [ComponentType.CHANNEL_SELECT]: "Choose a channel…",
};

/**
 * A select as a button with a list. `onCommit(values)` is called when a choice is made (one value) or when the list
 * of several closes changed, as Discord does. Returns {el, values()}.
 */
export function selectControl(
  component,
  view,
  { onCommit = null, labelledBy = null, describedBy = null, invalid = null } = {},
) {
  const items = selectItems(component, view);
  const least = component.min_values ?? 1;
  const most = Math.min(component.max_values ?? 1, items.length || 1);
  const multi = most > 1;
  let chosen = startValues(component);
  const placeholder = component.placeholder || t(PLACEHOLDER[component.type] || "Choose…");
  const shown = h("span", { class: "select__shown", id: uid("shown") });
  const button = h(
    "button",
    {
      type: "button",
      class: "select",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": labelledBy ? null : placeholder,
      "aria-labelledby": labelledBy ? `${labelledBy} ${shown.id}` : null,
      "aria-describedby": describedBy,
      "aria-invalid": invalid,
      disabled: Boolean(component.disabled),
      data: { key: component.custom_id || "" },
    },
    shown,
    icon("down", 18),
  );

  function draw() {
    shown.replaceChildren();
    if (!chosen.length) shown.append(h("span", { class: "select__placeholder" }, placeholder));
    for (const value of chosen) {
      const item = items.find((one) => one.value === value);
      shown.append(
        h(
          "span",
          { class: multi ? "chip" : "select__value" },
          item?.picture?.cloneNode(true),
          item ? item.label : value,
        ),
      );
    }
  }

  function openList() {
    const before = chosen.join("\n");
    const search = h("input", {
      class: "field",
      type: "search",
      role: "combobox",
      "aria-expanded": "true",
      autocomplete: "off",
      placeholder: t("Search"),
      "aria-label": t("Search {list}", { list: placeholder }),
    });
    const searchable = items.length > SEARCH_FROM || component.type !== ComponentType.STRING_SELECT;
    const owner = searchable ? search : button;
    const list = new Listbox(owner, { label: placeholder, multi, onPick: pick });
    const redraw = (keep) => {
      const wanted = search.value.trim().toLowerCase();
      const full = multi && chosen.length >= most;
      const found = items.filter((item) => `${item.label} ${item.detail || ""}`.toLowerCase().includes(wanted));
      list.setItems(
        found.map((item) => ({
          ...item,
          selected: chosen.includes(item.value),
          disabled: full && !chosen.includes(item.value),
        })),
        { keep, empty: t("Nothing of that name.") },
      );
    };
    const done =
      multi &&
      h(
        "div",
        { class: "select__foot" },
        h("span", { class: "hint" }, tn("Choose up to {n}", "Choose up to {n}", most)),
        h(
          "button",
          { type: "button", class: "button button--small", on: { click: () => shownList.close() } },
          t("Done"),
        ),
      );
    // A choice of nothing is a choice too where none is asked for.
    const clear =
      !multi &&
      least === 0 &&
      chosen.length > 0 &&
      h(
        "button",
        {
          type: "button",
          class: "button button--small button--quiet",
          on: { click: () => ((chosen = []), shownList.close()) },
        },
        t("Clear choice"),
      );
    const shownList = popup(button, [searchable && search, list.el, done, clear], {
      cls: "select-popup",
      label: placeholder,
      wide: true,
      focus: false,
      onClose(how) {
        button.setAttribute("aria-expanded", "false");
        button.removeAttribute("aria-activedescendant");
        button.removeAttribute("aria-controls");
        button.removeEventListener("keydown", onKey);
        if (how !== "outside") button.focus({ preventScroll: true });
        if (onCommit && chosen.length < least) {
          announce(tn("Choose at least {n}.", "Choose at least {n}.", least), true);
          chosen = before ? before.split("\n") : [];
        }
        draw();
        if (chosen.join("\n") !== before) onCommit?.(chosen);
      },
    });
    function pick(item) {
      if (!multi) {
        chosen = [item.value];
        return shownList.close();
      }
      chosen = chosen.includes(item.value) ? chosen.filter((one) => one !== item.value) : [...chosen, item.value];
      redraw(true);
      draw();
    }
    function onKey(event) {
      if (event.key === "Tab") shownList.close("outside");
      else if (event.key === " " && owner === button && list.active) {
        event.preventDefault();
        list.onPick(list.active);
      } else list.key(event);
    }
    search.addEventListener("input", () => redraw(false));
    owner.addEventListener("keydown", onKey);
    redraw(false);
    const first = list.items.findIndex((item) => item.selected);
    if (first >= 0) list.setActive(first);
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", list.el.id);
    if (searchable) search.focus({ preventScroll: true });
    shownList.replace();
    closeOpen = () => shownList.close();
  }

  let closeOpen = null;
  button.addEventListener("click", () => (button.getAttribute("aria-expanded") === "true" ? closeOpen() : openList()));
  button.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || button.getAttribute("aria-expanded") === "true") return;
    event.preventDefault();
    openList();
    // This very key press must not also move in the list that it opened.
    event.stopImmediatePropagation();
  });
  draw();
  return { el: button, values: () => chosen, least, most };
}
