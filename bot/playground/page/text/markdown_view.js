// Draws the tree of markdown.js with DOM nodes. `view` knows people, places and commands: see context.js.
import { findAll, h } from "../kit/dom.js";
import { parse } from "./markdown.js";
import { emojiNode } from "./emoji.js";
import { placeOf } from "../places/links.js";
import { spoiler } from "./spoilers.js";
import { currentLocale, displayName, fullTime, hex, relative, roleColour, timestampText } from "../people.js";
import { t } from "../kit/words.js";

const EMOJI_RUN = unicodeEmoji();
/** @type {("h3" | "h4" | "h5")[]} */
const HEADINGS = ["h3", "h4", "h5"];
const JUMBO_AT_MOST = 27;

/** Whole emoji, flags and families included; older engines know the single pictures only. */
function unicodeEmoji() {
  try {
    return new RegExp("\\p{RGI_Emoji}", "gv");
  } catch {
    return /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\ufe0f)*/gu;
  }
}

/** Text as a fragment. `scope` names the message, so that its opened spoilers stay open when it is drawn again. */
export function markdown(text, view, { scope = "", jumbo = false } = {}) {
  const nodes = parse(text);
  const root = document.createDocumentFragment();
  const draw = { view, scope, depth: 0, size: jumbo && onlyEmoji(nodes) ? "emoji--jumbo" : "" };
  for (const node of nodes) root.append(nodeView(node, draw));
  return root;
}

function onlyEmoji(nodes) {
  let count = 0;
  for (const node of nodes) {
    if (node.type === "emoji") count += 1;
    else if (node.type === "text") {
      count += (node.text.match(EMOJI_RUN) || []).length;
      if (node.text.replace(EMOJI_RUN, "").trim()) return false;
    } else if (node.type !== "break") return false;
  }
  return count > 0 && count <= JUMBO_AT_MOST;
}

const SIMPLE = { strong: "strong", em: "em", underline: "u", strike: "s" };
const children = (node, draw) => node.children.map((child) => nodeView(child, draw));

/**
 * Headings of a message stand below the page's own two levels, and go down one step at a time, whatever was written.
 * @param {{depth: number}} draw how far down the text is already
 * @param {number} level
 */
function nextHeading(draw, level) {
  draw.depth = Math.min(level, draw.depth + 1);
  return HEADINGS[draw.depth - 1];
}

function nodeView(node, draw) {
  const { view, scope } = draw;
  if (SIMPLE[node.type]) return h(SIMPLE[node.type], {}, children(node, draw));
  switch (node.type) {
    case "text":
      return textView(node.text, draw.size);
    case "break":
      return h("br");
    case "code":
      return h("code", { class: "code" }, node.text);
    case "fence":
      return h(
        "pre",
        {
          class: "fence",
          tabindex: "0",
          "aria-label": node.language ? t("Code, {language}", { language: node.language }) : t("Code"),
        },
        h("code", {}, node.text),
      );
    case "heading":
      return h(nextHeading(draw, node.level), { class: `md-h${node.level}` }, children(node, draw));
    case "subtext":
      return h("small", { class: "subtext" }, children(node, draw));
    case "quote":
      return h("blockquote", { class: "quote" }, children(node, draw));
    case "list":
      return listView(node, draw);
    case "spoiler":
      return spoiler(children(node, draw), { scope });
    case "link":
      return linkView(node, draw);
    case "emoji":
      return emojiNode({ id: node.id, name: node.label.slice(1, -1), animated: node.animated }, { size: draw.size });
    case "time":
      return timeView(node);
    case "everyone":
      return h("span", { class: "mention" }, node.label);
    case "guide":
      return h("span", { class: "mention" }, node.label === "customize" ? t("Channels & Roles") : t("Server guide"));
    case "user":
      return userView(node, view);
    case "role":
      return roleView(node, view);
    case "channel":
      return channelView(node, view);
    case "command":
      return h(
        "button",
        { type: "button", class: "mention", on: { click: () => view.openCommand(node.name, node.id) } },
        node.label,
      );
    default:
      return document.createTextNode(node.text || "");
  }
}

function textView(text, size) {
  const root = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(EMOJI_RUN)) {
    // Digits and © are emoji only with their picture selector.
    if (/^[\d#*©®™]$/u.test(found[0])) continue;
    root.append(text.slice(at, found.index), h("span", { class: ["emoji", size] }, found[0]));
    at = found.index + found[0].length;
  }
  root.append(text.slice(at));
  return root;
}

function listView(node, draw) {
  const props = node.ordered && node.start > 1 ? { start: node.start } : {};
  return h(
    node.ordered ? "ol" : "ul",
    { class: "md-list", ...props },
    node.items.map((item) =>
      h(
        "li",
        {},
        item.map((child) => nodeView(child, draw)),
      ),
    ),
  );
}

function linkView(node, draw) {
  // The address was matched as http(s) by the parser; URL() refuses what would not be one after all.
  let href;
  try {
    href = new URL(node.url).href;
  } catch {
    return h("span", {}, children(node, draw));
  }
  // A client shows the bare address of a message as its channel's name.
  const place = node.masked ? null : placeOf(href);
  const channel = place && draw.view.channel(place.channelId);
  return h(
    "a",
    {
      class: channel ? "mention" : "link",
      href,
      target: "_blank",
      rel: "noreferrer noopener nofollow",
      title: node.title || (node.masked || channel ? href : null),
    },
    channel ? `#${channel.name}${place.messageId ? " › 💬" : ""}` : children(node, draw),
  );
}

function timeView(node) {
  const date = new Date(node.seconds * 1000);
  if (Number.isNaN(date.getTime())) return h("span", {}, t("Invalid date"));
  const el = h(
    "time",
    { class: "stamp", datetime: date.toISOString(), title: fullTime(date), lang: currentLocale() },
    timestampText(date, node.style),
  );
  // Relative times are kept true by one clock for the page, see keepTimesTrue.
  if (node.style === "R") el.dataset.relative = String(node.seconds);
  return el;
}

/** Renews every "3 minutes ago" on the page. */
export function keepTimesTrue() {
  setInterval(() => {
    for (const el of findAll(document, "time[data-relative]"))
      el.textContent = relative(new Date(Number(el.dataset.relative) * 1000), currentLocale());
  }, 15000);
}

function userView(node, view) {
  const user = view.user(node.id);
  const name = user ? displayName(user, view.member(node.id)) : t("unknown-user");
  if (!user) return h("span", { class: "mention" }, `@${name}`);
  return h(
    "button",
    { type: "button", class: "mention", on: { click: (event) => view.openMember(node.id, event.currentTarget) } },
    `@${name}`,
  );
}

function roleView(node, view) {
  const role = view.role(node.id);
  const colour = role && roleColour(role);
  return h(
    "span",
    { class: "mention", vars: colour ? { "--mention": hex(colour) } : {} },
    `@${role ? role.name.replace(/^@/, "") : t("deleted-role")}`,
  );
}

function channelView(node, view) {
  const channel = view.channel(node.id);
  if (!channel) return h("span", { class: "mention mention--unknown" }, t("#No access"));
  return h("button", { type: "button", class: "mention", on: { click: () => view.go(node.id) } }, `#${channel.name}`);
}
