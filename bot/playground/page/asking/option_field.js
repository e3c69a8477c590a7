// One option of a slash command: a chip with its name and a small field, fed by a list of suggestions.
import { Limit, OptionType } from "../discord.js";
import { debounce, h, uid } from "../kit/dom.js";
import { channelItem, roleItem, userItem } from "./select.js";
import { t } from "../kit/words.js";

const { STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT } = OptionType;
const KIND = {
  [STRING]: "text",
  [INTEGER]: "whole number",
  [BOOLEAN]: "yes or no",
  [USER]: "member",
  [CHANNEL]: "channel",
  [ROLE]: "role",
  [MENTIONABLE]: "member or role",
  [NUMBER]: "number",
  [ATTACHMENT]: "file",
};
const AUTOCOMPLETE_PAUSE_MS = 80;

/**
 * `form` gives: suggest(field, items, state) to show a list, choices(field, signal) to ask the bot, view, changed().
 */
export class OptionField {
  constructor(option, form) {
    this.option = option;
    this.form = form;
    this.picked = null;
    this.latest = null; // what was picked last, to know it again
    this.fault = null;
    this.about = h(
      "span",
      { class: "visually-hidden", id: uid("about") },
      `${option.words}. ${t("Expects: {kind}.", { kind: t(KIND[option.type]) })}`,
    );
    this.input = this.makeInput();
    this.el = h(
      "span",
      { class: "option" },
      h(
        "span",
        { class: "option__name", "aria-hidden": "true", on: { click: () => this.input.focus() } },
        option.label,
      ),
      this.input,
      this.about,
      !option.required &&
        h(
          "button",
          {
            type: "button",
            class: "option__drop",
            "aria-label": t("Remove {option}", { option: option.label }),
            on: { click: () => form.removeField(this) },
          },
          "×",
        ),
    );
    this.ask = debounce(() => this.askBot(), AUTOCOMPLETE_PAUSE_MS);
    this.asking = null;
  }

  makeInput() {
    const { option } = this;
    const common = {
      "aria-label": `${option.label} (${option.required ? t("required") : t("optional")})`,
      "aria-describedby": this.about.id,
      class: "option__input",
      autocomplete: "off",
      spellcheck: "false",
    };
    if (option.type === ATTACHMENT) {
      const input = h("input", { ...common, type: "file" });
      input.addEventListener("change", () => this.form.changed(this));
      return input;
    }
    const input = h("input", {
      ...common,
      type: "text",
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      inputmode: option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : null,
      placeholder: t(KIND[option.type]),
    });
    input.addEventListener("input", () => {
      // The blank behind "mood:" is no part of the answer.
      if (/^\s/.test(input.value)) input.value = input.value.trimStart();
      this.picked = null;
      this.form.typed(this);
    });
    input.addEventListener("focus", () => this.suggest());
    return input;
  }

  /** The field is as wide as its words; browsers that know field-sizing do it themselves. */
  fit() {
    if (!CSS.supports("field-sizing", "content"))
      this.input.style.setProperty("width", `${Math.max(8, Math.min(40, this.input.value.length + 2))}ch`);
  }

  get isRequired() {
    return Boolean(this.option.required);
  }

  get listLabel() {
    return t("Suggestions for {option}", { option: this.option.label });
  }

  get listTitle() {
    return this.option.words;
  }

  /** Puts words in; those of the latest choice stay that choice. A file cannot be put in. */
  set(text) {
    if (this.option.type === ATTACHMENT) return;
    this.input.value = text;
    this.picked = this.latest?.label === text ? this.latest : null;
    this.fit();
  }

  pick(item) {
    this.picked = item;
    this.latest = item;
    this.input.value = item.label;
    this.fault = null;
    this.fit();
    this.form.changed(this);
  }

  suggest() {
    const { option, form } = this;
    if (option.autocomplete) {
      form.suggest(this, null, { busy: true });
      return this.ask();
    }
    const items = this.ownItems();
    if (!items) return form.suggest(this, [], {});
    const wanted = this.picked ? "" : this.input.value.trim().toLowerCase().replace(/^[@#]/, "");
    form.suggest(
      this,
      items.filter((item) => `${item.label} ${item.detail || ""}`.toLowerCase().includes(wanted)).slice(0, Limit.CHOICES),
      { empty: t("Nothing of that name.") },
    );
  }

  ownItems() {
    const {
      option,
      form: { view },
    } = this;
    if (option.choices?.length) return option.choices.map((one) => ({ label: one.label, value: one.value }));
    const people = () => view.members().map((member) => userItem(member.user, member));
    switch (option.type) {
      case BOOLEAN:
        return [
          { label: t("True"), value: true },
          { label: t("False"), value: false },
        ];
      case USER:
        return people();
      case ROLE:
        return view.roles().map(roleItem);
      case MENTIONABLE:
        return [...people(), ...view.roles().map(roleItem)];
      case CHANNEL:
        return view
          .channels()
          .filter((one) => !option.channel_types?.length || option.channel_types.includes(one.type))
          .map(channelItem);
      default:
        return null;
    }
  }

  async askBot() {
    // A newer keystroke makes the answer to the older one void, however late it comes.
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    try {
      const choices = await this.form.choices(this, asking.signal);
      if (asking !== this.asking) return;
      this.form.suggest(
        this,
        choices.slice(0, Limit.CHOICES).map((one) => ({ label: one.name, value: one.value })),
        { empty: t("No suggestion. You can still send what you typed.") },
      );
    } catch (error) {
      if (asking === this.asking && error.name !== "AbortError") this.form.suggest(this, [], { fault: error.message });
    }
  }

  stop() {
    this.ask.cancel();
    this.asking?.abort();
  }

  get empty() {
    return this.option.type === ATTACHMENT ? !this.input.files.length : !this.input.value;
  }

  /** What is sent, or a sentence that says what is wrong. */
  check() {
    const { option, input } = this;
    this.fault = null;
    if (this.empty) this.fault = option.required ? t("{option} is required.", { option: option.label }) : null;
    else if ([BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE].includes(option.type) || option.choices?.length) {
      if (!this.picked) this.pickTyped();
      if (!this.picked)
        this.fault = t("“{typed}” is not in the list of {option}. Choose one of the list.", {
          typed: input.value,
          option: option.label,
        });
    } else if (option.type === STRING) this.fault = this.lengthFault();
    else if (option.type === INTEGER || option.type === NUMBER) this.fault = this.numberFault();
    input.setAttribute("aria-invalid", this.fault ? "true" : "false");
    return this.fault;
  }

  /** A whole name that was typed counts as chosen. */
  pickTyped() {
    const typed = this.input.value.trim().toLowerCase().replace(/^[@#]/, "");
    const found = (this.ownItems() || []).filter((item) => item.label.toLowerCase().replace(/^[@#]/, "") === typed);
    if (found.length === 1) this.picked = found[0];
  }

  lengthFault() {
    const n = this.input.value.length;
    const { label, min_length: least, max_length: most } = this.option;
    if (least && n < least)
      return t("{option} needs at least {least} characters; there are {n}.", { option: label, least, n });
    const limit = most ?? Limit.STRING_OPTION;
    return n > limit
      ? t("{option} holds at most {limit} characters; there are {n}.", { option: label, limit, n })
      : null;
  }

  numberFault() {
    const { label, type, min_value: least, max_value: most } = this.option;
    if (this.picked) return null;
    const n = Number(this.input.value.trim().replace(",", "."));
    if (!Number.isFinite(n)) return t("“{typed}” is not a number.", { typed: this.input.value });
    if (type === INTEGER && !Number.isInteger(n))
      return t("{option} takes whole numbers; “{typed}” is none.", { option: label, typed: this.input.value });
    if (least !== undefined && n < least) return t("{option} starts at {least}.", { option: label, least });
    return most !== undefined && n > most ? t("{option} ends at {most}.", { option: label, most }) : null;
  }

  /** The value as Discord sends it; `raw` is for autocomplete, where what is typed counts. */
  value({ raw = false } = {}) {
    if (this.picked && !raw) return this.picked.value;
    const typed = this.input.value;
    if (this.picked) return this.picked.value;
    if (!raw && (this.option.type === INTEGER || this.option.type === NUMBER))
      return Number(typed.trim().replace(",", "."));
    return typed;
  }

  get file() {
    return this.option.type === ATTACHMENT ? this.input.files[0] : null;
  }

  get shown() {
    return this.file ? this.file.name : this.input.value;
  }
}
