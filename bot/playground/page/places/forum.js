// A forum: posts as cards, and writing a new one.
import { ChannelFlag, Limit } from "../discord.js";
import { h, replace, roving, uid } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { dialog } from "../kit/layer.js";
import { emojiNode } from "../text/emoji.js";
import { plainText } from "../text/markdown.js";
import { compareIds, idTime } from "../kit/snowflakes.js";
import { avatar, displayName, relative } from "../people.js";
import { t, tn } from "../kit/words.js";


export class Forum {
  constructor(page) {
    this.page = page;
    this.tag = null;
    this.el = h("div", { class: "forum" });
  }

  show(channel) {
    if (this.channelId !== channel.id) this.tag = null;
    this.channelId = channel.id;
    this.draw(channel);
    // The cards quote each post's first message; what is not known yet is read once.
    for (const post of this.posts(channel))
      if (!this.page.store.room(post.id).loaded)
        this.page.store
          .load(post.id)
          .then(() => this.channelId === channel.id && this.draw(channel))
          .catch(() => {});
  }

  posts(channel) {
    const { store } = this.page;
    const newest = (post) => post.last_message_id || post.id;
    return (store.guild()?.threads || [])
      .filter((one) => one.parent_id === channel.id)
      .sort((a, b) => Number(isPinned(b)) - Number(isPinned(a)) || compareIds(newest(b), newest(a)));
  }

  draw(channel) {
    const { view } = this.page;
    const tags = channel.available_tags || [];
    const posts = this.posts(channel).filter((one) => !this.tag || (one.applied_tags || []).includes(this.tag));
    const filter = (tag) =>
      h(
        "button",
        {
          type: "button",
          class: "tag-pill",
          "aria-pressed": this.tag === tag.id ? "true" : "false",
          on: {
            click: () => {
              this.tag = this.tag === tag.id ? null : tag.id;
              this.draw(channel);
            },
          },
        },
        tagFace(tag),
        tag.name,
      );
    replace(
      this.el,
      channel.topic && h("p", { class: "forum__guide" }, channel.topic),
      h(
        "div",
        { class: "forum__bar" },
        h("div", { class: "forum__tags", role: "group", "aria-label": t("Filter by tag") }, tags.map(filter)),
        view.can("post") &&
          h(
            "button",
            { type: "button", class: "button button--primary", on: { click: () => this.compose(channel) } },
            icon("plus", 18),
            t("New post"),
          ),
      ),
      posts.length
        ? h(
            "div",
            { class: "forum__posts", role: "list", "aria-label": t("Posts") },
            posts.map((post) => h("div", { role: "listitem" }, this.card(post, tags))),
          )
        : h("p", { class: "empty" }, t("No posts here yet. Start the first one.")),
    );
    roving(this.el, ".post");
  }

  card(post, tags) {
    const { store, view } = this.page;
    const first = store.room(post.id).list[0];
    const author = first?.author || store.user(post.owner_id);
    const own = tags.filter((tag) => (post.applied_tags || []).includes(tag.id));
    const count = Math.max(0, post.message_count ?? store.room(post.id).list.length - 1);
    return h(
      "button",
      {
        type: "button",
        class: ["post", store.isUnread(post) && "is-unread"],
        "aria-label": [post.name, own.map((tag) => tag.name).join(", "), tn("{n} message", "{n} messages", count)]
          .filter(Boolean)
          .join(", "),
        on: { click: () => view.go(post.id) },
      },
      own.length > 0 &&
        h(
          "span",
          { class: "post__tags" },
          own.map((tag) => h("span", { class: "chip" }, tagFace(tag), tag.name)),
        ),
      h("span", { class: "post__title" }, isPinned(post) && icon("pin", 16), post.name),
      h(
        "span",
        { class: "post__words" },
        author && h("strong", {}, displayName(author, store.member(author.id)), ": "),
        plainText(first?.content) || (first?.components?.length ? t("a card") : ""),
      ),
      h(
        "span",
        { class: "post__foot hint" },
        author && avatar(author, { size: 20 }),
        icon("thread", 14),
        tn("{n} message", "{n} messages", count),
        " · ",
        relative(new Date(idTime(post.last_message_id || post.id))),
      ),
    );
  }

  compose(channel) {
    const { store, view } = this.page;
    const heading = uid("post");
    const title = h("input", {
      class: "field",
      type: "text",
      maxlength: Limit.THREAD_NAME,
      required: true,
      id: uid("title"),
      autocomplete: "off",
    });
    const words = h("textarea", {
      class: "field field--long",
      rows: 6,
      maxlength: Limit.CONTENT,
      required: true,
      id: uid("words"),
    });
    // Tags for moderators only are not offered to others.
    const tags = (channel.available_tags || []).filter((tag) => !tag.moderated || view.can("manage"));
    const boxes = tags.map((tag) => ({
      tag,
      input: h("input", { type: "checkbox", value: tag.id }),
    }));
    const fault = h("p", { class: "failure", role: "alert" });
    fault.hidden = true;
    const go = h("button", { type: "submit", class: "button button--primary" }, t("Post"));
    const send = async (event) => {
      event.preventDefault();
      const chosen = boxes.filter(({ input }) => input.checked).map(({ tag }) => tag.id);
      go.disabled = true;
      try {
        if ((channel.flags || 0) & ChannelFlag.REQUIRE_TAG && !chosen.length)
          throw new Error(t("Posts here need a tag. Choose one."));
        if (chosen.length > Limit.POST_TAGS)
          throw new Error(t("A post takes {limit} tags; you chose {n}.", { limit: Limit.POST_TAGS, n: chosen.length }));
        const thread = await store.api.startThread(channel.id, {
          name: title.value.trim(),
          message: { content: words.value },
          applied_tags: chosen,
        });
        shown.close();
        await store.refresh();
        view.go(thread.id);
      } catch (error) {
        fault.hidden = false;
        fault.replaceChildren(icon("warn", 16), error.message);
        go.disabled = false;
      }
    };
    const shown = dialog(
      h(
        "form",
        { class: "dialog__form", on: { submit: send } },
        h("h2", { id: heading }, t("New post in {forum}", { forum: channel.name })),
        h("label", { class: "label", for: title.id }, t("Title")),
        title,
        h("label", { class: "label", for: words.id }, t("Message")),
        words,
        boxes.length > 0 &&
          h(
            "fieldset",
            { class: "choices choices--row" },
            h("legend", { class: "label" }, t("Tags")),
            boxes.map(({ tag, input }) =>
              h("label", { class: "choice" }, input, h("span", {}, tagFace(tag), tag.name)),
            ),
          ),
        fault,
        h(
          "div",
          { class: "dialog__foot" },
          h(
            "button",
            { type: "button", class: "button button--quiet", on: { click: () => shown.close() } },
            t("Cancel"),
          ),
          go,
        ),
      ),
      { labelledBy: heading },
    );
  }
}

const isPinned = (post) => Boolean((post.flags || 0) & ChannelFlag.PINNED);

const tagFace = (tag) =>
  tag.emoji_name || tag.emoji_id ? [emojiNode({ id: tag.emoji_id, name: tag.emoji_name || "tag" }), " "] : null;
