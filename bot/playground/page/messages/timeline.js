// The messages of a channel: drawn once each, redrawn only when they change, with the reading position kept.
import { MessageFlag } from "../discord.js";
import { announce, find, findAll, focused, h, replace, roving, uid } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { compareIds } from "../kit/snowflakes.js";
import { isEphemeral, messageView } from "./message.js";
import { isSystem } from "./system.js";
import { messageLines, shortened, whatChanged } from "./card_words.js";
import { displayName, longDate } from "../people.js";
import { t } from "../kit/words.js";

const GROUP_MS = 7 * 60 * 1000;
const NEAR_END_PX = 80;

export class Timeline {
  constructor(page) {
    this.page = page;
    this.channelId = null;
    this.drawn = new Map();
    this.landing = null; // the message that a link led to
    this.heading = h("h2", { class: "visually-hidden", id: uid("messages") }, t("Messages"));
    this.list = h("div", { class: "timeline__list" });
    this.older = h(
      "button",
      { type: "button", class: "button button--quiet timeline__older", on: { click: () => this.loadOlder() } },
      t("Show older messages"),
    );
    this.intro = h("div", { class: "timeline__intro" });
    this.scroller = h("div", { class: "timeline", tabindex: "-1" }, this.heading, this.older, this.intro, this.list);
    this.toEnd = h(
      "button",
      { type: "button", class: "timeline__end", on: { click: () => this.scrollToEnd(true) } },
      t("Newer messages"),
      icon("down", 16),
    );
    this.toEnd.hidden = true;
    this.el = h("div", { class: "timeline-frame" }, this.scroller, this.toEnd);
    this.scroller.addEventListener("scroll", () => this.onScroll(), { passive: true });
    // Pictures that load late must not push the newest words out of sight.
    this.list.addEventListener("load", () => this.atEnd && this.scrollToEnd(), true);
    // Nor may a hint or a long draft below, which take room from the list, nor cards that grow as they are drawn.
    const follow = new ResizeObserver(() => this.atEnd && this.scrollToEnd());
    follow.observe(this.scroller);
    follow.observe(this.list);
    this.atEnd = true;
    this.top = 0;
  }

  async show(channelId) {
    const { store } = this.page;
    this.channelId = channelId;
    this.drawn.clear();
    this.list.replaceChildren();
    this.setFeed(false);
    this.newFrom = store.lastRead(channelId);
    this.atEnd = true;
    this.list.setAttribute("aria-busy", "true");
    try {
      await store.load(channelId);
    } catch (error) {
      if (this.channelId === channelId)
        replace(this.intro, h("p", { class: "failure" }, icon("warn", 16), error.message));
    }
    if (this.channelId !== channelId) return;
    this.list.removeAttribute("aria-busy");
    // A line "New" only stands above what came while this channel was not open.
    if (!store.room(channelId).list.some((message) => this.isNew(message))) this.newFrom = "0";
    this.scrollToEnd();
    store.markRead(channelId, store.room(channelId).list.at(-1)?.id);
    if (this.landing) this.jump(this.landing);
    this.landing = null;
  }

  /** Draws again what named a channel that was not known yet: a thread is often named a moment before it is there. */
  drawUnknown() {
    const rows = findAll(this.list, ".message:has(.mention--unknown)");
    for (const row of rows) this.drawn.delete(row.dataset.id);
    if (rows.length) this.draw();
  }

  /** The words above a channel's very first message. */
  setIntro(place, channel) {
    replace(
      this.intro,
      h("h2", {}, t("This is the beginning of {place}", { place })),
      channel.topic && h("p", { class: "hint" }, channel.topic),
    );
    this.intro.hidden = true;
    this.older.hidden = true;
  }

  onMessages({ channelId, kind, message }) {
    if (channelId !== this.channelId) return;
    const height = this.scroller.scrollHeight;
    if (kind === "update") {
      this.onChanged(message);
      this.drawn.delete(message.id);
    }
    this.draw();
    if (kind === "older") this.scroller.scrollTop += this.scroller.scrollHeight - height;
    else if (this.atEnd || (kind === "add" && message.local)) this.scrollToEnd(); // one's own command leads to its answer
    else if (kind === "add") this.toEnd.hidden = false;
    if (kind === "add") this.onNew(message);
  }

  onNew(message) {
    const { store, view } = this.page;
    if (document.visibilityState === "visible" && this.atEnd) store.markRead(this.channelId, message.id);
    if (message.author.id === store.me.id || message.local || message.flags & MessageFlag.LOADING) return;
    const words = shortened(messageLines(message)) || t("a picture or file");
    announce(t("{name}: {words}", { name: displayName(message.author, view.member(message.author.id)), words }));
  }

  /** Tells what became different on a card or in a message; a reaction or a press without an effect tells nothing. */
  onChanged(message) {
    const { store, view } = this.page;
    const before = this.drawn.get(message.id)?.lines;
    const words = before && whatChanged(before, messageLines(message));
    if (!words || message.author.id === store.me.id || message.local) return;
    const name = displayName(message.author, view.member(message.author.id));
    // What was thought about until now is no change but the answer.
    announce(before.length ? t("{name} changed: {words}", { name, words }) : t("{name}: {words}", { name, words }));
  }

  /** Puts the rows in place; rows that did not change keep their node, and the focus keeps its place. */
  draw() {
    const room = this.page.store.room(this.channelId);
    this.older.hidden = room.complete || !room.loaded;
    this.intro.hidden = !room.complete;
    const focus = this.focusKey();
    const fresh = new Map();
    const nodes = [];
    let before = null;
    let marked = false;
    for (const message of room.list) {
      const day = dayOf(message);
      const dayChanged = !before || dayOf(before) !== day;
      if (dayChanged) nodes.push(this.divider(`day-${day}`, longDate(new Date(message.timestamp)), fresh));
      const isNew = !marked && this.isNew(message);
      if (isNew) {
        nodes.push(this.divider(`new-${this.newFrom}`, t("New"), fresh, "divider--new"));
        marked = true;
      }
      const compact = !dayChanged && !isNew && joins(before, message);
      nodes.push(this.row(message, compact, fresh));
      before = message;
    }
    this.drawn = fresh;
    settleChildren(this.list, nodes);
    this.setFeed(room.list.length > 0);
    const rows = roving(this.list, ".message");
    const last = find(this.list, ".message:last-of-type");
    if (last && !this.list.contains(document.activeElement)) rows(last);
    this.restoreFocus(focus);
  }

  /** A feed without an article is none. */
  setFeed(filled) {
    if (filled) this.list.setAttribute("role", "feed");
    else this.list.removeAttribute("role");
    if (filled) this.list.setAttribute("aria-labelledby", this.heading.id);
    else this.list.removeAttribute("aria-labelledby");
  }

  isNew(message) {
    return (
      this.newFrom !== "0" &&
      compareIds(message.id, this.newFrom) > 0 &&
      message.author.id !== this.page.store.me.id &&
      !message.local &&
      !isEphemeral(message)
    );
  }

  row(message, compact, fresh) {
    let entry = this.drawn.get(message.id);
    if (!entry || entry.message !== message || entry.compact !== compact)
      entry = { message, compact, lines: messageLines(message), node: messageView(message, this.page, { compact }) };
    fresh.set(message.id, entry);
    return entry.node;
  }

  divider(key, words, fresh, cls = "") {
    const entry = this.drawn.get(key) || {
      // No separator by its role: a feed holds articles only.
      node: h("div", { class: ["divider", cls] }, h("span", {}, words)),
    };
    fresh.set(key, entry);
    return entry.node;
  }

  focusKey() {
    const el = focused();
    /** @type {HTMLElement | null} */
    const row = el?.closest(".message") ?? null;
    return row && this.list.contains(row) ? { id: row.dataset.id, key: el.dataset.key ?? null, row: el === row } : null;
  }

  restoreFocus(focus) {
    if (!focus || this.list.contains(document.activeElement)) return;
    const row = find(this.list, `.message[data-id="${focus.id}"]`);
    if (!row) return;
    const same =
      focus.key && findAll(row, "[data-key]").find((el) => el.dataset.key === focus.key && !el.matches(":disabled"));
    (same || row).focus({ preventScroll: true });
  }

  onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    // Only who scrolls up leaves the end: news of one's own scrolling may come when the list has grown again.
    const wasUp = scrollTop < this.top;
    this.top = scrollTop;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX || (this.atEnd && !wasUp);
    if (!this.atEnd) return;
    this.toEnd.hidden = true;
    const newest = this.page.store.room(this.channelId).list.at(-1);
    if (newest) this.page.store.markRead(this.channelId, newest.id);
  }

  async loadOlder() {
    this.older.disabled = true;
    await this.page.store.load(this.channelId, { older: true }).catch((error) => this.page.view.report(error.message));
    this.older.disabled = false;
  }

  scrollToEnd(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.atEnd = true;
    this.toEnd.hidden = true;
  }

  jump(messageId) {
    const row = find(this.list, `.message[data-id="${messageId}"]`);
    if (!row) return this.page.view.report(t("That message is further up. Show older messages to find it."));
    row.scrollIntoView({ block: "center" });
    // The scroll event comes later: until then nothing that grows below may pull the list back to its end.
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.top = scrollTop;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    row.focus({ preventScroll: true });
    row.classList.add("message--flash");
    setTimeout(() => row.classList.remove("message--flash"), 1600);
  }
}

const dayOf = (message) => new Date(message.timestamp).toDateString();

/** Whether `message` goes on under the name of the one before. */
function joins(before, message) {
  return (
    before &&
    !isSystem(before) &&
    !isSystem(message) &&
    !message.message_reference &&
    !message.interaction_metadata &&
    !message.interaction &&
    !message.local &&
    !before.local &&
    before.author.id === message.author.id &&
    isEphemeral(before) === isEphemeral(message) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUP_MS
  );
}

/** Makes `parent` hold exactly `nodes`, moving as little as possible. */
function settleChildren(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else parent.insertBefore(node, at);
  }
}
