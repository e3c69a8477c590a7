// Discord's ids are 64-bit numbers in strings: JavaScript's numbers would round them, so they are compared as text.
import { EPOCH_MS, TIME_SHIFT } from "../discord.js";

/** Negative, zero or positive, as for Array.sort. A missing id comes before every other. */
export function compareIds(a, b) {
  const x = String(a ?? "0");
  const y = String(b ?? "0");
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
}

/** When the id was made, in milliseconds since 1970. */
export function idTime(id) {
  return Number((BigInt(id) >> TIME_SHIFT) + EPOCH_MS);
}

/** An id for a moment: good enough for rows that live only in this page. */
export function idFor(ms) {
  return String((BigInt(Math.floor(ms)) - EPOCH_MS) << TIME_SHIFT);
}
