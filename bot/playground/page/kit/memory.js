// What this browser remembers between visits. Storage may be full or forbidden: then nothing is remembered,
// and nothing breaks.
const PREFIX = "linger.";

export function recall(key, fallback = null) {
  try {
    const raw = localStorage.getItem(PREFIX + key);
    if (raw === null) return fallback;
    // The theme is kept as a bare word, because theme-first.js reads it before any module is there.
    return raw.startsWith("{") || raw.startsWith("[") ? JSON.parse(raw) : raw;
  } catch {
    return fallback;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, typeof value === "string" ? value : JSON.stringify(value));
  } catch {
    // Remembering is a courtesy.
  }
}
