// The banner at the top, the short notices at the bottom, the newcomer's hint, and who is typing.
import { announce, h, replace } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { recall, remember } from "../kit/memory.js";
import { displayName } from "../people.js";
import { t, tn } from "../kit/words.js";

const NOTICE_MS = 6000;

/** A refusal or a small piece of news that belongs to no place on the page. */
export function report(words) {
  const notice = h(
    "div",
    { class: "notice" },
    icon("warn", 18),
    h("span", {}, words),
    h(
      "button",
      { type: "button", class: "icon-button", "aria-label": t("Close"), on: { click: () => notice.remove() } },
      icon("close", 14),
    ),
  );
  document.querySelector(".notice")?.remove();
  document.getElementById("layer").append(notice);
  announce(words, true);
  setTimeout(() => notice.remove(), NOTICE_MS);
}

export function drawBanner(root, store) {
  const words = !store.online
    ? t("The connection to the playground is lost. Trying again…")
    : !store.botReady
      ? t("The bot is starting…")
      : "";
  if (root.textContent === words) return;
  root.hidden = !words;
  replace(root, words && h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
}

const TRIES = [
  ["series", "love in the big citty", "Look a series up, typos and all"],
  ["review write", "", "Write a review that spoils nobody"],
  ["recommend", "", "Ask what to watch next, and why"],
  ["config", "", "As an admin: switch features on and off"],
];

/** Once somebody has asked the bot something, only the row of suggestions stays. */
export function shrinkHint(root) {
  if (recall("hint") === null) remember("hint", "small");
  root.querySelector(".first")?.classList.add("first--small");
}

/** Shown until it is dismissed. Only what the bot really offers to this member is suggested. */
export function drawHint(root, page) {
  if (recall("hint") === "off") return root.replaceChildren();
  const offered = TRIES.map(([path, rest, words]) => ({
    entry: page.composer.entries.find((one) => one.path === path || one.path.startsWith(`${path} `)),
    rest,
    words,
  })).filter((one) => one.entry);
  const dismiss = () => {
    remember("hint", "off");
    root.replaceChildren();
    page.composer.focus();
  };
  return replace(
    root,
    h(
      "section",
      { class: ["first", recall("hint") === "small" && "first--small"], "aria-label": t("First steps") },
      h(
        "button",
        {
          type: "button",
          class: "icon-button first__close",
          "aria-label": t("Dismiss first steps"),
          on: { click: dismiss },
        },
        icon("close", 16),
      ),
      h("h2", {}, t("Welcome to the playground")),
      h(
        "p",
        {},
        t(
          "A small Discord of your own; nothing leaves this machine. Type / for commands, react to reviews, click dark bars to reveal spoilers, and become somebody else at the bottom left.",
        ),
      ),
      offered.length > 0 &&
        h(
          "ul",
          { class: "first__tries" },
          offered.map(({ entry, rest, words }) =>
            h(
              "li",
              {},
              h(
                "button",
                { type: "button", class: "first__try", on: { click: () => page.composer.openForm(entry, rest) } },
                h("strong", {}, t("Try: {command}", { command: `/${entry.path}${rest ? ` ${rest}` : ""}` })),
                h("span", { class: "hint" }, t(words)),
              ),
            ),
          ),
        ),
    ),
  );
}

export function drawTyping(root, { store }) {
  const now = Date.now();
  const names = [];
  for (const [key, until] of store.typing) {
    const [channelId, userId] = key.split(":");
    if (until < now) store.typing.delete(key);
    else if (channelId === store.route.channelId && userId !== store.me.id)
      names.push(displayName(store.user(userId), store.member(userId)));
  }
  const words =
    names.length > 3
      ? t("Several people are typing…")
      : names.length
        ? tn("{names} is typing…", "{names} are typing…", names.length, { names: names.join(", ") })
        : "";
  if (root.dataset.words === words) return;
  root.dataset.words = words;
  replace(root, words && h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
}
