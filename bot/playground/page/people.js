// Names, faces and times of the people on the page.
import { h } from "./kit/dom.js";
import { t } from "./kit/words.js";

export const displayName = (user, member) => member?.nick || user?.global_name || user?.username || t("Unknown member");

/** Colour of the highest role that has one, as Discord paints names; null for none. */
export function nameColour(guild, member) {
  if (!guild || !member) return null;
  const own = (guild.roles || []).filter((role) => (member.roles || []).includes(role.id) && roleColour(role));
  own.sort((a, b) => b.position - a.position);
  return own.length ? hex(roleColour(own[0])) : null;
}

export const roleColour = (role) => role.color || role.colors?.primary_color || 0;
export const hex = (number) => `#${Number(number).toString(16).padStart(6, "0")}`;

/** The highest role that lists its members apart, for the member list. */
export function hoistedRole(guild, member) {
  const own = (guild.roles || []).filter((role) => role.hoist && (member.roles || []).includes(role.id));
  own.sort((a, b) => b.position - a.position);
  return own[0] || null;
}

function initials(name) {
  // Letters of any script; a name without any keeps its first character.
  const parts = name.match(/[\p{L}\p{N}]+/gu) || [[...name][0] || "?"];
  const first = [...parts[0]][0];
  // Two wide letters (한, あ, 汉) would not fit into the circle.
  const second =
    parts.length > 1 && /[a-z]/i.test(first + parts[1][0]) && /^[\u0000-\u024f]+$/.test(first + parts[1][0])
      ? [...parts[1]][0]
      : "";
  return (first + second).toUpperCase();
}

/** Always the same hue for the same id, spread over the wheel. */
function hueOf(id) {
  let sum = 7;
  for (const digit of String(id)) sum = (sum * 31 + digit.charCodeAt(0)) % 99991;
  // Neighbouring ids land far apart when they are stepped by the golden angle.
  return Math.round((sum * 137.508) % 360);
}

export function avatar(user, { size = 40, name = displayName(user) } = {}) {
  const picture = h(
    "span",
    {
      class: ["avatar", user?.bot && "avatar--bot"],
      "aria-hidden": "true",
      vars: { "--hue": hueOf(user?.id || "0"), "--size": `${size}px` },
      // Drawn by the style sheet: the letters of a face are no part of a button's words.
      data: { initials: initials(name) },
    },
  );
  return picture;
}

export function guildBadge(guild, size = 48) {
  return h(
    "span",
    {
      class: "badge-guild",
      "aria-hidden": "true",
      vars: { "--hue": hueOf(guild.id), "--size": `${size}px` },
      data: { initials: initials(guild.name) },
    },
  );
}

export function botTag() {
  return h("span", { class: "tag", title: t("This account is a bot") }, t("APP"));
}

// The page speaks English, so its own dates do; what a bot wrote as `<t:…>` is read in the acting member's locale, as
// that member's own app would show it.
const OWN = navigator.language?.startsWith("en") ? navigator.language : "en-GB";
let locale = OWN;
export function setLocale(wanted) {
  try {
    locale = Intl.getCanonicalLocales(wanted || OWN)[0];
  } catch {
    locale = OWN;
  }
}
export const currentLocale = () => locale;

const format =
  (options) =>
  (date, language = OWN) =>
    new Intl.DateTimeFormat(language, options).format(date);
export const clock = format({ hour: "2-digit", minute: "2-digit" });
export const longDate = format({ day: "numeric", month: "long", year: "numeric" });
export const fullTime = format({ dateStyle: "full", timeStyle: "short" });
const shortDate = format({ dateStyle: "short" });

export function stamp(date) {
  const day = new Date(date).setHours(0, 0, 0, 0);
  const today = new Date().setHours(0, 0, 0, 0);
  const days = Math.round((today - day) / 86400000);
  if (days === 0) return t("Today at {time}", { time: clock(date) });
  if (days === 1) return t("Yesterday at {time}", { time: clock(date) });
  return `${shortDate(date)} ${clock(date)}`;
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["year", 31557600],
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

export function relative(date, language = OWN) {
  const seconds = (date - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, s]) => Math.abs(seconds) >= s) || UNITS[UNITS.length - 1];
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** `<t:…:style>` as Discord writes it, in the acting member's locale. */
export function timestampText(date, style) {
  switch (style) {
    case "t":
      return clock(date, locale);
    case "T":
      return format({ timeStyle: "medium" })(date, locale);
    case "d":
      return shortDate(date, locale);
    case "D":
      return longDate(date, locale);
    case "F":
      return fullTime(date, locale);
    case "R":
      return relative(date, locale);
    default:
      return format({ dateStyle: "long", timeStyle: "short" })(date, locale);
  }
}

export function localeName(code) {
  try {
    return new Intl.DisplayNames([OWN], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

export function fileSize(bytes) {
  const units = ["B", "KB", "MB"];
  let n = bytes || 0;
  let at = 0;
  while (n >= 1024 && at < units.length - 1) {
    n /= 1024;
    at += 1;
  }
  return `${at ? n.toFixed(1) : n} ${units[at]}`;
}
