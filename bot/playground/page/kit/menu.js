// Context menus: right click, long press, the menu key and the "…" button all lead here.
import { findAll, focused, h } from "./dom.js";
import { icon } from "./icons.js";
import { popup } from "./layer.js";

/**
 * Opens a menu near `anchor`. `entries`: {label, icon?, danger?, run} or {heading} or null (skipped).
 */
export function openMenu(anchor, label, entries, options = {}) {
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  let shown = null;
  for (const entry of entries) {
    if (!entry) continue;
    if (entry.heading) menu.append(h("div", { class: "menu__heading", role: "presentation" }, entry.heading));
    else if (entry.line) menu.append(h("div", { class: "menu__line", role: "separator" }));
    else {
      const pick = () => {
        shown.close();
        entry.run();
      };
      menu.append(
        h(
          "button",
          {
            type: "button",
            role: "menuitem",
            tabindex: "-1",
            class: ["menu__item", entry.danger && "menu__item--danger"],
            on: { click: pick },
          },
          entry.icon && icon(entry.icon, 18),
          h("span", {}, entry.label),
        ),
      );
    }
  }
  const items = () => findAll(menu, "[role=menuitem]");
  menu.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(focused());
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined) all[to].focus();
    else if (event.key === "Tab") shown.close();
    else if (event.key.length === 1 && event.key !== " ") {
      // Typing a letter goes to the next entry that begins with it.
      const letter = event.key.toLowerCase();
      const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      order.find((el) => el.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    } else return;
    event.preventDefault();
  });
  shown = popup(anchor, menu, { focus: false, label, ...options });
  items()[0]?.focus({ preventScroll: true });
  return shown;
}
