// Things that float above the page: popups that hang on a button or a point, and dialogs. Escape closes the top one,
// and focus goes back to where it came from.
import { focused, focusables, h, trapFocus } from "./dom.js";

const open = [];

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !open.length) return;
    event.preventDefault();
    event.stopPropagation();
    open[open.length - 1].escape();
  },
  true,
);

const layer = () => document.getElementById("layer");

function push(entry) {
  open.push(entry);
  return () => {
    const at = open.indexOf(entry);
    if (at >= 0) open.splice(at, 1);
  };
}

const GAP = 6;
const EDGE = 8;

/** Beside the anchor, wherever there is room; never outside the window. */
function place(box, anchor, prefer) {
  const at =
    anchor instanceof Element
      ? anchor.getBoundingClientRect()
      : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y, width: 0 };
  const { offsetWidth: width, offsetHeight: height } = box;
  const above = at.top - GAP - height;
  const below = at.bottom + GAP;
  const fitsBelow = below + height <= innerHeight - EDGE;
  let top =
    prefer === "above" ? (above >= EDGE || !fitsBelow ? above : below) : fitsBelow || above < EDGE ? below : above;
  let left = prefer === "end" ? at.right - width : at.left;
  left = Math.max(EDGE, Math.min(left, innerWidth - width - EDGE));
  top = Math.max(EDGE, Math.min(top, innerHeight - height - EDGE));
  box.style.setProperty("left", `${left}px`);
  box.style.setProperty("top", `${top}px`);
}

/**
 * Opens `content` near `anchor` (an element or {x, y}). Returns {close, box, replace}. A click elsewhere closes it,
 * `onClose("outside" | "escape" | "done")` tells how. With a `label` it is a landmark, for content that is none itself.
 */
export function popup(
  anchor,
  content,
  { prefer = "below", onClose = null, cls = "", focus = true, wide = false, label = "" } = {},
) {
  const before = focused();
  const named = label ? { role: "region", "aria-label": label } : {};
  const box = h("div", { class: ["popup", cls], ...named }, content);
  if (wide && anchor instanceof HTMLElement) box.style.setProperty("min-width", `${anchor.offsetWidth}px`);
  // What a dialog opens is part of it: whoever hears the page is told of nothing outside of a modal dialog.
  const around = anchor instanceof Element ? anchor.closest(".dialog") : null;
  (around || layer()).append(box);
  place(box, anchor, prefer);
  let closed = false;
  const pop = push({ escape: () => close("escape") });
  function onDown(event) {
    if (box.contains(event.target) || (anchor instanceof Element && anchor.contains(event.target))) return;
    // Another popup that was opened from inside this one is no "elsewhere".
    if (event.target.closest?.("#layer")) return;
    close("outside");
  }
  const onResize = () => place(box, anchor, prefer);
  function close(how = "done") {
    if (closed) return;
    closed = true;
    pop();
    document.removeEventListener("pointerdown", onDown, true);
    removeEventListener("resize", onResize);
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    if (hadFocus && before?.isConnected) before.focus({ preventScroll: true });
    onClose?.(how);
  }
  document.addEventListener("pointerdown", onDown, true);
  addEventListener("resize", onResize);
  if (focus) focusables(box)[0]?.focus({ preventScroll: true });
  return { box, close, replace: onResize };
}

/**
 * A modal dialog around `content`. `onEscape` may keep it open by returning false. Returns {close, box}.
 * @param {import("./dom.js").Child} content
 * @param {{label?: string, labelledBy?: string, cls?: string, onEscape?: () => boolean | void, onClose?: () => void}} named
 *   by `label` or by the id `labelledBy`
 */
export function dialog(content, { label, labelledBy, cls = "", onEscape, onClose }) {
  const before = focused();
  const box = h(
    "div",
    {
      class: ["dialog", cls],
      role: "dialog",
      "aria-modal": "true",
      "aria-label": label,
      "aria-labelledby": labelledBy,
      tabindex: "-1",
    },
    content,
  );
  const veil = h("div", { class: "dialog-veil" }, box);
  const app = document.getElementById("app");
  layer().append(veil);
  app.inert = true;
  const release = trapFocus(box);
  const pop = push({ escape: () => onEscape?.() !== false && close() });
  let closed = false;
  function close() {
    if (closed) return;
    closed = true;
    pop();
    release();
    veil.remove();
    if (!layer().querySelector(".dialog-veil")) app.inert = false;
    if (before?.isConnected) before.focus({ preventScroll: true });
    onClose?.();
  }
  veil.addEventListener("pointerdown", (event) => {
    if (event.target === veil && onEscape?.() !== false) close();
  });
  const first = focusables(box).find((el) => !el.matches("[data-close]"));
  (first || box).focus({ preventScroll: true });
  return { box, close };
}
