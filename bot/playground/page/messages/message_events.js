// How reactions and poll votes change a message that the page already holds.

const sameEmoji = (a, b) => (a.id || b.id ? a.id === b.id : a.name === b.name);

export function applyReaction(message, type, data, meId) {
  const list = (message.reactions = message.reactions || []);
  if (type === "MESSAGE_REACTION_REMOVE_ALL") {
    message.reactions = [];
    return;
  }
  const at = list.findIndex((one) => sameEmoji(one.emoji, data.emoji));
  if (type === "MESSAGE_REACTION_REMOVE_EMOJI") {
    if (at >= 0) list.splice(at, 1);
    return;
  }
  const mine = data.user_id === meId;
  const kind = data.burst ? "burst" : "normal";
  const flag = data.burst ? "me_burst" : "me";
  if (type === "MESSAGE_REACTION_ADD") {
    const one =
      at >= 0
        ? list[at]
        : { emoji: data.emoji, count: 0, me: false, me_burst: false, count_details: { normal: 0, burst: 0 } };
    if (at < 0) list.push(one);
    if (mine && one[flag]) return; // Our own click was already counted.
    one.count += 1;
    one.count_details = one.count_details || { normal: 0, burst: 0 };
    one.count_details[kind] += 1;
    if (mine) one[flag] = true;
  } else if (at >= 0) {
    const one = list[at];
    one.count -= 1;
    if (one.count_details) one.count_details[kind] -= 1;
    if (mine) one[flag] = false;
    if (one.count <= 0) list.splice(at, 1);
  }
}

export function applyPollVote(message, type, data, meId) {
  const results = (message.poll.results = message.poll.results || { is_finalized: false, answer_counts: [] });
  const id = String(data.answer_id);
  let count = results.answer_counts.find((one) => String(one.id) === id);
  if (!count) results.answer_counts.push((count = { id: data.answer_id, count: 0, me_voted: false }));
  const added = type === "MESSAGE_POLL_VOTE_ADD";
  const mine = data.user_id === meId;
  if (mine && count.me_voted === added) return;
  count.count = Math.max(0, count.count + (added ? 1 : -1));
  if (mine) count.me_voted = added;
}
