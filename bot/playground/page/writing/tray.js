// What opens above the message box while one writes: commands after a slash, people after @, channels after #.
import { announce, h } from "../kit/dom.js";
import { Listbox } from "../kit/listbox.js";
import { fitting } from "../asking/command_tree.js";
import { channelItem, userItem } from "../asking/select.js";
import { t, tn } from "../kit/words.js";

const MOST_MENTIONS = 8;

export class Tray {
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.list = null;
    this.told = ""; // what was said of the list last
    this.el = h("div", { class: "tray" });
    this.el.hidden = true;
  }

  open(label, items, onPick, empty = "") {
    this.list = new Listbox(this.box, { label, onPick });
    this.list.el.tabIndex = 0; // so that the keyboard can scroll what does not fit
    this.el.replaceChildren(h("div", { class: "tray__title" }, label), this.list.el);
    this.el.hidden = false;
    this.list.setItems(items, { empty });
    const told = items.length ? tn("{label}: {n} suggestion", "{label}: {n} suggestions", items.length, { label }) : empty;
    if (told !== this.told) announce((this.told = told));
  }

  close() {
    this.list = null;
    this.el.hidden = true;
    this.el.replaceChildren();
    this.told = "";
    this.box.removeAttribute("aria-activedescendant");
    this.box.removeAttribute("aria-controls");
  }

  commands(entries, typed, onPick) {
    const items = fitting(entries, typed).map((entry) => ({
      value: entry,
      label: `/${entry.path}`,
      detail: entry.description,
      aside: entry.options.map((one) => (one.required ? one.label : `${one.label}?`)).join("  "),
    }));
    this.open(t("Commands"), items, (item) => onPick(item.value), this.whyNone());
  }

  whyNone() {
    const { store } = this.page;
    if (!store.botReady) return t("The bot is starting; its commands come in a moment.");
    if (store.guild()?.has_bot === false)
      return t("The bot is not in this server. An admin can invite it from the server\u2019s menu.");
    return t("No command begins like that.");
  }

  /** People for "@", channels for "#"; `onPut` gets the mention as Discord writes it. */
  mentions(sign, typed, onPut) {
    const { view } = this.page;
    const all = sign === "@" ? view.members().map((one) => userItem(one.user, one)) : view.channels().map(channelItem);
    const wanted = typed.toLowerCase();
    const found = all
      .filter((item) => `${item.label} ${item.detail || ""}`.toLowerCase().includes(wanted))
      .slice(0, MOST_MENTIONS);
    if (!found.length) return this.close();
    return this.open(sign === "@" ? t("Members") : t("Channels"), found, (item) => onPut(`<${sign}${item.value}>`));
  }

  /** True when the key was for the list. */
  key(event) {
    if (!this.list) return false;
    const picks = event.key === "Tab" && !event.shiftKey && this.list.active;
    if (event.key === "Escape") this.close();
    else if (picks) this.list.onPick(this.list.active);
    else return this.list.key(event);
    event.preventDefault();
    return true;
  }
}
