// The message box: plain words, replies, files, and the way into slash commands and mentions.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { popup } from "./layer.js";
import { Listbox } from "./listbox.js";
import { CommandForm } from "./command_form.js";
import { fitting, spellOut, typedCommand } from "./command_tree.js";
import { emojiPanel, shortcodes } from "./emoji.js";
import { channelItem, userItem } from "./select.js";
import { currentLocale, displayName, fileSize } from "./people.js";
import { t } from "./words.js";

const MAX_CONTENT = 2000;
// Discord shows "is typing" for about ten seconds; telling it more often would be noise.
const TYPING_EVERY_MS = 8000;
const MENTION = /(^|\s)([@#])([^\s@#]{0,32})$/;

export class Composer {
  constructor(page) {
    this.page = page;
    this.files = [];
    this.reply = null;
    this.drafts = new Map();
    this.entries = [];
    this.form = null;
    this.list = null;
    this.tray = h("div", { class: "tray" });
    this.tray.hidden = true;
    this.notes = h("div", { class: "composer__notes" });
    this.fault = h("p", { class: "failure composer__fault", role: "alert" });
    this.fault.hidden = true;
    this.box = h("textarea", { id: "composer", class: "composer__box", rows: 1, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox", autocomplete: "off" });
    this.picker = h("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-hidden": "true" });
    this.counter = h("span", { class: "counter", "aria-hidden": "true" });
    const tool = (label, name, run, cls = "") => h("button", { type: "button", class: ["icon-button", cls], "aria-label": label, title: label, on: { click: run } }, icon(name));
    this.line = h(
      "div",
      { class: "composer__line" },
      tool(t("Attach files"), "clip", () => this.picker.click()),
      this.picker,
      this.box,
      this.counter,
      tool(t("Commands"), "apps", () => this.openCommands()),
      tool(t("Insert an emoji"), "smile", (event) => this.openEmoji(event.currentTarget)),
      tool(t("Send message"), "send", () => this.send(), "icon-button--go"),
    );
    this.el = h("div", { class: "composer" }, this.tray, this.notes, this.line, this.fault);
    this.box.addEventListener("input", () => this.onInput());
    this.box.addEventListener("keydown", (event) => this.onKey(event));
    this.box.addEventListener("blur", () => setTimeout(() => document.activeElement !== this.box && this.closeList(), 0));
    this.picker.addEventListener("change", () => {
      this.files.push(...this.picker.files);
      this.picker.value = "";
      this.drawNotes();
    });
    this.box.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.files.push(...event.clipboardData.files);
      this.drawNotes();
    });
  }

  /** Another channel: the half-written words stay with the old one. */
  async show(channel, { place, allowed, why }) {
    if (this.channelId) this.drafts.set(this.channelId, this.box.value);
    this.channelId = channel.id;
    this.leaveForm("");
    this.reply = null;
    this.files = [];
    this.box.value = this.drafts.get(channel.id) || "";
    const words = allowed ? t("Message {place}", { place }) : why;
    this.box.placeholder = words;
    this.box.setAttribute("aria-label", words);
    // Commands may be allowed where speaking is not, so the box stays; only sending is refused.
    this.allowed = allowed;
    this.drawNotes();
    this.fit();
    await this.readCommands();
  }

  async readCommands() {
    const { store } = this.page;
    this.entries = spellOut(await store.commandsFor(store.route.guildId), currentLocale());
    if (document.activeElement === this.box) this.onInput();
  }

  focus() {
    (this.form?.el.querySelector("input") || this.box).focus();
  }

  insert(text) {
    this.leaveForm(null);
    this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
    this.box.focus();
    this.onInput();
  }

  replyTo(message) {
    this.reply = message;
    this.drawNotes();
    this.focus();
  }

  drawNotes() {
    const drop = (label, run) => h("button", { type: "button", class: "icon-button", "aria-label": label, on: { click: () => (run(), this.drawNotes()) } }, icon("close", 14));
    this.notes.replaceChildren(
      ...[
        this.reply && h("span", { class: "note-chip" }, icon("reply", 14), t("Replying to {name}", { name: displayName(this.reply.author, this.page.view.member(this.reply.author.id)) }), drop(t("Do not reply"), () => (this.reply = null))),
        ...this.files.map((file, at) => h("span", { class: "note-chip" }, icon("file", 14), `${file.name} · ${fileSize(file.size)}`, drop(t("Remove {file}", { file: file.name }), () => this.files.splice(at, 1)))),
      ].filter(Boolean),
    );
  }

  fit() {
    this.box.style.setProperty("height", "auto");
    this.box.style.setProperty("height", `${Math.min(this.box.scrollHeight, innerHeight * 0.4)}px`);
    const n = this.box.value.length;
    this.counter.textContent = n > MAX_CONTENT - 200 ? String(MAX_CONTENT - n) : "";
    this.counter.classList.toggle("counter--full", n > MAX_CONTENT);
  }

  // Lists above the box ------------------------------------------------------------------------------------------------

  onInput() {
    this.fit();
    this.fault.hidden = true;
    const text = this.box.value;
    this.tellTyping(text);
    if (text.startsWith("/") && !text.includes("\n")) {
      const typed = typedCommand(this.entries, text);
      if (typed) return this.openForm(typed.entry, typed.rest);
      return this.suggestCommands(text.slice(1));
    }
    const mention = MENTION.exec(text.slice(0, this.box.selectionStart));
    if (mention) return this.suggestMentions(mention[2], mention[3]);
    return this.closeList();
  }

  tellTyping(text) {
    if (!text || text.startsWith("/") || !this.allowed || Date.now() - (this.toldTyping || 0) < TYPING_EVERY_MS) return;
    this.toldTyping = Date.now();
    // Nobody minds when this gets lost.
    this.page.store.api.typing(this.channelId).catch(() => {});
  }

  openList(label, onPick, title) {
    this.list = new Listbox(this.box, { label, onPick });
    this.tray.replaceChildren(h("div", { class: "tray__title" }, title), this.list.el);
    this.tray.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
  }

  closeList() {
    this.list = null;
    if (this.form) return;
    this.tray.hidden = true;
    this.tray.replaceChildren();
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  suggestCommands(typed) {
    const found = fitting(this.entries, typed);
    this.openList(t("Commands"), (item) => this.openForm(item.value, ""), t("Commands"));
    const items = found.map((entry) => ({ value: entry, label: `/${entry.path}`, detail: entry.description, aside: entry.options.map((one) => (one.required ? one.label : `${one.label}?`)).join("  ") }));
    this.list.setItems(items, { empty: this.page.store.botReady ? t("No command begins like that.") : t("The bot is starting; its commands come in a moment.") });
  }

  suggestMentions(sign, typed) {
    const { view } = this.page;
    const all = sign === "@" ? view.members().map((one) => userItem(one.user, one)) : view.channels().map(channelItem);
    const found = all.filter((item) => `${item.label} ${item.detail || ""}`.toLowerCase().includes(typed.toLowerCase())).slice(0, 8);
    if (!found.length) return this.closeList();
    this.openList(sign === "@" ? t("Members") : t("Channels"), (item) => this.putMention(sign, typed, item), sign === "@" ? t("Members") : t("Channels"));
    this.list.setItems(found);
  }

  putMention(sign, typed, item) {
    const end = this.box.selectionStart;
    this.box.setRangeText(sign === "@" ? `<@${item.value}> ` : `<#${item.value}> `, end - typed.length - 1, end, "end");
    this.closeList();
    this.fit();
  }

  openCommands() {
    this.leaveForm(null);
    if (!this.box.value.startsWith("/")) this.box.value = "/";
    this.box.focus();
    this.onInput();
  }

  openEmoji(anchor) {
    const shown = popup(anchor, emojiPanel(this.page.view.guild(), (emoji) => {
      shown.close();
      this.insert(emoji.id ? `<${emoji.animated ? "a" : ""}:${emoji.name}:${emoji.id}>` : emoji.name);
    }), { cls: "popup--emoji", prefer: "above" });
  }

  // Commands ---------------------------------------------------------------------------------------------------------------

  openForm(entry, rest = "") {
    this.closeList();
    this.box.value = "";
    this.box.removeAttribute("aria-activedescendant");
    this.form = new CommandForm(entry, { view: this.page.view, interactions: this.page.interactions, api: this.page.store.api, tray: this.tray, rest, leave: (text) => this.leaveForm(text, true) });
    this.line.replaceWith(this.form.el);
    this.form.focus();
  }

  /** Back to plain words; `text` null keeps what is there. */
  leaveForm(text, focus = false) {
    if (this.form) {
      this.form.closeList();
      this.form.el.replaceWith(this.line);
      this.form = null;
    }
    if (text !== null) this.box.value = text;
    this.fit();
    if (!focus) return;
    this.box.focus();
    if (text) this.onInput();
  }

  /** From a command mention: `/review write`. */
  openCommand(path) {
    const entry = this.entries.find((one) => one.path === path) || this.entries.find((one) => [one.command.name, ...one.chain.map((node) => node.name)].join(" ") === path);
    if (entry) return this.openForm(entry);
    this.leaveForm(`/${path}`, true);
  }

  // Sending ----------------------------------------------------------------------------------------------------------------

  onKey(event) {
    if (event.isComposing) return;
    if (this.list) {
      if (event.key === "Escape") {
        event.preventDefault();
        return this.closeList();
      }
      if (event.key === "Tab" && !event.shiftKey && this.list.active) {
        event.preventDefault();
        return this.list.onPick(this.list.active);
      }
      if (this.list.key(event)) return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.reply) {
      this.reply = null;
      this.drawNotes();
    } else if (event.key === "ArrowUp" && !this.box.value) {
      event.preventDefault();
      this.page.timeline.list.querySelector(".message:last-of-type")?.focus();
    }
  }

  async send() {
    const content = shortcodes(this.box.value.trim());
    if (!content && !this.files.length) return;
    if (!this.allowed) return this.showFault(this.box.placeholder);
    if (content.length > MAX_CONTENT) return this.showFault(t("A message holds {limit} characters; yours has {n}. Cut {over}.", { limit: MAX_CONTENT, n: content.length, over: content.length - MAX_CONTENT }));
    const payload = { content };
    if (this.reply) payload.message_reference = { message_id: this.reply.id, channel_id: this.channelId };
    this.toldTyping = 0;
    const kept = { text: this.box.value, files: this.files, reply: this.reply };
    this.box.value = "";
    this.files = [];
    this.reply = null;
    this.drawNotes();
    this.fit();
    try {
      await this.page.store.api.send(this.channelId, payload, kept.files);
      this.page.timeline.scrollToEnd();
    } catch (error) {
      // The words go back into the box, unless something new was begun meanwhile.
      if (!this.box.value) this.box.value = kept.text;
      this.files = kept.files;
      this.reply = kept.reply;
      this.drawNotes();
      this.fit();
      this.showFault(error.message);
    }
  }

  showFault(words) {
    this.fault.hidden = false;
    this.fault.replaceChildren(icon("warn", 16), words);
  }
}
