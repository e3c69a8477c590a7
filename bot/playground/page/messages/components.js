// Message components: rows of buttons and selects, and everything of Components V2.
import { ButtonStyle, ComponentType, SeparatorSpacing } from "../discord.js";
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { emojiNode } from "../text/emoji.js";
import { fileCard, mediaUrl, picture } from "./attachments.js";
import { markdown } from "../text/markdown_view.js";
import { selectControl } from "../asking/select.js";
import { spoiler } from "../text/spoilers.js";
import { hex } from "../people.js";
import { t } from "../kit/words.js";

const STYLES = {
  [ButtonStyle.PRIMARY]: "primary",
  [ButtonStyle.SECONDARY]: "secondary",
  [ButtonStyle.SUCCESS]: "success",
  [ButtonStyle.DANGER]: "danger",
  [ButtonStyle.LINK]: "link",
  [ButtonStyle.PREMIUM]: "premium",
};

/** `use(component, control, values)` presses a control; `message` is where the components live. */
export function componentsView(components, message, view, use) {
  const draw = { message, view, use };
  return (components || []).map((one) => componentView(one, draw));
}

function componentView(one, draw) {
  switch (one.type) {
    case ComponentType.ACTION_ROW:
      return h(
        "div",
        { class: "row", role: "group" },
        one.components.map((child) => componentView(child, draw)),
      );
    case ComponentType.BUTTON:
      return buttonView(one, draw);
    case ComponentType.STRING_SELECT:
    case ComponentType.USER_SELECT:
    case ComponentType.ROLE_SELECT:
    case ComponentType.MENTIONABLE_SELECT:
    case ComponentType.CHANNEL_SELECT:
      return selectView(one, draw);
    case ComponentType.SECTION:
      return sectionView(one, draw);
    case ComponentType.TEXT_DISPLAY:
      return h("div", { class: "text-display" }, markdown(one.content, draw.view, { scope: draw.message.id }));
    case ComponentType.THUMBNAIL:
      return thumbnailView(one, draw);
    case ComponentType.MEDIA_GALLERY:
      return galleryView(one, draw);
    case ComponentType.FILE:
      return fileView(one, draw);
    case ComponentType.SEPARATOR:
      return h("div", {
        class: ["separator", one.spacing === SeparatorSpacing.LARGE && "separator--wide", one.divider === false && "separator--bare"],
        role: one.divider === false ? "presentation" : "separator",
      });
    case ComponentType.CONTAINER:
      return containerView(one, draw);
    default:
      return h("p", { class: "hint" }, t("This page does not know components of type {type}.", { type: one.type }));
  }
}

function buttonView(one, { use }) {
  const words = [one.emoji && emojiNode(one.emoji), one.label && h("span", {}, one.label)];
  const style = STYLES[one.style] || "secondary";
  // A button of only an emoji would be nameless to a screen reader without this.
  const label = one.label ? null : one.emoji?.name || t("Button");
  if (one.style === ButtonStyle.LINK) {
    if (one.disabled)
      return h(
        "span",
        { class: "button button--link", role: "link", "aria-disabled": "true", "aria-label": label },
        words,
        icon("out", 16),
      );
    return h(
      "a",
      {
        class: "button button--link",
        href: /^https?:\/\//i.test(one.url) ? one.url : null,
        target: "_blank",
        rel: "noreferrer noopener",
        "aria-label": label,
      },
      words,
      icon("out", 16),
    );
  }
  return h(
    "button",
    {
      type: "button",
      class: ["button", `button--${style}`],
      disabled: Boolean(one.disabled) || one.style === ButtonStyle.PREMIUM,
      "aria-label": label,
      data: { key: one.custom_id || "" },
      on: { click: (event) => use(one, event.currentTarget) },
    },
    words,
  );
}

function selectView(one, { view, use }) {
  const control = selectControl(one, view, { onCommit: (values) => use(one, control.el, values) });
  return control.el;
}

function sectionView(one, draw) {
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "section__texts" },
      one.components.map((child) => componentView(child, draw)),
    ),
    one.accessory && h("div", { class: "section__accessory" }, componentView(one.accessory, draw)),
  );
}

function covered(body, one, draw, label, fingerprint) {
  return one.spoiler ? spoiler(body, { kind: "block", scope: draw.message.id, fingerprint, label }) : body;
}

function thumbnailView(one, draw) {
  const url = mediaUrl(one.media.url, draw.message);
  return covered(
    picture(url, one.description, "picture--thumb"),
    one,
    draw,
    t("Spoiler: picture"),
    `thumb ${one.media.url}`,
  );
}

function galleryView(one, draw) {
  const items = one.items.map((item) => {
    const body = picture(mediaUrl(item.media.url, draw.message), item.description, "picture--tile");
    return h("li", {}, covered(body, item, draw, t("Spoiler: picture"), `tile ${item.media.url}`));
  });
  return h("ul", { class: ["gallery", `gallery--${Math.min(items.length, 4)}`], "aria-label": t("Pictures") }, items);
}

function fileView(one, draw) {
  const url = mediaUrl(one.file.url, draw.message);
  const name =
    one.name ||
    decodeURIComponent(
      String(one.file.url)
        .split(/[/?]/)
        .filter((part) => part.includes("."))
        .pop() || t("file"),
    );
  return covered(fileCard(name, one.size, url), one, draw, t("Spoiler: file"), `file ${one.file.url}`);
}

function containerView(one, draw) {
  const body = h(
    "div",
    {
      class: ["container", Number.isInteger(one.accent_color) && "container--accent"],
      vars: Number.isInteger(one.accent_color) ? { "--stripe": hex(one.accent_color) } : {},
    },
    one.components.map((child) => componentView(child, draw)),
  );
  return covered(body, one, draw, t("Spoiler: card"), null);
}

/** Greys every control of a message out while the bot has not answered; returns the function that lifts it. */
export function busy(root, control) {
  const controls = [...root.querySelectorAll("button.button, button.select")].filter((el) => !el.disabled);
  for (const el of controls) {
    el.setAttribute("aria-disabled", "true");
    el.classList.add("is-waiting");
  }
  control.setAttribute("aria-busy", "true");
  return () => {
    for (const el of controls) {
      el.removeAttribute("aria-disabled");
      el.classList.remove("is-waiting");
    }
    control.removeAttribute("aria-busy");
  };
}
