// The row of reactions below a message.
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { popup } from "../kit/layer.js";
import { emojiName, emojiNode, emojiPanel } from "../text/emoji.js";
import { displayName } from "../people.js";
import { t, tn } from "../kit/words.js";

/** `act` has react(message, emoji, burst), unreact(…) and reactors(…); see actions.js. */
export function reactionsView(message, view, act) {
  const list = message.reactions || [];
  if (!list.length) return null;
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": t("Reactions") },
    list.map((one) => reactionButton(one, message, view, act)),
    h(
      "button",
      {
        type: "button",
        class: "reaction reaction--add",
        "aria-label": t("Add reaction"),
        title: t("Add reaction"),
        data: { key: "react-add" },
        on: { click: (event) => openReactionPanel(event.currentTarget, message, view, act) },
      },
      icon("smile", 18),
    ),
  );
}

function reactionButton(one, message, view, act) {
  const mine = one.me || one.me_burst;
  const burst = (one.count_details?.burst || 0) > 0;
  const name = emojiName(one.emoji);
  const button = h(
    "button",
    {
      type: "button",
      class: ["reaction", mine && "reaction--mine", burst && "reaction--burst"],
      "aria-pressed": mine ? "true" : "false",
      "aria-label": [
        tn("{emoji}, {n} reaction", "{emoji}, {n} reactions", one.count, { emoji: name }),
        burst && t("with super reactions"),
      ]
        .filter(Boolean)
        .join(", "),
      data: { key: `react-${one.emoji.id || one.emoji.name}` },
      on: { click: () => (mine ? act.unreact(message, one.emoji, one.me_burst) : act.react(message, one.emoji)) },
    },
    emojiNode(one.emoji),
    h("span", { class: "reaction__count" }, one.count),
  );
  // Who reacted is asked for only when somebody wants to know.
  const who = async () => {
    const users = await act.reactors(message, one.emoji);
    if (!users?.length) return;
    const names = users.map((user) => displayName(user, view.member(user.id)));
    const shown = new Intl.ListFormat("en", { type: "conjunction" }).format(
      names.length > 6 ? [...names.slice(0, 5), tn("{n} other", "{n} others", names.length - 5)] : names,
    );
    button.title = t("{names} reacted with {emoji}", { names: shown, emoji: name });
  };
  button.addEventListener("pointerenter", who, { once: true });
  button.addEventListener("focus", who, { once: true });
  return button;
}

/** The emoji panel for a message, with the choice of a super reaction. */
export function openReactionPanel(anchor, message, view, act) {
  let burst = false;
  const toggle = h(
    "button",
    {
      type: "button",
      class: "tag-pill",
      "aria-pressed": "false",
      on: {
        click() {
          burst = !burst;
          toggle.setAttribute("aria-pressed", String(burst));
        },
      },
    },
    t("Super reaction"),
  );
  const panel = emojiPanel(view.guild(), (emoji) => {
    shown.close();
    act.react(message, emoji, burst);
  });
  panel.append(toggle);
  const shown = popup(anchor, panel, { cls: "popup--emoji", prefer: "above", label: t("Add reaction") });
}
