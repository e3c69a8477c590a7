// One cover for everything that can be a spoiler: words, containers, pictures, files.
//
// Shut means shut: the content is `visibility: hidden` and `inert`, so that neither the eye, nor Tab, nor a screen
// reader, nor the browser's search finds what is under it, links and emoji included.
import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

// What this visit has opened, by message and content. An edit that brings the same words stays open; other words
// under the same bars are new and stay shut.
const opened = new Set();

const keyOf = (scope, content) => `${scope || "page"}\u0000${content}`;

/**
 * Covers `content` (nodes). `kind` "text" lies in the line, "block" covers a box. `fingerprint` is what makes this
 * spoiler the same one after a redraw.
 */
export function spoiler(content, { scope = "", kind = "text", fingerprint = null, label = t("Spoiler") } = {}) {
  const tag = kind === "text" ? "span" : "div";
  const body = h(tag, { class: "spoiler__content" }, content);
  const key = scope && keyOf(scope, fingerprint ?? body.textContent);
  const cover = h(tag, {
    class: ["spoiler", `spoiler--${kind}`],
    role: "button",
    tabindex: "0",
    "aria-expanded": "false",
    "aria-label": t("{label}, hidden. Press Enter to reveal.", { label }),
  });
  if (kind === "block") cover.append(h("span", { class: "spoiler__word", "aria-hidden": "true" }, t("SPOILER")));
  cover.append(body);
  body.inert = true;

  function open({ focus = false } = {}) {
    cover.classList.add("spoiler--open");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) cover.removeAttribute(name);
    cover.querySelector(":scope > .spoiler__word")?.remove();
    body.inert = false;
    cover.removeEventListener("click", onClick, true);
    cover.removeEventListener("keydown", onKey);
    if (key) opened.add(key);
    if (!focus) return;
    body.tabIndex = -1;
    body.focus({ preventScroll: true });
  }
  function onClick(event) {
    // The first click only opens: whatever lies below must not be pressed unseen.
    event.preventDefault();
    event.stopPropagation();
    open();
  }
  function onKey(event) {
    if (event.target !== cover || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    open({ focus: true });
  }
  cover.addEventListener("click", onClick, true);
  cover.addEventListener("keydown", onKey);
  if (key && opened.has(key)) open();
  return cover;
}

/** Another member has another pair of eyes. */
export function shutAll() {
  opened.clear();
}
