// What a person can do with a message or a member, apart from talking to the bot.
import { localised } from "./asking/command_tree.js";
import { ChannelType, CommandType, Limit, MessageType } from "./discord.js";
import { announce } from "./kit/dom.js";
import { openMenu } from "./kit/menu.js";
import { openReactionPanel } from "./messages/reactions.js";
import { askText } from "./kit/ask.js";
import { isEphemeral } from "./messages/message.js";
import { plainText } from "./text/markdown.js";
import { currentLocale, displayName } from "./people.js";
import { isThread } from "./store.js";
import { t } from "./kit/words.js";

const THREADABLE = new Set([ChannelType.TEXT, ChannelType.ANNOUNCEMENT]);

export function createActions({ store, api, view, interactions }) {
  /** Runs a call; a refusal is shown as a short notice. */
  async function attempt(promise) {
    try {
      return await promise;
    } catch (error) {
      view.report(error.message);
      return null;
    }
  }

  const act = {
    react: (message, emoji, burst = false) => attempt(api.react(message.channel_id, message.id, emoji, burst)),
    unreact: (message, emoji, burst = false) => attempt(api.unreact(message.channel_id, message.id, emoji, burst)),
    // Only a tooltip depends on it, so a refusal stays quiet.
    reactors: (message, emoji) => api.reactors(message.channel_id, message.id, emoji).catch(() => null),

    async remove(message) {
      if (message.local) return store.drop(message.channel_id, message.id);
      await attempt(
        api.deleteMessage(message.channel_id, message.id).then(() => store.drop(message.channel_id, message.id)),
      );
    },

    async startThread(message) {
      const name = await askText({
        title: t("Start a thread"),
        label: t("Thread name"),
        value: message ? plainText(message.content).slice(0, 60) : "",
        go: t("Start thread"),
        limit: Limit.THREAD_NAME,
        save: (value) =>
          api.startThread(message ? message.channel_id : store.route.channelId, {
            name: value,
            ...(message ? { message_id: message.id } : {}),
          }),
      });
      if (name) {
        await store.refresh();
        view.go(name.id);
      }
    },

    edit: (message) =>
      askText({
        title: t("Edit message"),
        label: t("Message"),
        value: message.content,
        go: t("Save"),
        limit: Limit.CONTENT,
        long: true,
        save: (words) => api.edit(message.channel_id, message.id, words),
      }),

    inviteBot: (guildId) => attempt(api.inviteBot(guildId).then(() => store.refresh())),
    removeBot: (guildId) => attempt(api.removeBot(guildId).then(() => store.refresh())),

    async direct(userId) {
      const channel = await attempt(api.openDm(userId));
      if (!channel) return;
      await store.refresh();
      view.go(channel.id);
    },

    async messageMenu(message, anchor) {
      const commands = (await store.commandsFor(store.route.guildId)).filter((one) => one.type === CommandType.MESSAGE);
      const shown = isEphemeral(message);
      const mine = message.author.id === store.me.id;
      const channel = store.channel(message.channel_id);
      const threadable =
        !shown && view.can("thread") && THREADABLE.has(channel?.type) && !isThread(channel) && !message.thread;
      openMenu(anchor, t("Message actions"), [
        !shown &&
          view.can("react") && {
            label: t("Add reaction"),
            icon: "smile",
            run: () => openReactionPanel(anchor, message, view, act),
          },
        !shown && view.can("send") && { label: t("Reply"), icon: "reply", run: () => view.replyTo(message) },
        threadable && { label: t("Start thread"), icon: "thread", run: () => act.startThread(message) },
        mine &&
          !shown &&
          message.type !== MessageType.THREAD_CREATED && { label: t("Edit message"), icon: "edit", run: () => act.edit(message) },
        !shown &&
          view.can("pin") && {
            label: message.pinned ? t("Unpin message") : t("Pin message"),
            icon: "pin",
            run: () => attempt((message.pinned ? api.unpin : api.pin)(message.channel_id, message.id)),
          },
        message.content && { label: t("Copy text"), icon: "copy", run: () => copy(message.content) },
        { label: t("Copy message ID"), icon: "copy", run: () => copy(message.id) },
        commands.length > 0 && { heading: t("Apps") },
        ...commands.map((command) => ({
          label: localised(command.name_localizations, command.name, currentLocale()),
          icon: "apps",
          run: () => interactions.target(command, message.id, command.name),
        })),
        (message.reactions || []).length > 0 && view.can("manage") && { line: true },
        (message.reactions || []).length > 0 &&
          view.can("manage") && {
            label: t("Remove all reactions"),
            icon: "trash",
            danger: true,
            run: () => attempt(api.clearReactions(message.channel_id, message.id)),
          },
        (mine || shown || view.can("manage")) && {
          label: shown ? t("Dismiss message") : t("Delete message"),
          icon: "trash",
          danger: true,
          run: () => act.remove(message),
        },
      ]);
    },

    async memberMenu(userId, anchor) {
      const commands = (await store.commandsFor(store.route.guildId)).filter((one) => one.type === CommandType.USER);
      const user = store.user(userId);
      const playable = store.users.some((one) => one.id === userId);
      openMenu(anchor, t("Actions for {name}", { name: displayName(user, view.member(userId)) }), [
        playable &&
          userId !== store.me.id && {
            label: t("Act as {name}", { name: displayName(user, view.member(userId)) }),
            icon: "swap",
            run: () => view.actAs(userId),
          },
        view.can("send") && { label: t("Mention"), icon: "members", run: () => view.insert(`<@${userId}> `) },
        userId !== store.me.id && { label: t("Send a direct message"), icon: "reply", run: () => act.direct(userId) },
        { label: t("Copy user ID"), icon: "copy", run: () => copy(userId) },
        commands.length > 0 && { heading: t("Apps") },
        ...commands.map((command) => ({
          label: localised(command.name_localizations, command.name, currentLocale()),
          icon: "apps",
          run: () => interactions.target(command, userId, `${command.name} · ${displayName(user)}`),
        })),
      ]);
    },
  };
  return act;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(t("Copied."));
  } catch {
    announce(t("The browser does not allow copying here."), true);
  }
}
