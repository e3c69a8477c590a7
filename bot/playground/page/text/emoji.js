// The small emoji panel, unicode and a server's own, and the drawing of one emoji.
import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** Character, name and words to find it by; the first row is what a review's reader needs. */
const EMOJI = [
  ["👍", "thumbsup", "helpful yes good"],
  ["👎", "thumbsdown", "not helpful no"],
  ["❤️", "heart", "love"],
  ["😂", "joy", "laugh"],
  ["😭", "sob", "cry"],
  ["🥹", "holding back tears", "moved"],
  ["🔥", "fire", "hot"],
  ["👀", "eyes", "look"],
  ["😍", "heart eyes", "love"],
  ["🥰", "smiling hearts", "love"],
  ["😊", "blush", "smile"],
  ["😄", "smile", "happy"],
  ["🙂", "slight smile", "smile"],
  ["😉", "wink", ""],
  ["😅", "sweat smile", "phew"],
  ["🤔", "thinking", "hmm"],
  ["😮", "open mouth", "wow"],
  ["😱", "scream", "shock"],
  ["😢", "cry", "sad tear"],
  ["😔", "pensive", "sad"],
  ["😤", "triumph", "huff"],
  ["😡", "rage", "angry"],
  ["🫠", "melting", ""],
  ["😴", "sleeping", "boring"],
  ["🥳", "partying", "celebrate"],
  ["🤗", "hugging", "hug"],
  ["🫶", "heart hands", "love"],
  ["🙏", "pray", "thanks please"],
  ["👏", "clap", "bravo"],
  ["🙌", "raised hands", "yay"],
  ["💪", "muscle", "strong"],
  ["👋", "wave", "hello"],
  ["✨", "sparkles", ""],
  ["⭐", "star", "rating"],
  ["🌟", "glowing star", "rating"],
  ["💯", "hundred", "perfect"],
  ["🏳️‍🌈", "rainbow flag", "pride queer"],
  ["🏳️‍⚧️", "transgender flag", "pride trans"],
  ["🌈", "rainbow", "pride"],
  ["💜", "purple heart", "love"],
  ["💔", "broken heart", "sad"],
  ["💖", "sparkling heart", "love"],
  ["🎬", "clapper", "film series"],
  ["📺", "tv", "series watch"],
  ["🍿", "popcorn", "watch"],
  ["🍜", "ramen", "food"],
  ["☕", "coffee", ""],
  ["🎉", "tada", "party"],
  ["✅", "check mark", "done yes"],
  ["❌", "cross mark", "no"],
  ["❓", "question", ""],
  ["⚠️", "warning", "spoiler"],
  ["🇰🇷", "flag Korea", ""],
  ["🇹🇭", "flag Thailand", ""],
  ["🇯🇵", "flag Japan", ""],
  ["🇹🇼", "flag Taiwan", ""],
];

/** One emoji as the eye sees it. Custom ones come from the loopback's own address; their name stands in if they fail. */
export function emojiNode(emoji, { size = "" } = {}) {
  if (!emoji.id) return h("span", { class: ["emoji", size] }, emoji.name);
  const name = `:${emoji.name}:`;
  const image = h("img", {
    class: ["emoji", "emoji--custom", size],
    src: `/cdn/emojis/${emoji.id}.${emoji.animated ? "gif" : "png"}`,
    alt: name,
    title: name,
    loading: "lazy",
  });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "emoji emoji--name" }, name)), {
    once: true,
  });
  return image;
}

export const emojiName = (emoji) =>
  emoji.id ? `:${emoji.name}:` : EMOJI.find(([char]) => char === emoji.name)?.[1] || emoji.name;

/** Turns `:heart:` into ❤️ while somebody writes, as the client does. */
export function shortcodes(text) {
  return text.replace(
    /:([a-z_]+):/g,
    (whole, name) => EMOJI.find((one) => one[1].replaceAll(" ", "_") === name)?.[0] || whole,
  );
}

const COLUMNS = 8;

/** A searchable grid; `onPick(emoji)` gets `{name}` or `{id, name, animated}`. */
export function emojiPanel(guild, onPick) {
  const grid = h("div", { class: "emoji-grid", role: "grid", "aria-label": t("Emoji") });
  const search = h("input", {
    type: "search",
    class: "field",
    placeholder: t("Find an emoji"),
    "aria-label": t("Find an emoji"),
    autocomplete: "off",
  });
  const all = [
    ...(guild?.emojis || []).map((one) => ({ emoji: one, words: one.name })),
    ...EMOJI.map(([name, title, words]) => ({ emoji: { name }, words: `${title} ${words} ${name}` })),
  ];
  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const shown = all.filter((one) => one.words.toLowerCase().includes(wanted));
    grid.replaceChildren();
    for (let at = 0; at < shown.length; at += COLUMNS) {
      const row = h("div", { class: "emoji-row", role: "row" });
      for (const { emoji } of shown.slice(at, at + COLUMNS))
        row.append(
          h(
            "button",
            {
              type: "button",
              role: "gridcell",
              class: "emoji-pick",
              tabindex: "-1",
              "aria-label": emojiName(emoji),
              title: emojiName(emoji),
              on: { click: () => onPick(emoji) },
            },
            emojiNode(emoji),
          ),
        );
      grid.append(row);
    }
    const first = grid.querySelector("button");
    if (first) first.tabIndex = 0;
    // Any unicode emoji can be typed or pasted, listed here or not.
    else if (/\p{Extended_Pictographic}/u.test(search.value)) {
      const name = search.value.trim();
      grid.append(
        h(
          "button",
          { type: "button", class: "emoji-pick", "aria-label": name, on: { click: () => onPick({ name }) } },
          name,
        ),
      );
    } else grid.append(h("p", { class: "hint" }, t("No emoji of that name. You can paste one.")));
  }
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    const first = grid.querySelector("button");
    if (event.key === "Enter" && first) first.click();
    else if (event.key === "ArrowDown" && first) first.focus();
    else return;
    event.preventDefault();
  });
  grid.addEventListener("keydown", (event) => moveInGrid(event, grid, search));
  draw();
  return h("div", { class: "emoji-panel" }, search, grid);
}

function moveInGrid(event, grid, search) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
  if (!step) return;
  const all = [...grid.querySelectorAll("button")];
  const next = all.indexOf(event.target) + step;
  event.preventDefault();
  if (next < 0) search.focus();
  else if (all[next]) {
    for (const one of all) one.tabIndex = -1;
    all[next].tabIndex = 0;
    all[next].focus();
  }
}
