// The composition root of the page: store, view, interactions and the drawn regions meet here.
import { ChannelType } from "./discord.js";
import { announce, debounce, focusables } from "./kit/dom.js";
import { createApi, openEvents } from "./api.js";
import { createActions } from "./actions.js";
import { Composer } from "./writing/composer.js";
import { Forum } from "./places/forum.js";
import { Interactions } from "./asking/interactions.js";
import { followInside } from "./places/links.js";
import { keepTimesTrue } from "./text/markdown_view.js";
import { recall, remember } from "./kit/memory.js";
import { drawMembers } from "./places/members.js";
import { drawActing, drawGuildHead, drawTop } from "./places/headers.js";
import { dmName, drawChannels, drawRail } from "./places/navigation.js";
import { drawBanner, drawHint, drawTyping, shrinkHint } from "./places/notices.js";
import { displayName, setLocale } from "./people.js";
import { shutAll } from "./text/spoilers.js";
import { Store, isForum } from "./store.js";
import { onSystemTheme } from "./kit/theme.js";
import { Timeline } from "./messages/timeline.js";
import { createView } from "./view.js";
import { t } from "./kit/words.js";

const POLL_MS = 1000;
const $ = (id) => document.getElementById(id);

class Page {
  constructor() {
    this.userId = new URLSearchParams(location.search).get("as") || recall("as");
    this.store = new Store(createApi(() => this.userId || undefined));
    this.view = createView(this);
    this.interactions = new Interactions(this.store, this.view);
    this.act = createActions({
      store: this.store,
      api: this.store.api,
      view: this.view,
      interactions: this.interactions,
    });
    this.timeline = new Timeline(this);
    this.forum = new Forum(this);
    this.composer = new Composer(this);
    this.hint = document.createElement("div");
    this.typing = document.createElement("p");
    this.typing.className = "typing";
    this.closeEvents = null;
    this.showing = null;
  }

  async start() {
    $("foot").append(this.hint, this.composer.el, this.typing);
    const { store } = this;
    store.on("state", () => this.onState());
    store.on("route", () => this.drawAll());
    store.on(
      "unread",
      debounce(() => this.drawLists(), 50),
    );
    store.on("messages", (change) => this.timeline.onMessages(change));
    store.on("typing", () => drawTyping(this.typing, this));
    store.on("status", () => drawBanner($("banner"), store));
    store.on("commands", () => this.readCommands());
    store.on("asked", () => shrinkHint(this.hint));
    addEventListener("hashchange", () => this.follow());
    addEventListener("keydown", (event) => this.typeAnywhere(event));
    document.addEventListener("click", (event) => followInside(event, this));
    // Not by the address: that says which channel is open.
    $("skip").addEventListener("click", (event) => (event.preventDefault(), this.skip()));
    $("veil").addEventListener("click", () => this.drawer(null));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.drawer(null));
    onSystemTheme(() => this.drawLists());
    setInterval(() => drawTyping(this.typing, this), POLL_MS);
    keepTimesTrue();
    await this.enter();
  }

  /** Becomes the wanted member: reads the state and listens to their events. */
  async enter() {
    for (;;) {
      try {
        await this.store.refresh();
        break;
      } catch (error) {
        // A remembered member of an earlier playground is unknown to this one.
        if (error.status >= 400 && error.status < 500 && this.userId) this.userId = null;
        else {
          this.store.online = false;
          this.store.emit("status");
          await new Promise((done) => setTimeout(done, POLL_MS));
        }
      }
    }
    this.userId = this.store.me.id;
    remember("as", this.userId);
    const url = new URL(location.href);
    url.searchParams.set("as", this.userId);
    history.replaceState(null, "", url);
    this.listen();
    this.follow();
    this.waitForBot();
  }

  listen() {
    this.closeEvents?.();
    this.closeEvents = openEvents(this.userId, {
      onEvent: (type, data) =>
        type.startsWith("INTERACTION_") ? this.interactions.onEvent(type, data) : this.store.apply(type, data),
      onUp: (again) => {
        this.store.online = true;
        this.store.emit("status");
        if (again) this.catchUp();
      },
      onDown: () => {
        this.store.online = false;
        this.store.emit("status");
      },
    });
  }

  /** What happened while the socket was away is read, not guessed. */
  async catchUp() {
    await this.store.refresh().catch(() => {});
    for (const [channelId, room] of this.store.messages)
      if (channelId !== this.store.route.channelId) room.loaded = false;
    const { channelId } = this.store.route;
    if (channelId) await this.store.load(channelId).catch(() => {});
    this.readCommands();
    this.waitForBot();
  }

  waitForBot() {
    if (this.waiting || this.store.botReady) return;
    this.waiting = setInterval(async () => {
      if (this.store.online) await this.store.refresh().catch(() => {});
      if (!this.store.botReady) return;
      clearInterval(this.waiting);
      this.waiting = null;
      this.store.commands.clear();
      this.readCommands();
    }, POLL_MS);
  }

  async readCommands() {
    await this.composer.readCommands();
    drawHint(this.hint, this);
  }

  async actAs(userId) {
    if (userId === this.userId) return;
    this.userId = userId;
    shutAll();
    this.store.forget();
    this.showing = null;
    await this.enter();
    announce(t("You are acting as {name}.", { name: displayName(this.store.me, this.store.member(userId)) }));
  }

  // Places -------------------------------------------------------------------------------------------------------------

  go(channelId) {
    const guild = this.store.guildOf(channelId);
    this.drawer(null);
    location.hash = `#/${guild ? guild.id : "@me"}/${channelId}`;
  }

  openGuild(guildId) {
    const guild = this.store.guild(guildId);
    const kept = recall("places", {})[guildId];
    const channel = this.store.channels(guild).find((one) => one.id === kept) || this.firstChannel(guild);
    if (!channel) return;
    const guildHash = `#/${guildId}/${channel.id}`;
    // On a phone the channel list stays open, so that a channel can be chosen next.
    location.hash = guildHash;
  }

  firstChannel(guild) {
    const all = [...(guild?.channels || [])].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    return all.find((one) => one.type === ChannelType.TEXT) || all.find((one) => one.type !== ChannelType.CATEGORY) || null;
  }

  /** Brings the page to what the address says, or to the nearest place this member may see. */
  follow() {
    const { store } = this;
    const [, guildId, channelId] = location.hash.split("/");
    let channel = channelId && store.channel(channelId);
    if (!channel) {
      const guild = store.guild(guildId) || store.guilds[0] || null;
      channel = this.firstChannel(guild) || store.dms[0] || null;
      if (channel) history.replaceState(null, "", `#/${guild ? guild.id : "@me"}/${channel.id}`);
    }
    const home = channel && store.guildOf(channel.id);
    store.route = { guildId: home?.id || null, channelId: channel?.id || null };
    if (home) remember("places", { ...recall("places", {}), [home.id]: channel.id });
    setLocale(store.me.locale);
    store.emit("route");
  }

  onState() {
    const { channelId } = this.store.route;
    if (channelId && !this.store.channel(channelId)) return this.follow();
    if (!channelId) return;
    this.drawAll();
    this.timeline.drawUnknown();
  }

  drawLists() {
    drawRail($("rail"), this);
    drawChannels($("channels"), this);
  }

  drawAll() {
    drawGuildHead($("guild-head"), this);
    this.drawLists();
    drawTop($("top"), this);
    drawActing($("acting"), this);
    drawMembers($("aside"), this);
    drawTyping(this.typing, this);
    this.showChannel();
  }

  showChannel() {
    const channel = this.store.channel();
    $("foot").hidden = !channel || isForum(channel);
    $("skip").textContent = $("foot").hidden ? t("Skip to the posts") : t("Skip to the message box");
    if (!channel) {
      this.showing = null;
      return $("view").replaceChildren(
        Object.assign(document.createElement("p"), {
          className: "empty",
          textContent: t("{name} is in no server that this playground knows.", { name: displayName(this.store.me) }),
        }),
      );
    }
    const place = this.store.guild() ? `#${channel.name}` : `@${dmName(channel, this.store)}`;
    document.title = `${place} · Linger playground`;
    if (isForum(channel)) {
      this.showing = channel.id;
      this.timeline.channelId = null;
      $("view").replaceChildren(this.forum.el);
      this.store.markRead(channel.id);
      return this.forum.show(channel);
    }
    this.composer.allowed = this.view.can("send");
    if (this.showing === channel.id) return null;
    this.showing = channel.id;
    $("view").replaceChildren(this.timeline.el);
    this.timeline.setIntro(place, channel);
    this.timeline.show(channel.id);
    const shown = this.composer.show(channel, {
      place,
      allowed: this.view.can("send"),
      why: t("You may not write in {place}. Commands still work.", { place }),
    });
    shown.then(() => drawHint(this.hint, this));
    // A finger would only get a keyboard over the words.
    if (matchMedia("(hover: hover)").matches && !document.querySelector(".dialog, .popup")) this.composer.box.focus();
    return null;
  }

  /** To where one writes, a command's options included; where nothing can be written, to what is there to read. */
  skip() {
    if ($("foot").hidden) (focusables($("view"))[0] || $("main")).focus();
    else this.composer.focus();
  }

  drawer(which) {
    const narrow = matchMedia("(max-width: 1100px)").matches;
    const app = $("app");
    const open = which && app.dataset.drawer !== which ? which : "";
    if (which === "aside" && !narrow) return app.classList.toggle("no-aside");
    if ((app.dataset.drawer || "") === open) return null;
    app.dataset.drawer = open;
    if (open) $(open).querySelector("button")?.focus();
    return null;
  }

  /** Letters typed anywhere go to the message box, as on Discord. */
  typeAnywhere(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
    if (
      event.target.closest("input, textarea, select, .popup, .dialog, [role=menu]") ||
      document.querySelector(".dialog, .popup")
    )
      return;
    if (!$("foot").hidden) this.composer.focusForTyping();
  }
}

new Page().start();
