// The few DOM helpers that every module shares. Text always enters through text nodes: there is no innerHTML in
// this page, so nothing that a member or the bot wrote can become markup.

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */
/** @typedef {{[name: string]: any, on?: Record<string, (event: any) => unknown>}} Props */

/**
 * Builds an element. `props` may hold attributes, `class`, `on` (listeners), `vars` (CSS custom properties, set
 * through the CSSOM because the page's Content-Security-Policy forbids style attributes) and `data` (dataset).
 * Children may be nodes, strings, numbers, nested lists; null, undefined and false are skipped.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} props
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  /** @type {any} */
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [type, fn] of Object.entries(value)) el.addEventListener(type, fn);
    else if (key === "vars") for (const [name, v] of Object.entries(value)) el.style.setProperty(name, v);
    else if (key === "data") Object.assign(el.dataset, value);
    else if (key === "class") el.className = Array.isArray(value) ? value.filter(Boolean).join(" ") : value;
    else if (key === "value") el.value = value;
    else el.setAttribute(key, value === true ? "" : String(value));
  }
  append(el, children);
  return el;
}

/** Words for those who hear the page, where the eye needs none. */
export const heard = (words) => h("span", { class: "visually-hidden" }, words);

export function append(el, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(el, child);
    else el.append(child);
  }
}

export function replace(el, ...children) {
  el.replaceChildren();
  append(el, children);
  return el;
}

let counter = 0;
/** A document-unique id, for labels and descriptions. */
export function uid(prefix = "id") {
  counter += 1;
  return `${prefix}-${counter}`;
}

/**
 * The first element of the page's own below `root` that fits, or null.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const find = (root, selector) => root.querySelector(selector);

/**
 * Every element of the page's own below `root` that fits, in the order of the document.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export const findAll = (root, selector) => [...root.querySelectorAll(selector)].filter((el) => el instanceof HTMLElement);

/** What has the keyboard, if it is anything of this page's. */
export function focused() {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}

/** Reads `text` out to screen readers; `urgent` interrupts. */
export function announce(text, urgent = false) {
  const region = document.getElementById(urgent ? "assertive" : "polite");
  // The same sentence twice in a row is only read again when the region was empty in between.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}

const FOCUSABLE =
  'a[href],button:not([disabled]),input:not([disabled]),textarea:not([disabled]),select:not([disabled]),[tabindex]:not([tabindex="-1"])';

export function focusables(root) {
  return findAll(root, FOCUSABLE).filter((el) => !el.closest("[inert]") && el.getClientRects().length > 0);
}

/** Keeps Tab inside `root`; returns the function that lifts it. */
export function trapFocus(root) {
  function onKey(event) {
    if (event.key !== "Tab") return;
    const all = focusables(root);
    if (!all.length) return event.preventDefault();
    const first = all[0];
    const last = all[all.length - 1];
    if (event.shiftKey && (document.activeElement === first || !root.contains(document.activeElement))) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && (document.activeElement === last || !root.contains(document.activeElement))) {
      event.preventDefault();
      first.focus();
    }
  }
  document.addEventListener("keydown", onKey, true);
  return () => document.removeEventListener("keydown", onKey, true);
}

/**
 * One tab stop for a list, arrow keys inside it (WAI-ARIA's roving tabindex). Items are looked up at each key, so
 * that the list may be redrawn freely; call the returned function after drawing.
 */
export function roving(root, selector, { horizontal = false } = {}) {
  const items = () => findAll(root, selector).filter((el) => el.getClientRects().length > 0);
  const settle = (chosen) => {
    const all = findAll(root, selector);
    const keep =
      chosen ||
      all.find((el) => el === document.activeElement) ||
      all.find((el) => el.getAttribute("aria-current")) ||
      all[0];
    for (const el of all) el.tabIndex = el === keep ? 0 : -1;
  };
  if (!root.dataset.roving) {
    root.dataset.roving = "on";
    root.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const all = items();
      const at = all.indexOf(event.target.closest(selector));
      if (at < 0 || event.target !== all[at]) return;
      const step = { [horizontal ? "ArrowRight" : "ArrowDown"]: 1, [horizontal ? "ArrowLeft" : "ArrowUp"]: -1 }[
        event.key
      ];
      let to = null;
      if (step) to = all[(at + step + all.length) % all.length];
      else if (event.key === "Home") to = all[0];
      else if (event.key === "End") to = all[all.length - 1];
      if (!to) return;
      event.preventDefault();
      settle(to);
      to.focus();
    });
    root.addEventListener("focusin", (event) => {
      const item = event.target.closest(selector);
      if (item && item === event.target) settle(item);
    });
  }
  settle();
  return settle;
}

/** Joins several calls in a row into one, `ms` after the last. */
export function debounce(fn, ms) {
  let timer = 0;
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), ms);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

const LONG_PRESS_MS = 520;
const SAME_GESTURE_MS = 400;

/** Right click and long press, told apart from a scroll; the finger's release then presses nothing below it. */
export function onContext(el, fn) {
  let opened = 0;
  const open = (point) => {
    // Some browsers tell a long press as a right click too.
    if (Date.now() - opened < SAME_GESTURE_MS) return;
    opened = Date.now();
    fn(point);
  };
  el.addEventListener("contextmenu", (event) => {
    // Let people copy links and selected words with the browser's own menu.
    if (event.target.closest("a[href], input, textarea") || String(getSelection())) return;
    event.preventDefault();
    event.stopPropagation();
    open({ x: event.clientX, y: event.clientY });
  });
  let timer = 0;
  let byFinger = 0;
  el.addEventListener(
    "touchstart",
    (event) => {
      if (event.touches.length !== 1) return;
      const { clientX: x, clientY: y } = event.touches[0];
      timer = setTimeout(() => {
        byFinger = Date.now();
        open({ x, y });
      }, LONG_PRESS_MS);
    },
    { passive: true },
  );
  for (const type of ["touchend", "touchmove", "touchcancel"])
    el.addEventListener(type, () => clearTimeout(timer), { passive: true });
  el.addEventListener(
    "click",
    (event) => {
      if (Date.now() - byFinger > 1500) return;
      byFinger = 0;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}
