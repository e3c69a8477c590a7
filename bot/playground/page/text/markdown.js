// Reads Discord's markdown into a plain tree; markdown_view.js draws it. No DOM here.
//
// The order of the rules is Discord's own reading, including what surprises people: the first `||` after an opening
// one closes a spoiler whatever lies between, a quote takes its line before a spoiler is looked for, and a link
// swallows bars that touch it. A kinder parser would let the bot believe that its spoilers hold.
import { inlineNode } from "./markdown_inline.js";

const MAX_DEPTH = 12;
const FENCE = /```(?:([\w+\-.#]*)\n)?\n*([\s\S]*?[^\n])?\n*```/y;
const HEADING = /(#{1,3}) +([^\n]+)(?:\n|$)/y;
const SUBTEXT = /-# +([^\n]+)(?:\n|$)/y;
const REST_QUOTE = />>> +([\s\S]+)/y;
const QUOTE = /(?:> [^\n]*(?:\n|$))+/y;
const LIST_LINE = /( *)([-*]|\d{1,9}\.) +([^\n]+)(?:\n|$)/y;

const match = (regex, text, at) => {
  regex.lastIndex = at;
  return regex.exec(text);
};

/** Text → nodes. `masked` links are read where Discord reads them (bots, embeds, components). */
export function parse(text, context = {}) {
  return parseAt(String(text ?? ""), { depth: 0, inQuote: false, blocks: true, ...context });
}

function parseAt(text, state) {
  const nodes = [];
  if (state.depth > MAX_DEPTH) return [{ type: "text", text }];
  const inner = (body, change = {}) => parseAt(body, { ...state, depth: state.depth + 1, ...change });
  let at = 0;
  while (at < text.length) {
    const lineStart = at === 0 ? state.blocks : text[at - 1] === "\n";
    const found =
      (lineStart && blockNode(text, at, state, inner)) || fenceNode(text, at) || inlineNode(text, at, state, inner);
    if (found) {
      nodes.push(found.node);
      at = found.end;
    } else {
      const end = nextSpecial(text, at + 1);
      addText(nodes, text.slice(at, end));
      at = end;
    }
  }
  return nodes;
}

function addText(nodes, text) {
  const last = nodes[nodes.length - 1];
  if (last?.type === "text") last.text += text;
  else nodes.push({ type: "text", text });
}

/** Where the next rule could begin: at a sign, after a line break, or at a link's first letter. */
function nextSpecial(text, from) {
  let at = from;
  while (at < text.length) {
    const c = text[at];
    if ("\\`*_~|<[@\n:".includes(c) || text[at - 1] === "\n" || text.startsWith("http", at)) return at;
    at += 1;
  }
  return at;
}

function fenceNode(text, at) {
  if (!text.startsWith("```", at)) return null;
  const found = match(FENCE, text, at);
  if (!found || !found[2]) return null;
  let end = at + found[0].length;
  if (text[end] === "\n") end += 1;
  return { node: { type: "fence", language: found[1] || "", text: found[2] }, end };
}

function blockNode(text, at, state, inner) {
  const quote = !state.inQuote && !state.nested && quoteNode(text, at, inner);
  if (quote) return quote;
  let found = match(HEADING, text, at);
  if (found)
    return {
      node: { type: "heading", level: found[1].length, children: inner(found[2].trim(), { blocks: false }) },
      end: at + found[0].length,
    };
  found = match(SUBTEXT, text, at);
  if (found)
    return {
      node: { type: "subtext", children: inner(found[1].trim(), { blocks: false }) },
      end: at + found[0].length,
    };
  return listNode(text, at, inner);
}

function quoteNode(text, at, inner) {
  let found = match(REST_QUOTE, text, at);
  if (found)
    return { node: { type: "quote", children: inner(found[1], { inQuote: true, blocks: true }) }, end: text.length };
  found = match(QUOTE, text, at);
  if (!found) return null;
  const body = found[0].replace(/^> /gm, "").replace(/\n$/, "");
  return { node: { type: "quote", children: inner(body, { inQuote: true, blocks: true }) }, end: at + found[0].length };
}

function listNode(text, at, inner) {
  const lines = [];
  let end = at;
  for (let found = match(LIST_LINE, text, end); found; found = match(LIST_LINE, text, end)) {
    const ordered = /\d/.test(found[2]);
    lines.push({ indent: found[1].length, ordered, number: ordered ? parseInt(found[2], 10) : 0, body: found[3] });
    end += found[0].length;
    if (end >= text.length) break;
  }
  if (!lines.length || lines[0].indent > 1) return null;
  return { node: nest(lines, inner), end };
}

/** Lines with deeper indentation become lists inside the item above. */
function nest(lines, inner) {
  const list = { type: "list", ordered: lines[0].ordered, start: lines[0].number, items: [] };
  const level = lines[0].indent;
  let at = 0;
  while (at < lines.length) {
    const deeper = [];
    const line = lines[at];
    at += 1;
    while (at < lines.length && lines[at].indent > level + 1) deeper.push(lines[at++]);
    const children = inner(line.body, { blocks: false });
    if (deeper.length) children.push(nest(deeper, inner));
    list.items.push(children);
  }
  return list;
}

/** The words alone, for reply previews and titles; spoilers stay shut. */
export function plainText(text) {
  const walk = (nodes) =>
    nodes
      .map((node) => {
        if (node.type === "spoiler") return "▇▇▇▇";
        if (node.type === "break") return " ";
        if (node.items) return node.items.map(walk).join(" ");
        if (node.children) return `${walk(node.children)} `;
        return node.text ?? node.label ?? "";
      })
      .join("");
  return walk(parse(text)).replace(/\s+/g, " ").trim();
}
