// A list of choices steered from a text field or a button (WAI-ARIA combobox): the field keeps the focus, the list
// says through aria-activedescendant which line is meant.
import { h, uid } from "./dom.js";

/**
 * `setItems([{label, detail, value, picture, group, selected, disabled}])`; `onPick(item)`.
 * `owner` is the element with the focus.
 */
export class Listbox {
  constructor(owner, { label, multi = false, onPick }) {
    this.owner = owner;
    this.onPick = onPick;
    this.multi = multi;
    this.items = [];
    this.at = -1;
    this.el = h("div", {
      class: "listbox",
      role: "listbox",
      id: uid("list"),
      "aria-label": label,
      "aria-multiselectable": multi ? "true" : null,
    });
    // Pressing the mouse must not take the focus away from the field.
    this.el.addEventListener("mousedown", (event) => event.preventDefault());
    owner.setAttribute("aria-controls", this.el.id);
  }

  setItems(items, { keep = false, empty = "" } = {}) {
    const before = keep ? this.active?.value : undefined;
    this.items = items;
    this.el.replaceChildren();
    let group = null;
    this.rows = items.map((item, index) => {
      if (item.group && item.group !== group) {
        group = item.group;
        this.el.append(h("div", { class: "listbox__group", role: "presentation" }, group));
      }
      const row = this.row(item, index);
      this.el.append(row);
      return row;
    });
    if (!items.length && empty) this.el.append(h("div", { class: "listbox__empty" }, empty));
    const found = before === undefined ? -1 : items.findIndex((item) => item.value === before);
    this.setActive(found >= 0 ? found : items.length ? 0 : -1);
  }

  row(item, index) {
    return h(
      "div",
      {
        class: "listbox__row",
        role: "option",
        id: `${this.el.id}-${index}`,
        "aria-selected": item.selected ? "true" : "false",
        "aria-disabled": item.disabled ? "true" : null,
        on: {
          click: () => !item.disabled && this.onPick(item),
          mousemove: () => this.at !== index && this.setActive(index, false),
        },
      },
      this.multi && h("span", { class: "tick", "aria-hidden": "true" }),
      item.picture,
      h(
        "span",
        { class: "listbox__words" },
        h("span", { class: "listbox__label" }, item.node || item.label),
        item.detail && h("span", { class: "listbox__detail" }, item.detail),
      ),
      item.aside && h("span", { class: "listbox__aside" }, item.aside),
    );
  }

  get active() {
    return this.items[this.at] || null;
  }

  setActive(index, scroll = true) {
    this.rows?.[this.at]?.classList.remove("listbox__row--active");
    this.at = index;
    const row = this.rows?.[index];
    if (!row) return this.owner.removeAttribute("aria-activedescendant");
    row.classList.add("listbox__row--active");
    this.owner.setAttribute("aria-activedescendant", row.id);
    if (scroll) row.scrollIntoView({ block: "nearest" });
  }

  /** Handles the keys that belong to a list; true when it did. Enter picks. */
  key(event) {
    if (!this.items.length) return false;
    const last = this.items.length - 1;
    const to = {
      ArrowDown: this.at >= last ? 0 : this.at + 1,
      ArrowUp: this.at <= 0 ? last : this.at - 1,
      PageDown: Math.min(last, this.at + 6),
      PageUp: Math.max(0, this.at - 6),
    }[event.key];
    if (to !== undefined) this.setActive(to);
    else if (event.key === "Enter" && this.active) {
      if (!this.active.disabled) this.onPick(this.active);
    } else return false;
    event.preventDefault();
    return true;
  }
}
