// Embeds: the older kind of card.
import { h } from "../kit/dom.js";
import { markdown } from "../text/markdown_view.js";
import { mediaUrl, picture } from "./attachments.js";
import { hex, stamp } from "../people.js";
import { t } from "../kit/words.js";

const small = (url, message) =>
  url &&
  mediaUrl(url, message).startsWith(location.origin) &&
  h("img", {
    class: "embed__icon",
    src: mediaUrl(url, message),
    alt: "",
    on: { error: (event) => event.target.remove() },
  });

export function embedView(embed, message, view) {
  const options = { scope: message.id };
  const md = (text) => markdown(text, view, options);
  const titled =
    embed.title &&
    (embed.url
      ? h("a", { class: "link", href: safe(embed.url), target: "_blank", rel: "noreferrer noopener" }, md(embed.title))
      : md(embed.title));
  return h(
    "article",
    {
      class: "embed",
      "aria-label": embed.title ? t("Card: {title}", { title: embed.title }) : t("Card"),
      vars: embed.color ? { "--stripe": hex(embed.color) } : {},
    },
    h(
      "div",
      { class: "embed__words" },
      embed.author?.name &&
        h("div", { class: "embed__author" }, small(embed.author.icon_url, message), embed.author.name),
      titled && h("h3", { class: "embed__title" }, titled),
      embed.description && h("div", { class: "embed__text" }, md(embed.description)),
      embed.fields?.length > 0 &&
        h(
          "dl",
          { class: "embed__fields" },
          embed.fields.map((field) =>
            h(
              "div",
              { class: field.inline ? "embed__field embed__field--inline" : "embed__field" },
              h("dt", {}, md(field.name)),
              h("dd", {}, md(field.value)),
            ),
          ),
        ),
      embed.image?.url &&
        picture(mediaUrl(embed.image.url, message), embed.image.description || "", "picture--message"),
      (embed.footer?.text || embed.timestamp) &&
        h(
          "div",
          { class: "embed__footer" },
          small(embed.footer?.icon_url, message),
          [embed.footer?.text, embed.timestamp && stamp(new Date(embed.timestamp))].filter(Boolean).join(" · "),
        ),
    ),
    embed.thumbnail?.url &&
      picture(mediaUrl(embed.thumbnail.url, message), embed.thumbnail.description || "", "picture--thumb"),
  );
}

function safe(url) {
  return /^https?:\/\//i.test(url) ? url : null;
}
