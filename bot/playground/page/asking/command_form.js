// A chosen slash command with its options, in the place of the message box.
import { OptionType } from "../discord.js";
import { announce, h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { Listbox } from "../kit/listbox.js";
import { OptionField } from "./option_field.js";
import { OptionTail } from "./option_tail.js";
import { inWords, invocation, splitOptions } from "./command_tree.js";
import { t } from "../kit/words.js";

export class CommandForm {
  /** `leave(text)` gives the message box back; `tray` is where lists of suggestions hang. */
  constructor(entry, { view, interactions, api, tray, leave, rest = "" }) {
    this.entry = entry;
    this.view = view;
    this.interactions = interactions;
    this.api = api;
    this.tray = tray;
    this.leave = leave;
    this.fields = [];
    this.list = null;
    this.listField = null;
    this.fault = h("p", { class: "failure composer__fault", role: "alert" });
    this.fault.hidden = true;
    this.chips = h("div", { class: "command__chips" });
    this.more = h("div", { class: "command__more" });
    this.tail = new OptionTail(this);
    this.hint = h("p", { class: "command__hint hint" });
    this.el = h(
      "form",
      {
        class: "command",
        "aria-label": t("Command /{path}", { path: entry.path }),
        on: { submit: (event) => (event.preventDefault(), this.submit()), keydown: (event) => this.onKey(event) },
      },
      this.hint,
      h(
        "div",
        { class: "command__line" },
        h(
          "div",
          { class: "command__flow" },
          h("span", { class: "command__name" }, `/${entry.path}`),
          this.chips,
          this.tail.input,
          this.more,
        ),
        h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": t("Leave the command"),
            title: t("Leave the command (Esc)"),
            on: { click: () => this.leave("") },
          },
          icon("close", 18),
        ),
        h(
          "button",
          {
            type: "submit",
            class: "icon-button icon-button--go",
            "aria-label": t("Run /{path}", { path: entry.path }),
            title: t("Run (Enter)"),
          },
          icon("send", 18),
        ),
      ),
      this.fault,
    );
    for (const option of entry.options) if (option.required) this.addField(option);
    this.drawMore();
    this.takeWords(rest);
  }

  /** Words that came along from the message box: options by their names, the others into the first field. */
  takeWords(words) {
    const { lead, named } = splitOptions(this.entry.options, words);
    for (const { option, text } of named)
      (this.fields.find((field) => field.option === option) || this.addField(option)).set(text);
    const first = this.fields.find((field) => field.empty) || this.tail;
    if (lead.trim()) first.set(lead.trim());
  }

  focus() {
    const first = this.fields.find((field) => field.empty) || (this.tail.empty && this.fields.at(-1)) || this.tail;
    first.input.focus();
    // The words that came along from the message box are searched for at once.
    if (!first.empty) first.suggest();
    this.setHint();
  }

  /** Letters that are typed while nothing has the keyboard go where something is still to be said. */
  focusForTyping() {
    (this.fields.find((field) => field.empty) || this.tail).input.focus();
  }

  addField(option) {
    const field = new OptionField(option, this);
    this.fields.push(field);
    this.chips.append(field.el);
    field.input.addEventListener("focus", () => this.setHint(field));
    field.input.addEventListener("blur", () =>
      setTimeout(() => this.listField === field && document.activeElement !== field.input && this.closeList(), 0),
    );
    this.drawMore();
    return field;
  }

  removeField(field) {
    field.stop();
    this.closeList();
    this.fields = this.fields.filter((one) => one !== field);
    field.el.remove();
    this.drawMore();
    this.focus();
  }

  /** The options that are not there yet. */
  left() {
    return this.entry.options.filter((option) => !this.fields.some((field) => field.option === option));
  }

  /** Somebody typed into a field or behind all: the name of an option that is still left begins that option. */
  typed(field) {
    const { value } = field.input;
    // Behind all options a whole name may also end with a blank: it can mean nothing else there.
    const words = field === this.tail ? value.replace(/^\s*([^\s:]+)\s$/, "$1:") : value;
    const { lead, named } = splitOptions(this.left(), words);
    if (named.length) {
      field.set(lead.trim());
      this.closeList();
      for (const { option, text } of named) this.addField(option).set(text);
      const begun = this.fields.at(-1);
      begun.input.focus();
      if (!begun.empty) begun.suggest();
    } else {
      field.fit();
      field.suggest();
    }
    this.changed(field);
  }

  drawMore() {
    this.more.replaceChildren(
      ...this.left().map((option) =>
        h(
          "button",
          {
            type: "button",
            class: "option-add",
            title: option.words,
            "aria-label": t("Add {option}: {words}", { option: option.label, words: option.words }),
            on: { click: () => this.addField(option).input.focus() },
          },
          `+ ${option.label}`,
        ),
      ),
    );
  }

  setHint(field) {
    const words = field ? `${field.option.label}: ${field.option.words}` : this.entry.description;
    this.hint.textContent = words;
  }

  changed(field) {
    this.fault.hidden = true;
    if (field.fault) field.check();
  }

  // Suggestions -------------------------------------------------------------------------------------------------------

  suggest(field, items, { busy = false, empty = "", fault = "" }) {
    if (document.activeElement !== field.input) return;
    if (this.listField !== field || !this.list) this.openList(field);
    this.list.el.setAttribute("aria-busy", busy ? "true" : "false");
    // While the bot thinks, the former suggestions stay: an empty list would flicker at each key.
    if (busy && this.list.items.length) return;
    this.list.setItems(items || [], { empty: busy ? t("Asking the bot…") : fault || empty });
    this.tray.hidden = !this.list.items.length && !busy && !fault && !empty;
    field.input.setAttribute("aria-expanded", this.tray.hidden ? "false" : "true");
  }

  openList(field) {
    this.closeList();
    this.listField = field;
    this.list = new Listbox(field.input, {
      label: field.listLabel,
      onPick: (item) => this.pick(field, item),
    });
    this.tray.replaceChildren(h("div", { class: "tray__title" }, field.listTitle), this.list.el);
    this.tray.hidden = false;
  }

  closeList() {
    if (this.listField) {
      this.listField.stop();
      this.listField.input.setAttribute("aria-expanded", "false");
      this.listField.input.removeAttribute("aria-activedescendant");
    }
    this.list = null;
    this.listField = null;
    this.tray.hidden = true;
    this.tray.replaceChildren();
  }

  pick(field, item) {
    if (field === this.tail) {
      this.tail.set("");
      this.closeList();
      this.addField(item.value).input.focus();
      return;
    }
    field.stop();
    field.pick(item);
    this.closeList();
    const next = this.fields.find((one) => one.empty && one.option.required);
    if (next && next !== field) next.input.focus();
    else field.input.setSelectionRange(field.input.value.length, field.input.value.length);
  }

  choices(field, signal) {
    const values = this.fields
      .filter((one) => one === field || !one.empty)
      .map((one) => ({
        option: one.option,
        value: one === field ? one.input.value : one.value({ raw: true }),
        focused: one === field,
      }));
    return this.interactions.choices(invocation(this.entry, values), signal);
  }

  // Keys ----------------------------------------------------------------------------------------------------------------

  onKey(event) {
    if (event.isComposing) return;
    const open = this.list && !this.tray.hidden;
    const field = [...this.fields, this.tail].find((one) => one.input === event.target);
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (open) this.closeList();
      else this.leave("");
    } else if (open && event.key === "Tab" && !event.shiftKey && this.list.active && !field?.empty && !field?.picked) {
      event.preventDefault();
      this.list.onPick(this.list.active);
    } else if (
      open &&
      this.listField === field &&
      !(event.key === "Enter" && field.empty && !field.isRequired) &&
      this.list.key(event)
    ) {
      // The list took the key.
    } else if (event.key === "ArrowDown" && field && !open) {
      event.preventDefault();
      field.suggest();
    } else if (event.key === "Backspace" && field && !field.input.value && field.option?.type !== OptionType.ATTACHMENT) {
      event.preventDefault();
      this.stepBack(field);
    }
  }

  /** Backspace in an empty place: one option less, or out of the command. */
  stepBack(field) {
    const before = this.fields.at(-1);
    if (field === this.tail && before) before.input.focus();
    else if (field === this.tail || field.isRequired) this.leave(`/${this.entry.path}`);
    else this.removeField(field);
  }

  async submit() {
    this.closeList();
    const wrong = [...this.fields, this.tail].find((field) => field.check());
    if (wrong) return this.showFault(wrong.fault, wrong);
    const filled = this.fields.filter((field) => !field.empty);
    try {
      const values = [];
      for (const field of filled) {
        const value = field.file ? (await this.api.upload(field.file)).id : field.value();
        values.push({ option: field.option, value, shown: field.shown });
      }
      this.leave("");
      await this.interactions.command(invocation(this.entry, values), inWords(this.entry, values));
    } catch (error) {
      this.showFault(error.message);
    }
  }

  showFault(words, field) {
    this.fault.hidden = false;
    this.fault.replaceChildren(icon("warn", 16), words);
    announce(words, true);
    field?.input.focus();
  }
}
