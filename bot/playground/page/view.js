// What the drawing modules may ask and do: people and places of the open server, moving about, small errands.
import { ChannelType, Permission } from "./discord.js";
import { openMemberCard, openSwitcher } from "./places/members.js";
import { openPins, openThreads } from "./places/kept.js";
import { report } from "./places/notices.js";
import { isThread } from "./store.js";

export function createView(page) {
  const { store } = page;
  const members = () => {
    const guild = store.guild();
    if (guild) return guild.members || [];
    // In a direct message there are two people.
    return [store.me, store.bot].filter(Boolean).map((user) => ({ user, roles: [] }));
  };
  return {
    guild: () => store.guild(),
    bot: () => store.bot,
    members,
    member: (id) => store.member(id),
    user: (id) => store.user(id),
    roles: () =>
      (store.guild()?.roles || [])
        .filter((role) => role.id !== store.guild().id)
        .sort((a, b) => b.position - a.position),
    everyone: () => (store.guild()?.roles || []).filter((role) => role.id === store.guild().id),
    role: (id) => (store.guild()?.roles || []).find((role) => role.id === id) || null,
    channels: () => (store.guild() ? store.channels().filter((one) => one.type !== ChannelType.CATEGORY) : []),
    channel: (id) => store.channel(id),
    upload: (file) => store.api.upload(file),
    report,
    go: (channelId) => page.go(channelId),
    openGuild: (guildId) => page.openGuild(guildId),
    actAs: (userId) => page.actAs(userId),
    drawer: (which) => page.drawer(which),
    openCommand: (path) => page.composer.openCommand(path),
    insert: (text) => page.composer.insert(text),
    replyTo: (message) => page.composer.replyTo(message),
    jump: (messageId) => page.timeline.jump(messageId),
    openMember: (userId, anchor) => openMemberCard(userId, anchor, page),
    openSwitcher: (anchor) => openSwitcher(anchor, page),
    openPins: (anchor) => openPins(anchor, page),
    openThreads: (anchor) => openThreads(anchor, page),

    mentionsMe: (message) =>
      message.mention_everyone ||
      (message.mentions || []).some((user) => user.id === store.me.id) ||
      (message.mention_roles || []).some((id) => store.member(store.me.id)?.roles.includes(id)),

    /** Whether the acting member may "send", "react", "thread", "post", "pin" or "manage" in the open channel. */
    can(what) {
      const channel = store.channel();
      if (!channel) return false;
      if (!store.guild()) return what === "send" || what === "react";
      const needed = {
        send: isThread(channel) ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES,
        react: Permission.ADD_REACTIONS,
        thread: Permission.CREATE_PUBLIC_THREADS,
        post: Permission.SEND_MESSAGES,
        pin: Permission.PIN_MESSAGES,
        manage: Permission.MANAGE_MESSAGES,
      }[what];
      return Boolean(BigInt(channel.permissions || 0) & needed);
    },
  };
}
