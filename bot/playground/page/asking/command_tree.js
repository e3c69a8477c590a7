// Slash commands as a person types them: groups and subcommands spelled out, and what an invocation sends. No DOM.
import { CommandType, OptionType } from "../discord.js";

/** A name or description in a language, where the table has it. */
export const localised = (table, fallback, locale) => table?.[locale] || table?.[locale.split("-")[0]] || fallback;

/** All commands that can be typed: [{path, description, options, command, chain}], `path` without the slash. */
export function spellOut(commands, locale = "en-GB") {
  const found = [];
  for (const command of commands) {
    if ((command.type ?? CommandType.CHAT_INPUT) !== CommandType.CHAT_INPUT) continue;
    const name = localised(command.name_localizations, command.name, locale);
    const walk = (node, path, chain) => {
      const inner = (node.options || []).filter((one) => one.type === OptionType.SUB_COMMAND || one.type === OptionType.SUB_COMMAND_GROUP);
      if (!inner.length)
        return found.push({
          path,
          description: localised(node.description_localizations, node.description, locale),
          options: (node.options || []).map((one) => withWords(one, locale)),
          command,
          chain,
        });
      for (const one of inner)
        walk(one, `${path} ${localised(one.name_localizations, one.name, locale)}`, [...chain, one]);
    };
    walk(command, name, []);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const withWords = (option, locale) => ({
  ...option,
  label: localised(option.name_localizations, option.name, locale),
  words: localised(option.description_localizations, option.description, locale),
  choices: option.choices?.map((one) => ({ ...one, label: localised(one.name_localizations, one.name, locale) })),
});

/** The commands that fit what was typed after the slash: beginning first, then any word's beginning, then anywhere. */
export function fitting(entries, typed) {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return entries;
  const rank = (entry) => {
    const path = entry.path.toLowerCase();
    if (path.startsWith(wanted)) return 0;
    if (path.split(" ").some((word) => word.startsWith(wanted))) return 1;
    if (path.includes(wanted)) return 2;
    return entry.description.toLowerCase().includes(wanted) ? 3 : 9;
  };
  return entries
    .map((entry) => [rank(entry), entry])
    .filter(([r]) => r < 9)
    .sort((a, b) => a[0] - b[0])
    .map(([, entry]) => entry);
}

/** The entry whose whole path begins `typed`, followed by a blank; with what comes after it. */
export function typedCommand(entries, typed) {
  const body = typed.replace(/^\//, "");
  let best = null;
  for (const entry of entries)
    if (
      body.toLowerCase().startsWith(`${entry.path.toLowerCase()} `) &&
      (!best || entry.path.length > best.path.length)
    )
      best = entry;
  return best && { entry: best, rest: body.slice(best.path.length + 1) };
}

/**
 * What was typed behind a command, told apart by the names of options: `cosy mood: sad like: Goblin` gives the words
 * before the first name, and [{option, text}]. A name counts with its colon, and once.
 */
export function splitOptions(options, typed) {
  const byName = new Map(options.flatMap((one) => [one.name, one.label].map((name) => [name.toLowerCase(), one])));
  const marks = [];
  for (const found of typed.matchAll(/(^|\s)([^\s:]+):/g)) {
    const option = byName.get(found[2].toLowerCase());
    if (option && !marks.some((one) => one.option === option))
      marks.push({ option, from: found.index, to: found.index + found[0].length });
  }
  const named = marks.map(({ option, to }, at) => ({ option, text: typed.slice(to, marks[at + 1]?.from).trim() }));
  return { lead: marks.length ? typed.slice(0, marks[0].from) : typed, named };
}

/** Discord's `data` for an invocation; `values` is [{option, value, focused?}]. */
export function invocation(entry, values) {
  let options = values.map(({ option, value, focused }) => ({
    type: option.type,
    name: option.name,
    value,
    ...(focused ? { focused: true } : {}),
  }));
  for (const node of [...entry.chain].reverse()) options = [{ type: node.type, name: node.name, options }];
  return { id: entry.command.id, name: entry.command.name, type: CommandType.CHAT_INPUT, options };
}

/** What was asked, in one line, for the row in the channel. */
export const inWords = (entry, values) =>
  [`/${entry.path}`, ...values.map(({ option, shown }) => `${option.label}: ${shown}`)].join("  ");
