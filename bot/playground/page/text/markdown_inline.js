// The rules that work inside a line. Each takes the text and a position, and gives {node, end} or null.

const URL_HERE = /https?:\/\/[^\s<]+[^\s<.,:;"'\]]/y;
const ANGLE_URL = /<(https?:\/\/[^\s>]+)>/y;
const USER = /<@!?(\d{1,20})>/y;
const ROLE = /<@&(\d{1,20})>/y;
const CHANNEL = /<#(\d{1,20})>/y;
const COMMAND = /<\/([^\n:>]{1,98}):(\d{1,20})>/y;
const GUIDE = /<id:(customize|browse|guide|home|linked-roles)>/y;
const EMOJI = /<(a?):(\w{1,32}):(\d{1,20})>/y;
const TIMESTAMP = /<t:(-?\d{1,17})(?::([tTdDfFR]))?>/y;
const MASKED =
  /\[((?:\\.|\[[^\]\n]*\]|[^[\]\n])+)\]\(\s*<?(https?:\/\/[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"([^"\n]*)")?\s*\)/y;
const CODE = /(`+)([\s\S]*?[^`])\1(?!`)/y;
const WORD = /[\p{L}\p{N}_]/u;

function here(regex, text, at) {
  regex.lastIndex = at;
  return regex.exec(text);
}

const leaf = (found, at, node) => ({ node, end: at + found[0].length });

export function inlineNode(text, at, state, inner) {
  switch (text[at]) {
    case "\n":
      return { node: { type: "break" }, end: at + 1 };
    case "\\":
      // A backslash makes the next sign an ordinary one; before a letter or a digit it is itself.
      return at + 1 < text.length && !/[\p{L}\p{N}\s]/u.test(text[at + 1])
        ? { node: { type: "text", text: text[at + 1] }, end: at + 2 }
        : null;
    case "`":
      return code(text, at);
    case "|":
      return spoiler(text, at, inner);
    case "*":
      return wrapped(text, at, "**", "strong", inner) || starEmphasis(text, at, inner);
    case "_":
      return wrapped(text, at, "__", "underline", inner) || barEmphasis(text, at, inner);
    case "~":
      return wrapped(text, at, "~~", "strike", inner);
    case "<":
      return angle(text, at);
    case "[":
      return masked(text, at, inner);
    case "@":
      return everyone(text, at);
    case "h":
      return link(text, at, state);
    default:
      return null;
  }
}

function code(text, at) {
  const found = here(CODE, text, at);
  if (!found) return null;
  // One space of padding is dropped, so that a code span may begin or end with a backtick.
  return leaf(found, at, { type: "code", text: found[2].replace(/^ (?=`)|(?<=`) $/g, "") });
}

function spoiler(text, at, inner) {
  if (!text.startsWith("||", at)) return null;
  // At least one character, and then the very first pair of bars closes: escapes and code do not count.
  const close = text.indexOf("||", at + 3);
  if (close < 0) return null;
  return { node: { type: "spoiler", children: inner(text.slice(at + 2, close), { nested: true }) }, end: close + 2 };
}

/** `**strong**`, `__underline__`, `~~strike~~`: from the mark to its first unescaped twin. */
function wrapped(text, at, mark, type, inner) {
  if (!text.startsWith(mark, at)) return null;
  let end = at + mark.length + 1;
  if (text[end - 1] === "\\") end += 1;
  for (; end < text.length; end += 1) {
    if (text[end] === "\\") end += 1;
    else if (text.startsWith(mark, end) && text[end + mark.length] !== mark[0]) break;
  }
  if (end >= text.length) return null;
  const body = text.slice(at + mark.length, end);
  return { node: { type, children: inner(body, { nested: true, blocks: false }) }, end: end + mark.length };
}

function starEmphasis(text, at, inner) {
  if (!text[at + 1] || /[\s*]/.test(text[at + 1])) return null;
  return emphasis(text, at, "*", inner, (end) => text[end + 1] !== "*" && !/\s/.test(text[end - 1]));
}

function barEmphasis(text, at, inner) {
  // snake_case words are not emphasis: an underline mark must stand at a word's edge.
  if (at > 0 && WORD.test(text[at - 1])) return null;
  return emphasis(text, at, "_", inner, (end) => !text[end + 1] || !WORD.test(text[end + 1]));
}

function emphasis(text, at, mark, inner, closes) {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === "\\") end += 1;
    else if (text.startsWith(mark + mark, end) && text[end + 2] !== mark) end += 1;
    else if (text[end] === mark && end > at + 1 && closes(end))
      return {
        node: { type: "em", children: inner(text.slice(at + 1, end), { nested: true, blocks: false }) },
        end: end + 1,
      };
  }
  return null;
}

function angle(text, at) {
  let found = here(USER, text, at);
  if (found) return leaf(found, at, { type: "user", id: found[1] });
  if ((found = here(ROLE, text, at))) return leaf(found, at, { type: "role", id: found[1] });
  if ((found = here(CHANNEL, text, at))) return leaf(found, at, { type: "channel", id: found[1] });
  if ((found = here(COMMAND, text, at)))
    return leaf(found, at, { type: "command", label: `/${found[1]}`, name: found[1], id: found[2] });
  if ((found = here(EMOJI, text, at)))
    return leaf(found, at, { type: "emoji", animated: Boolean(found[1]), label: `:${found[2]}:`, id: found[3] });
  if ((found = here(TIMESTAMP, text, at)))
    return leaf(found, at, { type: "time", seconds: Number(found[1]), style: found[2] || "f" });
  if ((found = here(GUIDE, text, at))) return leaf(found, at, { type: "guide", label: found[1] });
  if ((found = here(ANGLE_URL, text, at)))
    return leaf(found, at, { type: "link", url: found[1], children: [{ type: "text", text: found[1] }] });
  return null;
}

function masked(text, at, inner) {
  const found = here(MASKED, text, at);
  // A label that is itself an address would lie about where it leads; Discord shows such text as it stands.
  if (!found || !found[1].trim() || /https?:\/\//.test(found[1])) return null;
  return leaf(found, at, {
    type: "link",
    url: found[2],
    title: found[3] || "",
    masked: true,
    children: inner(found[1], { nested: true, blocks: false, inLink: true }),
  });
}

function everyone(text, at) {
  const name = ["@everyone", "@here"].find((one) => text.startsWith(one, at));
  return name ? { node: { type: "everyone", label: name }, end: at + name.length } : null;
}

function link(text, at, state) {
  const found = !state.inLink && here(URL_HERE, text, at);
  if (!found) return null;
  let url = found[0];
  // "(see https://example.org)": the bracket belongs to the sentence unless the address opened it.
  while (url.endsWith(")") && url.split(")").length > url.split("(").length) url = url.slice(0, -1);
  return { node: { type: "link", url, children: [{ type: "text", text: url }] }, end: at + url.length };
}
