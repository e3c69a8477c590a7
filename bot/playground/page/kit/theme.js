// Dark or light: the system's wish unless the person chose, and the choice is remembered.
import { recall, remember } from "./memory.js";

const system = matchMedia("(prefers-color-scheme: light)");

export function currentTheme() {
  return document.documentElement.dataset.theme || (system.matches ? "light" : "dark");
}

export function toggleTheme() {
  const next = currentTheme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  remember("theme", next);
  return next;
}

/** Calls `fn` when the theme may have changed by itself (no choice made and the system switched). */
export function onSystemTheme(fn) {
  system.addEventListener("change", () => {
    if (!recall("theme")) fn();
  });
}
