// The page's one picture of the playground. Everything on the screen is drawn from here, and only here is it changed:
// by the state call (as a member), by the events socket, and by reading a channel's messages.
//
// Topics: "state" (anything about servers, channels, members), "messages" {channelId, kind, message|id},
// "route", "typing", "unread", "commands", "asked" (the member called a command), "status".
import { ChannelType, MessageFlag, TYPING_SHOWN_MS } from "./discord.js";
import { compareIds } from "./kit/snowflakes.js";
import { recall, remember } from "./kit/memory.js";
import { debounce } from "./kit/dom.js";
import { applyPollVote, applyReaction } from "./messages/message_events.js";

const THREAD_TYPES = new Set([
  ChannelType.ANNOUNCEMENT_THREAD,
  ChannelType.PUBLIC_THREAD,
  ChannelType.PRIVATE_THREAD,
]);
export const isThread = (channel) => THREAD_TYPES.has(channel?.type);
export const isForum = (channel) => channel?.type === ChannelType.FORUM || channel?.type === ChannelType.MEDIA;
const REDRAW_PAUSE_MS = 60;

export class Store {
  constructor(api) {
    this.api = api;
    this.me = null;
    this.users = [];
    this.guilds = [];
    this.dms = [];
    this.bot = null;
    this.botReady = false;
    this.online = false;
    this.route = { guildId: null, channelId: null };
    this.messages = new Map();
    this.commands = new Map();
    this.commandsStale = false;
    this.typing = new Map();
    this.listeners = new Map();
    this.refreshSoon = debounce(() => this.refresh().catch(() => {}), REDRAW_PAUSE_MS);
  }

  on(topic, fn) {
    if (!this.listeners.has(topic)) this.listeners.set(topic, new Set());
    this.listeners.get(topic).add(fn);
  }

  emit(topic, detail) {
    for (const fn of this.listeners.get(topic) || []) fn(detail);
  }

  /** Reads the whole state afresh; messages already read stay. */
  async refresh() {
    const state = await this.api.state();
    this.me = state.me;
    this.users = state.users || [];
    this.guilds = state.guilds || [];
    this.dms = state.dms || [];
    this.bot = state.bot;
    this.botReady = Boolean(state.bot_ready);
    this.seedRead();
    this.emit("state");
    this.emit("status");
    if (!this.commandsStale) return;
    this.commandsStale = false;
    this.commands.clear();
    this.emit("commands");
  }

  /** Forgets what only the former member could see. */
  forget() {
    this.messages.clear();
    this.commands.clear();
    this.typing.clear();
  }

  // Looking things up -------------------------------------------------------------------------------------------

  guild(id = this.route.guildId) {
    return this.guilds.find((guild) => guild.id === id) || null;
  }

  channels(guild = this.guild()) {
    return guild ? [...(guild.channels || []), ...(guild.threads || [])] : this.dms;
  }

  channel(id = this.route.channelId) {
    for (const guild of this.guilds) {
      const found = this.channels(guild).find((channel) => channel.id === id);
      if (found) return found;
    }
    return this.dms.find((channel) => channel.id === id) || null;
  }

  guildOf(channelId) {
    return this.guilds.find((guild) => this.channels(guild).some((c) => c.id === channelId)) || null;
  }

  member(userId, guild = this.guild()) {
    return guild?.members?.find((member) => member.user.id === userId) || null;
  }

  user(userId) {
    for (const guild of this.guilds) {
      const member = this.member(userId, guild);
      if (member) return member.user;
    }
    if (this.bot?.id === userId) return this.bot;
    return this.users.find((user) => user.id === userId) || null;
  }

  message(channelId, messageId) {
    return this.messages.get(channelId)?.list.find((message) => message.id === messageId) || null;
  }

  // Messages ------------------------------------------------------------------------------------------------------

  room(channelId) {
    if (!this.messages.has(channelId)) this.messages.set(channelId, { list: [], loaded: false, complete: false });
    return this.messages.get(channelId);
  }

  async load(channelId, { older = false } = {}) {
    const room = this.room(channelId);
    const limit = 50;
    const oldest = room.list.find((message) => !message.local);
    const page = await this.api.messages(channelId, older ? oldest?.id : undefined, limit);
    const known = new Map(room.list.map((message) => [message.id, message]));
    for (const message of page) known.set(message.id, message);
    room.list = [...known.values()].sort((a, b) => compareIds(a.id, b.id));
    room.complete = page.length < limit;
    room.loaded = true;
    this.emit("messages", { channelId, kind: older ? "older" : "reset" });
  }

  put(message) {
    const room = this.room(message.channel_id);
    const at = room.list.findIndex((one) => one.id === message.id);
    if (at >= 0) {
      // An update is the whole message as this member sees it; marks that it does not name are gone.
      room.list[at] = message;
      this.emit("messages", { channelId: message.channel_id, kind: "update", message: room.list[at] });
      return;
    }
    room.list.push(message);
    room.list.sort((a, b) => compareIds(a.id, b.id));
    this.emit("messages", { channelId: message.channel_id, kind: "add", message });
  }

  drop(channelId, messageId) {
    const room = this.room(channelId);
    room.list = room.list.filter((message) => message.id !== messageId);
    this.emit("messages", { channelId, kind: "remove", id: messageId });
  }

  // Read and unread ------------------------------------------------------------------------------------------------

  readKey() {
    return `read.${this.me.id}`;
  }

  /** On a first visit everything counts as read: a newcomer should not meet a wall of dots. */
  seedRead() {
    if (!this.me || recall(this.readKey())) return;
    const marks = {};
    for (const guild of this.guilds) for (const c of this.channels(guild)) marks[c.id] = c.last_message_id || "0";
    remember(this.readKey(), marks);
  }

  markRead(channelId, messageId) {
    const marks = recall(this.readKey(), {});
    const channel = this.channel(channelId);
    const newest = messageId || channel?.last_message_id || "0";
    if (compareIds(newest, marks[channelId]) <= 0) return;
    remember(this.readKey(), { ...marks, [channelId]: newest });
    this.emit("unread");
  }

  lastRead(channelId) {
    return recall(this.readKey(), {})[channelId] || "0";
  }

  isUnread(channel) {
    return Boolean(channel.last_message_id) && compareIds(channel.last_message_id, this.lastRead(channel.id)) > 0;
  }

  // Events ---------------------------------------------------------------------------------------------------------

  apply(type, data) {
    if (type.startsWith("MESSAGE_")) return this.applyMessage(type, data);
    if (type === "TYPING_START") {
      this.typing.set(`${data.channel_id}:${data.user_id}`, Date.now() + TYPING_SHOWN_MS);
      return this.emit("typing");
    }
    if (type === "COMMANDS_UPDATE") {
      this.commands.clear();
      return this.emit("commands");
    }
    // Roles, and the bot's coming and going, change what can be called.
    if (type.startsWith("GUILD_")) this.commandsStale = true;
    if (/^(GUILD|CHANNEL|THREAD|USER|BOT|READY|STAGE)/.test(type)) this.refreshSoon();
  }

  applyMessage(type, data) {
    const { channel_id: channelId } = data;
    if (type === "MESSAGE_CREATE") {
      this.typing.delete(`${channelId}:${data.author.id}`);
      const channel = this.channel(channelId);
      if (channel && !(data.flags & MessageFlag.EPHEMERAL)) channel.last_message_id = data.id;
      this.put(data);
      if (data.author.id === this.me.id) this.markRead(channelId, data.id);
      this.emit("unread");
      this.emit("typing");
    } else if (type === "MESSAGE_UPDATE") {
      // An edit of a message that was never read here is not news for the list.
      if (this.message(channelId, data.id)) this.put(data);
    } else if (type === "MESSAGE_DELETE") this.drop(channelId, data.id);
    else if (type === "MESSAGE_DELETE_BULK") for (const id of data.ids) this.drop(channelId, id);
    else this.applyMark(type, data);
  }

  applyMark(type, data) {
    const message = this.message(data.channel_id, data.message_id);
    if (!message) return;
    if (type.startsWith("MESSAGE_REACTION_")) applyReaction(message, type, data, this.me.id);
    else if (type.startsWith("MESSAGE_POLL_VOTE_")) applyPollVote(message, type, data, this.me.id);
    this.emit("messages", { channelId: data.channel_id, kind: "update", message });
  }

  async commandsFor(guildId) {
    const key = guildId || "@me";
    if (!this.commands.has(key))
      this.commands.set(
        key,
        this.api.commands(guildId).catch(() => []),
      );
    return this.commands.get(key);
  }
}
