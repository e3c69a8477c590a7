// The place behind a command's options where one goes on typing: the name of an option chooses it, as in Discord.
import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** Steered by CommandForm as its fields are: `input`, `empty`, `suggest()`, `stop()` and the words of its list. */
export class OptionTail {
  constructor(form) {
    this.form = form;
    this.picked = null;
    this.fault = null;
    this.isRequired = false;
    this.listLabel = t("Options of /{path}", { path: form.entry.path });
    this.listTitle = t("Options");
    this.input = h("input", {
      type: "text",
      class: "command__tail",
      role: "combobox",
      "aria-label": this.listLabel,
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
    });
    this.input.addEventListener("input", () => form.typed(this));
  }

  get text() {
    return this.input.value.trim();
  }

  get empty() {
    return !this.text;
  }

  set(text) {
    this.input.value = text;
    this.fit();
  }

  fit() {
    if (!CSS.supports("field-sizing", "content"))
      this.input.style.setProperty("width", `${Math.max(6, this.input.value.length + 2)}ch`);
  }

  stop() {}

  suggest() {
    const wanted = this.text.toLowerCase();
    const fitting = this.form.left().filter((option) => option.label.toLowerCase().includes(wanted));
    const items = fitting.map((option) => ({ label: option.label, detail: option.words, value: option }));
    this.form.suggest(this, items, { empty: this.empty ? "" : t("No option of that name.") });
  }

  /** Why a command cannot be run while words stand here that are no option; null where there are none. */
  check() {
    const { path } = this.form.entry;
    const names = this.form.left().map((option) => option.label);
    if (this.empty) this.fault = null;
    else if (names.length)
      this.fault = t("“{typed}” is no option of /{path}. It still takes: {names}.", {
        typed: this.text,
        path,
        names: names.join(", "),
      });
    else this.fault = t("/{path} takes no more options. Take “{typed}” out to run it.", { typed: this.text, path });
    this.input.setAttribute("aria-invalid", this.fault ? "true" : "false");
    return this.fault;
  }
}
