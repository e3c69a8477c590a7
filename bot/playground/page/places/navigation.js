// Server rail and channel list.
import { ChannelType, EventStatus, Permission } from "../discord.js";
import { find, focused, h, replace, roving } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { channelIcon } from "../asking/select.js";
import { avatar, displayName, guildBadge } from "../people.js";
import { isForum, isThread } from "../store.js";
import { currentTheme, toggleTheme } from "../kit/theme.js";
import { t } from "../kit/words.js";

const KIND_WORDS = {
  [ChannelType.VOICE]: "voice channel",
  [ChannelType.ANNOUNCEMENT]: "announcement channel",
  [ChannelType.FORUM]: "forum",
  [ChannelType.MEDIA]: "media channel",
};
const byPosition = (a, b) => (a.position ?? 0) - (b.position ?? 0);

export function drawRail(root, { store, view }) {
  const key = root.contains(focused()) ? focused()?.dataset.key : null;
  const home =
    store.dms.length > 0 &&
    railButton({
      key: "@me",
      label: t("Direct messages"),
      current: !store.route.guildId,
      unread: store.dms.some((one) => store.isUnread(one)),
      face: h("span", { class: "badge-guild badge-guild--home", "aria-hidden": "true" }, icon("members", 22)),
      run: () => view.go(store.dms[0].id),
    });
  const guilds = store.guilds.map((guild) =>
    railButton({
      key: guild.id,
      label: guild.name,
      current: guild.id === store.route.guildId,
      unread: store.channels(guild).some((one) => one.type !== ChannelType.CATEGORY && store.isUnread(one)),
      face: guildBadge(guild),
      run: () => view.openGuild(guild.id),
    }),
  );
  replace(
    root,
    home,
    home && h("span", { class: "rail__line", role: "presentation" }),
    guilds,
    h("span", { class: "rail__space" }),
    themeButton(),
  );
  roving(root, ".rail__button");
  if (key) find(root, `[data-key="${key}"]`)?.focus();
}

function railButton({ key, label, current, unread, face, run }) {
  return h(
    "button",
    {
      type: "button",
      class: ["rail__button", current && "is-current", unread && "is-unread"],
      "aria-label": unread ? t("{name}, unread", { name: label }) : label,
      "aria-current": current ? "page" : null,
      title: label,
      data: { key },
      on: { click: run },
    },
    h("span", { class: "rail__pill", "aria-hidden": "true" }),
    face,
  );
}

function themeButton() {
  const words = () => (currentTheme() === "dark" ? t("Switch to light colours") : t("Switch to dark colours"));
  const draw = () => {
    button.replaceChildren(icon(currentTheme() === "dark" ? "sun" : "moon"));
    button.setAttribute("aria-label", words());
    button.title = words();
  };
  const button = h("button", {
    type: "button",
    class: "rail__button rail__theme",
    data: { key: "theme" },
    on: { click: () => (toggleTheme(), draw()) },
  });
  draw();
  return button;
}

export function drawChannels(root, page) {
  const { store } = page;
  const key = root.contains(focused()) ? focused()?.dataset.key : null;
  const guild = store.guild();
  const list = h("div", { class: "channels__items" });
  if (!guild)
    for (const dm of store.dms)
      list.append(channelButton(dm, page, { name: dmName(dm, store), face: avatar(dmUser(dm, store), { size: 24 }) }));
  else {
    const all = guild.channels || [];
    const inside = (parent) =>
      all.filter((one) => one.type !== ChannelType.CATEGORY && (one.parent_id || null) === parent).sort(byPosition);
    for (const channel of inside(null)) list.append(...withThreads(channel, guild, page));
    for (const category of all.filter((one) => one.type === ChannelType.CATEGORY).sort(byPosition)) {
      const children = inside(category.id);
      if (children.length)
        list.append(
          h("h3", { class: "channels__category" }, category.name),
          ...children.flatMap((channel) => withThreads(channel, guild, page)),
        );
    }
    list.append(...eventList(guild));
  }
  replace(root, list);
  roving(root, ".channel");
  if (key) find(root, `[data-key="${key}"]`)?.focus();
}

function withThreads(channel, guild, page) {
  const { store } = page;
  // A forum's posts are its own view; only the one that is open shows in the list.
  const threads = (guild.threads || []).filter(
    (one) =>
      one.parent_id === channel.id &&
      (isForum(channel)
        ? one.id === store.route.channelId
        : !one.thread_metadata?.archived || one.id === store.route.channelId),
  );
  /** @type {HTMLElement[]} */
  const nodes = [channelButton(channel, page)];
  if (threads.length)
    nodes.push(
      h(
        "div",
        {
          class: "channels__threads",
          role: "group",
          "aria-label": t("Threads in {channel}", { channel: channel.name }),
        },
        threads.map((one) => channelButton(one, page)),
      ),
    );
  return nodes;
}

function channelButton(channel, { store, view }, { name = channel.name, face = null } = {}) {
  const current = channel.id === store.route.channelId;
  const unread = !current && store.isUnread(channel);
  const kind = t(KIND_WORDS[channel.type] || (isThread(channel) ? "thread" : "text channel"));
  return h(
    "button",
    {
      type: "button",
      class: ["channel", isThread(channel) && "channel--thread", current && "is-current", unread && "is-unread"],
      "aria-current": current ? "page" : null,
      "aria-label": [name, face ? null : kind, unread && t("unread")].filter(Boolean).join(", "),
      data: { key: channel.id },
      on: { click: () => view.go(channel.id) },
    },
    face || icon(isLocked(channel, store) ? "lock" : channelIcon(channel.type), 18),
    h("span", { class: "channel__name" }, name),
  );
}

/** Closed to the server's everybody: the lock says so. */
function isLocked(channel, store) {
  const everyone = (channel.permission_overwrites || []).find((one) => one.id === store.route.guildId);
  return Boolean(everyone && BigInt(everyone.deny || 0) & Permission.VIEW_CHANNEL);
}

const dmUser = (dm, store) => dm.recipients?.find((one) => one.id !== store.me.id) || store.bot;
export const dmName = (dm, store) => displayName(dmUser(dm, store));

function eventList(guild) {
  const events = (guild.guild_scheduled_events || []).filter((one) => one.status === EventStatus.SCHEDULED || one.status === EventStatus.ACTIVE);
  if (!events.length) return [];
  return [
    h("h3", { class: "channels__category" }, t("Events")),
    ...events.map((one) =>
      h(
        "details",
        { class: "event" },
        h("summary", { class: "event__name" }, icon("calendar", 18), one.name),
        h(
          "p",
          { class: "hint" },
          new Date(one.scheduled_start_time).toLocaleString(),
          one.entity_metadata?.location ? ` · ${one.entity_metadata.location}` : "",
        ),
        one.description && h("p", {}, one.description),
      ),
    ),
  ];
}
