// The messages of a channel: drawn once each, redrawn only when they change, with the reading position kept.
import { announce, h, replace, roving } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { compareIds } from "../kit/snowflakes.js";
import { isEphemeral, messageView } from "./message.js";
import { isSystem } from "./system.js";
import { displayName, longDate } from "../people.js";
import { plainText } from "../text/markdown.js";
import { t } from "../kit/words.js";

const GROUP_MS = 7 * 60 * 1000;
const NEAR_END_PX = 80;

export class Timeline {
  constructor(page) {
    this.page = page;
    this.channelId = null;
    this.drawn = new Map();
    this.landing = null; // the message that a link led to
    this.list = h("div", { class: "timeline__list", role: "feed", "aria-label": t("Messages") });
    this.older = h(
      "button",
      { type: "button", class: "button button--quiet timeline__older", on: { click: () => this.loadOlder() } },
      t("Show older messages"),
    );
    this.intro = h("div", { class: "timeline__intro" });
    this.scroller = h("div", { class: "timeline", tabindex: "-1" }, this.older, this.intro, this.list);
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
    const rows = [...this.list.querySelectorAll(".message:has(.mention--unknown)")];
    for (const row of rows) this.drawn.delete(row.dataset.id);
    if (rows.length) this.draw();
  }

  /** The words above a channel's very first message. */
  setIntro(place, channel) {
    replace(
      this.intro,
      h("h3", {}, t("This is the beginning of {place}", { place })),
      channel.topic && h("p", { class: "hint" }, channel.topic),
    );
    this.intro.hidden = true;
    this.older.hidden = true;
  }

  onMessages({ channelId, kind, message }) {
    if (channelId !== this.channelId) return;
    const height = this.scroller.scrollHeight;
    if (kind === "update") this.drawn.delete(message.id);
    this.draw();
    if (kind === "older") this.scroller.scrollTop += this.scroller.scrollHeight - height;
    else if (this.atEnd || (kind === "add" && message.local)) this.scrollToEnd(); // one's own command leads to its answer
    else if (kind === "add") this.toEnd.hidden = false;
    if (kind === "add") this.onNew(message);
  }

  onNew(message) {
    const { store, view } = this.page;
    if (document.visibilityState === "visible" && this.atEnd) store.markRead(this.channelId, message.id);
    if (message.author.id !== store.me.id && !message.local && !(message.flags & 128))
      announce(
        t("{name}: {words}", {
          name: displayName(message.author, view.member(message.author.id)),
          words: plainText(message.content).slice(0, 200) || t("new card"),
        }),
      );
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
    const rows = roving(this.list, ".message");
    const last = this.list.querySelector(".message:last-of-type");
    if (last && !this.list.contains(document.activeElement)) rows(last);
    this.restoreFocus(focus);
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
      entry = { message, compact, node: messageView(message, this.page, { compact }) };
    fresh.set(message.id, entry);
    return entry.node;
  }

  divider(key, words, fresh, cls = "") {
    const entry = this.drawn.get(key) || {
      node: h(
        "div",
        { class: ["divider", cls], role: "separator", "aria-label": words },
        h("span", { "aria-hidden": "true" }, words),
      ),
    };
    fresh.set(key, entry);
    return entry.node;
  }

  focusKey() {
    const el = document.activeElement;
    const row = el?.closest?.(".message");
    return row && this.list.contains(row) ? { id: row.dataset.id, key: el.dataset.key ?? null, row: el === row } : null;
  }

  restoreFocus(focus) {
    if (!focus || this.list.contains(document.activeElement)) return;
    const row = this.list.querySelector(`.message[data-id="${focus.id}"]`);
    if (!row) return;
    const same =
      focus.key && [...row.querySelectorAll("[data-key]")].find((el) => el.dataset.key === focus.key && !el.disabled);
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
    const row = this.list.querySelector(`.message[data-id="${messageId}"]`);
    if (!row) return this.page.view.report(t("That message is further up. Show older messages to find it."));
    row.scrollIntoView({ block: "center" });
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
    ((before.flags || 0) & 64) === ((message.flags || 0) & 64) &&
    new Date(message.timestamp) - new Date(before.timestamp) < GROUP_MS
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
