// A chosen slash command with its options, in the place of the message box.
import { announce, h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { Listbox } from "../kit/listbox.js";
import { OptionField } from "./option_field.js";
import { inWords, invocation } from "./command_tree.js";
import { t } from "../kit/words.js";

export class CommandForm {
  /** `leave(text)` gives the message box back; `tray` is where lists of suggestions hang. */
  constructor(entry, { view, interactions, api, tray, leave, rest = "" }) {
    Object.assign(this, { entry, view, interactions, api, tray, leave });
    this.fields = [];
    this.list = null;
    this.listField = null;
    this.fault = h("p", { class: "failure composer__fault", role: "alert" });
    this.fault.hidden = true;
    this.chips = h("div", { class: "command__chips" });
    this.more = h("div", { class: "command__more" });
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
    if (rest && !this.fields.length && entry.options.length) this.addField(entry.options[0]);
    if (rest && this.fields.length) this.fields[0].input.value = rest;
  }

  focus() {
    const first = this.fields.find((field) => field.empty) || this.fields.at(-1);
    if (first) {
      first.input.focus();
      // The words that came along from the message box are searched for at once.
      if (!first.empty) first.suggest();
    } else this.el.querySelector("[type=submit]").focus();
    this.setHint();
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

  drawMore() {
    const left = this.entry.options.filter((option) => !this.fields.some((field) => field.option === option));
    this.more.replaceChildren(
      ...left.map((option) =>
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
      label: t("Suggestions for {option}", { option: field.option.label }),
      onPick: (item) => this.pick(field, item),
    });
    this.tray.replaceChildren(h("div", { class: "tray__title" }, field.option.words), this.list.el);
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
    const open = this.list && !this.tray.hidden;
    const field = this.fields.find((one) => one.input === event.target);
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
      !(event.key === "Enter" && field.empty && !field.option.required) &&
      this.list.key(event)
    ) {
      // The list took the key.
    } else if (event.key === "ArrowDown" && field && !open) {
      event.preventDefault();
      field.suggest();
    } else if (event.key === "Backspace" && field && field.empty && field.option.type !== 11) {
      event.preventDefault();
      if (!field.option.required) this.removeField(field);
      else this.leave(`/${this.entry.path}`);
    }
  }

  async submit() {
    this.closeList();
    const wrong = this.fields.find((field) => field.check());
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
