// The message box: plain words, replies, files, and the way into slash commands and mentions.
import { Limit } from "../discord.js";
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { popup } from "../kit/layer.js";
import { CommandForm } from "../asking/command_form.js";
import { spellOut, typedCommand } from "../asking/command_tree.js";
import { emojiPanel, shortcodes } from "../text/emoji.js";
import { Enclosures } from "./enclosures.js";
import { currentLocale } from "../people.js";
import { Tray } from "./tray.js";
import { t } from "../kit/words.js";

// Discord shows "is typing" for about ten seconds; telling it more often would be noise.
const TYPING_EVERY_MS = 8000;
const MENTION = /(^|\s)([@#])([^\s@#]{0,32})$/;

export class Composer {
  constructor(page) {
    this.page = page;
    this.drafts = new Map();
    this.entries = [];
    this.form = null;
    this.enclosures = new Enclosures(page.view);
    this.fault = h("p", { class: "failure composer__fault", role: "alert" });
    this.fault.hidden = true;
    this.box = h("textarea", {
      id: "composer",
      class: "composer__box",
      rows: 1,
      // ARIA knows no combobox of several lines: it stays a text box that says what its list holds.
      "aria-autocomplete": "list",
      autocomplete: "off",
    });
    this.picker = h("input", {
      type: "file",
      multiple: true,
      class: "visually-hidden",
      tabindex: "-1",
      "aria-hidden": "true",
    });
    this.counter = h("span", { class: "counter", "aria-hidden": "true" });
    const tool = (label, name, run, cls = "") =>
      h(
        "button",
        { type: "button", class: ["icon-button", cls], "aria-label": label, title: label, on: { click: run } },
        icon(name),
      );
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
    this.tray = new Tray(this.box, page);
    this.el = h("div", { class: "composer" }, this.tray.el, this.enclosures.el, this.line, this.fault);
    this.box.addEventListener("input", () => this.onInput());
    this.box.addEventListener("keydown", (event) => this.onKey(event));
    this.box.addEventListener("blur", () =>
      setTimeout(() => document.activeElement !== this.box && !this.form && this.tray.close(), 0),
    );
    this.picker.addEventListener("change", () => {
      this.enclosures.add(this.picker.files);
      this.picker.value = "";
    });
    this.box.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.enclosures.add(event.clipboardData.files);
    });
  }

  /** Another channel: the half-written words stay with the old one. */
  async show(channel, { place, allowed, why }) {
    if (this.channelId) this.drafts.set(this.channelId, this.box.value);
    this.channelId = channel.id;
    this.leaveForm("");
    this.enclosures.take();
    this.box.value = this.drafts.get(channel.id) || "";
    const words = allowed ? t("Message {place}", { place }) : why;
    this.box.placeholder = words;
    this.box.setAttribute("aria-label", words);
    // Commands may be allowed where speaking is not, so the box stays; only sending is refused.
    this.allowed = allowed;
    this.fit();
    await this.readCommands();
  }

  async readCommands() {
    const { store } = this.page;
    this.entries = spellOut(await store.commandsFor(store.route.guildId), currentLocale());
    if (document.activeElement === this.box) this.onInput();
  }

  focus() {
    (this.form || this.box).focus();
  }

  /** Letters typed anywhere on the page. */
  focusForTyping() {
    if (this.form) this.form.focusForTyping();
    else this.box.focus();
  }

  insert(text) {
    this.leaveForm(null);
    this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
    this.box.focus();
    this.onInput();
  }

  replyTo(message) {
    this.enclosures.replyTo(message);
    this.focus();
  }

  fit() {
    this.box.style.setProperty("height", "auto");
    this.box.style.setProperty("height", `${Math.min(this.box.scrollHeight, innerHeight * 0.4)}px`);
    const n = this.box.value.length;
    this.counter.textContent = n > Limit.CONTENT - 200 ? String(Limit.CONTENT - n) : "";
    this.counter.classList.toggle("counter--full", n > Limit.CONTENT);
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
      return this.tray.commands(this.entries, text.slice(1), (entry) => this.openForm(entry));
    }
    const mention = MENTION.exec(text.slice(0, this.box.selectionStart));
    if (mention) return this.tray.mentions(mention[2], mention[3], (words) => this.putMention(mention, words));
    return this.tray.close();
  }

  tellTyping(text) {
    if (!text || text.startsWith("/") || !this.allowed || Date.now() - (this.toldTyping || 0) < TYPING_EVERY_MS) return;
    this.toldTyping = Date.now();
    // Nobody minds when this gets lost.
    this.page.store.api.typing(this.channelId).catch(() => {});
  }

  putMention(mention, words) {
    const end = this.box.selectionStart;
    this.box.setRangeText(`${words} `, end - mention[3].length - 1, end, "end");
    this.tray.close();
    this.fit();
  }

  openCommands() {
    this.leaveForm(null);
    if (!this.box.value.startsWith("/")) this.box.value = "/";
    this.box.focus();
    this.onInput();
  }

  openEmoji(anchor) {
    const shown = popup(
      anchor,
      emojiPanel(this.page.view.guild(), (emoji) => {
        shown.close();
        this.insert(emoji.id ? `<${emoji.animated ? "a" : ""}:${emoji.name}:${emoji.id}>` : emoji.name);
      }),
      { cls: "popup--emoji", prefer: "above", label: t("Emoji") },
    );
  }

  // Commands ---------------------------------------------------------------------------------------------------------------

  openForm(entry, rest = "") {
    this.tray.close();
    this.box.value = "";
    this.form = new CommandForm(entry, {
      view: this.page.view,
      interactions: this.page.interactions,
      api: this.page.store.api,
      tray: this.tray.el,
      rest,
      leave: (text) => this.leaveForm(text, true),
    });
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
    const entry =
      this.entries.find((one) => one.path === path) ||
      this.entries.find((one) => [one.command.name, ...one.chain.map((node) => node.name)].join(" ") === path);
    if (entry) return this.openForm(entry);
    this.leaveForm(`/${path}`, true);
  }

  // Sending ----------------------------------------------------------------------------------------------------------------

  onKey(event) {
    if (event.isComposing) return;
    if (this.tray.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.enclosures.replyTo(null);
    } else if (event.key === "ArrowUp" && !this.box.value) {
      event.preventDefault();
      this.page.timeline.list.querySelector(".message:last-of-type")?.focus();
    }
  }

  async send() {
    const content = shortcodes(this.box.value.trim());
    if (!content && !this.enclosures.files.length) return;
    // While the commands are still on their way, what is meant as one is not said to everybody.
    if (/^\/\p{L}/u.test(content) && !this.entries.length && this.page.store.guild()?.has_bot !== false)
      return this.showFault(this.tray.whyNone());
    if (!this.allowed) return this.showFault(this.box.placeholder);
    if (content.length > Limit.CONTENT)
      return this.showFault(
        t("A message holds {limit} characters; yours has {n}. Cut {over}.", {
          limit: Limit.CONTENT,
          n: content.length,
          over: content.length - Limit.CONTENT,
        }),
      );
    this.toldTyping = 0;
    const text = this.box.value;
    const enclosed = this.enclosures.take();
    const payload = { content };
    if (enclosed.reply) payload.message_reference = { message_id: enclosed.reply.id, channel_id: this.channelId };
    this.box.value = "";
    this.fit();
    try {
      await this.page.store.api.send(this.channelId, payload, enclosed.files);
      this.page.timeline.scrollToEnd();
    } catch (error) {
      // The words go back into the box, unless something new was begun meanwhile.
      if (!this.box.value) this.box.value = text;
      this.enclosures.putBack(enclosed);
      this.fit();
      this.showFault(error.message);
    }
  }

  showFault(words) {
    this.fault.hidden = false;
    this.fault.replaceChildren(icon("warn", 16), words);
  }
}
