// One message: who, when, what, and what can be done with it.
import { CommandType, MessageFlag, MessageType } from "../discord.js";
import { append, h, heard, onContext, uid } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { attachmentsView } from "./attachments.js";
import { componentsView } from "./components.js";
import { embedView } from "./embeds.js";
import { markdown } from "../text/markdown_view.js";
import { plainText } from "../text/markdown.js";
import { pollView } from "./poll.js";
import { openReactionPanel, reactionsView } from "./reactions.js";
import { isSystem, systemView } from "./system.js";
import { land } from "../places/links.js";
import { avatar, botTag, clock, displayName, fullTime, nameColour, stamp } from "../people.js";
import { t, tn } from "../kit/words.js";

export const isEphemeral = (message) => Boolean((message.flags || 0) & MessageFlag.EPHEMERAL);

/** `page` bundles view, interactions and act; `compact` leaves out face and name below the same author. */
export function messageView(message, page, { compact = false } = {}) {
  const head = uid("who");
  const el = h("article", {
    class: [
      "message",
      compact && "message--compact",
      isEphemeral(message) && "message--ephemeral",
      page.view.mentionsMe(message) && "message--mention",
      message.local && "message--local",
    ],
    tabindex: "-1",
    "aria-labelledby": head,
    data: { id: message.id },
  });
  if (isSystem(message)) el.append(systemMessage(message, page, head));
  else append(el, ordinary(message, page, head, compact));
  if (!message.local) {
    el.append(toolbar(message, page));
    onContext(el, (point) => page.act.messageMenu(message, point));
    el.addEventListener("keydown", (event) => {
      if (
        event.target === el &&
        (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10") || event.key === "Enter")
      ) {
        event.preventDefault();
        const box = el.getBoundingClientRect();
        page.act.messageMenu(message, { x: box.left + 80, y: box.top + 24 });
      }
    });
  }
  return el;
}

function nameButton(message, page, id) {
  const member = page.view.member(message.author.id);
  const colour = nameColour(page.view.guild(), member);
  return h(
    "button",
    {
      type: "button",
      class: "name",
      id,
      vars: colour ? { "--name": colour } : {},
      on: { click: (event) => page.view.openMember(message.author.id, event.currentTarget) },
    },
    displayName(message.author, member),
  );
}

function systemMessage(message, page, head) {
  return systemView(message, nameButton(message, page, head), page.view);
}

function ordinary(message, page, head, compact) {
  const { view } = page;
  const when = new Date(message.timestamp);
  const member = view.member(message.author.id);
  const parts = [];
  if (message.type === MessageType.REPLY || message.message_reference) parts.push(replyLine(message, page));
  const asked = message.interaction_metadata || message.interaction;
  if (asked && !compact) parts.push(askedLine(message, asked, page));
  const header = compact
    ? h(
        "span",
        { class: "message__side", id: head },
        h("span", { class: "visually-hidden" }, displayName(message.author, member), ", "),
        h("time", { class: "when", datetime: message.timestamp, title: fullTime(when) }, clock(when)),
      )
    : h(
        "header",
        { class: "message__head" },
        nameButton(message, page, head),
        message.author.bot && botTag(),
        h("time", { class: "when", datetime: message.timestamp, title: fullTime(when) }, stamp(when)),
        message.pinned &&
          h(
            "span",
            { class: "pinned", title: t("Pinned") },
            icon("pin", 14),
            h("span", { class: "visually-hidden" }, t("Pinned")),
          ),
      );
  const face = compact
    ? null
    : h("span", { class: "message__face" }, avatar(message.author, { name: displayName(message.author, member) }));
  parts.push(
    h(
      "div",
      { class: "message__grid" },
      face || header,
      h("div", { class: "message__body" }, face && header, body(message, page)),
    ),
  );
  return parts;
}

function replyLine(message, page) {
  const original =
    message.referenced_message ||
    page.store.message(message.message_reference?.channel_id || message.channel_id, message.message_reference?.message_id);
  if (!original)
    return h("div", { class: "reply" }, icon("reply", 14), h("em", {}, t("The original message was deleted.")));
  const words = plainText(original.content) || (original.components?.length ? t("a card") : t("an attachment"));
  return h(
    "button",
    {
      type: "button",
      class: "reply",
      on: { click: () => land(page, original.channel_id, original.id) },
    },
    icon("reply", 14),
    heard(message.type === MessageType.THREAD_STARTER_MESSAGE ? t("What this is about, by ") : t("Reply to ")),
    avatar(original.author, { size: 16 }),
    h("strong", {}, displayName(original.author, page.view.member(original.author.id)), heard(":")),
    h("span", { class: "reply__words" }, words),
    heard(t(". Jump there.")),
  );
}

function askedLine(message, asked, page) {
  const { user } = asked;
  // A modal's answer belongs to the command that opened the modal; what a button brought has no such line.
  const command = message.interaction?.name || asked.name || asked.triggering_interaction_metadata?.name;
  if (!user || !command) return null;
  return h(
    "div",
    { class: "reply" },
    icon("reply", 14),
    avatar(user, { size: 16 }),
    h("strong", {}, displayName(user, page.view.member(user.id))),
    h("span", {}, t("used "), h("span", { class: "asked" }, (asked.command_type ?? CommandType.CHAT_INPUT) === CommandType.CHAT_INPUT ? `/${command}` : command)),
  );
}

function body(message, page) {
  if (message.local) return localBody(message);
  if ((message.flags || 0) & MessageFlag.LOADING)
    return [thinking(t("{name} is thinking…", { name: displayName(message.author) })), ephemeralNote(message, page)];
  const use = (component, control, values) => page.interactions.press(message, component, control, values);
  const controls = componentsView(message.components, message, page.view, use);
  const failure = page.interactions.failures.get(message.id);
  return [
    message.content &&
      h(
        "div",
        { class: "content" },
        markdown(message.content, page.view, { scope: message.id, jumbo: !message.embeds?.length }),
        message.edited_timestamp && edited(message),
      ),
    !message.content && message.edited_timestamp && !((message.flags || 0) & MessageFlag.IS_COMPONENTS_V2) && edited(message),
    attachmentsView(message),
    (message.embeds || []).map((embed) => embedView(embed, message, page.view)),
    message.poll && pollView(message, { api: page.store.api, report: page.view.report }),
    controls.length > 0 && h("div", { class: ["components", (message.flags || 0) & MessageFlag.IS_COMPONENTS_V2 && "components--v2"] }, controls),
    !message.content && message.edited_timestamp && Boolean((message.flags || 0) & MessageFlag.IS_COMPONENTS_V2) && edited(message),
    failure &&
      h(
        "p",
        { class: "failure", role: "alert" },
        icon("warn", 16),
        t("This interaction failed"),
        h("span", {}, ` · ${failure}`),
      ),
    reactionsView(message, page.view, page.act),
    message.thread && threadLine(message.thread, page),
    ephemeralNote(message, page),
  ];
}

const edited = (message) =>
  h("small", { class: "edited", title: fullTime(new Date(message.edited_timestamp)) }, t("(edited)"));

const thinking = (words) =>
  h(
    "p",
    { class: "thinking", role: "status" },
    h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    words,
  );

function localBody({ local }) {
  const words = h("p", { class: "local-words" }, local.words);
  if (local.state === "pending") return [words, thinking(t("Sending…"))];
  return [
    words,
    h("p", { class: "failure" }, icon("warn", 16), t("This interaction failed"), h("span", {}, ` · ${local.reason}`)),
    h(
      "p",
      { class: "note" },
      t("Only you can see this"),
      " · ",
      h("button", { type: "button", class: "link link--button", on: { click: local.again } }, t("Try again")),
    ),
  ];
}

function ephemeralNote(message, page) {
  if (!isEphemeral(message)) return null;
  return h(
    "p",
    { class: "note" },
    icon("eye", 16),
    t("Only you can see this"),
    " · ",
    h(
      "button",
      { type: "button", class: "link link--button", on: { click: () => page.act.remove(message) } },
      t("Dismiss message"),
    ),
  );
}

function threadLine(thread, page) {
  const count = thread.message_count ?? thread.total_message_sent ?? 0;
  return h(
    "button",
    { type: "button", class: "thread-card", on: { click: () => page.view.go(thread.id) } },
    icon("thread", 18),
    h("strong", {}, thread.name),
    h("span", { class: "hint" }, tn("{n} message", "{n} messages", count)),
    icon("right", 16),
  );
}

function toolbar(message, page) {
  const tool = (label, name, run, key) =>
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": label,
        title: label,
        data: { key },
        on: { click: (event) => run(event.currentTarget) },
      },
      icon(name, 18),
    );
  const open = !isEphemeral(message);
  return h(
    "div",
    { class: "tools", role: "group", "aria-label": t("Message actions") },
    open &&
      page.view.can("react") &&
      tool(
        t("Add reaction"),
        "smile",
        (anchor) => openReactionPanel(anchor, message, page.view, page.act),
        "tool-react",
      ),
    open && page.view.can("send") && tool(t("Reply"), "reply", () => page.view.replyTo(message), "tool-reply"),
    tool(t("More actions"), "dots", (anchor) => page.act.messageMenu(message, anchor), "tool-more"),
  );
}
