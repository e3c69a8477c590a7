// The lines that say where one is and who one is: the server, the channel, "You are acting as".
import { ChannelType, Permission } from "../discord.js";
import { h, heard, replace } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { openMenu } from "../kit/menu.js";
import { dmName } from "./navigation.js";
import { avatar, displayName, localeName } from "../people.js";
import { standing } from "../permissions.js";
import { channelIcon } from "../asking/select.js";
import { isForum, isThread } from "../store.js";
import { t } from "../kit/words.js";

export const STANDING_WORDS = { owner: "Owner", admin: "Admin", moderator: "Moderator", member: "Member" };

export function drawGuildHead(root, page) {
  const { store, view } = page;
  const guild = store.guild();
  const may = guild && Boolean(BigInt(guild.permissions || 0) & Permission.MANAGE_GUILD);
  const menu =
    may &&
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": t("Server menu"),
        title: t("Server menu"),
        on: { click: (event) => openGuildMenu(event.currentTarget, guild, page) },
      },
      icon("down"),
    );
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button only-narrow",
      "aria-label": t("Close the channel list"),
      on: { click: () => view.drawer(null) },
    },
    icon("close"),
  );
  replace(root, h("h2", {}, guild ? guild.name : t("Direct messages")), menu, close);
}

/** What an admin rehearses: the bot comes into a server, and leaves it. */
function openGuildMenu(anchor, guild, { act, store }) {
  const bot = displayName(store.bot);
  openMenu(anchor, t("Server menu"), [
    guild.has_bot
      ? {
          label: t("Remove {bot} from this server", { bot }),
          icon: "trash",
          danger: true,
          run: () => act.removeBot(guild.id),
        }
      : { label: t("Invite {bot} to this server", { bot }), icon: "plus", run: () => act.inviteBot(guild.id) },
  ]);
}

export function drawTop(root, { store, view }) {
  const channel = store.channel();
  const open = (label, name, which) =>
    h(
      "button",
      {
        type: "button",
        class: ["icon-button", `only-${which}`],
        "aria-label": label,
        title: label,
        on: { click: () => view.drawer(which === "narrow" ? "side" : "aside") },
      },
      icon(name),
    );
  if (!channel)
    return replace(
      root,
      open(t("Open servers and channels"), "menu", "narrow"),
      h("h1", { class: "top__name" }, t("Nothing to see here yet")),
    );
  const parent = isThread(channel) && store.channel(channel.parent_id);
  const name = store.guild() ? channel.name : dmName(channel, store);
  const threaded = channel.type === ChannelType.TEXT || channel.type === ChannelType.ANNOUNCEMENT;
  return replace(
    root,
    open(t("Open servers and channels"), "menu", "narrow"),
    parent &&
      h(
        "button",
        {
          type: "button",
          class: "top__parent",
          "aria-label": t("Back to {channel}", { channel: parent.name }),
          on: { click: () => view.go(parent.id) },
        },
        icon(channelIcon(parent.type), 16),
        parent.name,
        icon("right", 14),
      ),
    h(
      "h1",
      { class: "top__name", id: "place", tabindex: "-1" },
      store.guild() && icon(channelIcon(channel.type)),
      name,
    ),
    channel.topic && h("p", { class: "top__topic", title: channel.topic }, channel.topic),
    h("span", { class: "top__space" }),
    threaded &&
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": t("Threads"),
          title: t("Threads"),
          on: { click: (event) => view.openThreads(event.currentTarget) },
        },
        icon("thread"),
      ),
    !isForum(channel) &&
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": t("Pinned messages"),
          title: t("Pinned messages"),
          on: { click: (event) => view.openPins(event.currentTarget) },
        },
        icon("pin"),
      ),
    store.guild() &&
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": t("Members"),
          title: t("Members"),
          on: { click: () => view.drawer("aside") },
        },
        icon("members"),
      ),
  );
}

export function drawActing(root, { store, view }) {
  const guild = store.guild();
  const member = store.member(store.me.id);
  const role = t(STANDING_WORDS[standing(guild, member)]);
  replace(
    root,
    h(
      "button",
      {
        type: "button",
        class: "acting__button",
        "aria-haspopup": "listbox",
        title: t("Switch member"),
        on: { click: (event) => view.openSwitcher(event.currentTarget) },
      },
      avatar(store.me, { size: 36, name: displayName(store.me, member) }),
      h(
        "span",
        { class: "acting__words" },
        h("span", { class: "hint" }, t("You are acting as")),
        " ",
        h("strong", {}, displayName(store.me, member), heard(",")),
        h(
          "span",
          { class: "hint" },
          [guild && role, localeName(store.me.locale || "en")].filter(Boolean).join(" · "),
          heard(`. ${t("Switch member")}.`),
        ),
      ),
      icon("swap", 18),
    ),
  );
}
