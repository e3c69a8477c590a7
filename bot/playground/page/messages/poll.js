// Polls: vote, take back, see the result.
import { h, heard, uid } from "../kit/dom.js";
import { emojiNode } from "../text/emoji.js";
import { relative } from "../people.js";
import { t, tn } from "../kit/words.js";

export function pollView(message, { api, report }) {
  const { poll } = message;
  const counts = new Map((poll.results?.answer_counts || []).map((one) => [String(one.id), one]));
  const total = [...counts.values()].reduce((sum, one) => sum + one.count, 0);
  const voted = [...counts.values()].some((one) => one.me_voted);
  const over = Boolean(poll.results?.is_finalized) || (poll.expiry && new Date(poll.expiry) < new Date());
  const title = uid("poll");
  const answers = poll.answers.map((answer) => {
    const count = counts.get(String(answer.answer_id)) || { count: 0, me_voted: false };
    const share = total ? Math.round((100 * count.count) / total) : 0;
    return h(
      "button",
      {
        type: "button",
        class: ["poll__answer", count.me_voted && "poll__answer--mine"],
        role: poll.allow_multiselect ? "checkbox" : "radio",
        "aria-checked": count.me_voted ? "true" : "false",
        disabled: over,
        vars: { "--share": over || voted ? `${share}%` : "0%" },
        data: { key: `poll-${answer.answer_id}` },
        on: { click: () => toggle(answer.answer_id, count.me_voted) },
      },
      h(
        "span",
        { class: "poll__text" },
        answer.poll_media.emoji && emojiNode(answer.poll_media.emoji),
        " ",
        answer.poll_media.text,
        (over || voted) && heard(","),
      ),
      (over || voted) && h("span", { class: "poll__share" }, `${share} %`, heard(`, ${votes(count.count)}`)),
    );
  });
  async function toggle(answerId, mine) {
    try {
      if (!poll.allow_multiselect && !mine)
        for (const [id, one] of counts) if (one.me_voted) await api.unvote(message.channel_id, message.id, id);
      await (mine ? api.unvote : api.vote)(message.channel_id, message.id, answerId);
    } catch (error) {
      report(error.message);
    }
  }
  return h(
    "div",
    { class: "poll", role: poll.allow_multiselect ? "group" : "radiogroup", "aria-labelledby": title },
    h("h3", { class: "poll__question", id: title }, poll.question.text),
    h("p", { class: "hint" }, poll.allow_multiselect ? t("Choose one or more answers") : t("Choose one answer")),
    answers,
    h(
      "p",
      { class: "hint" },
      [
        votes(total),
        over ? t("Poll closed") : poll.expiry && t("Ends {when}", { when: relative(new Date(poll.expiry)) }),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}

const votes = (n) => tn("{n} vote", "{n} votes", n);
