// Every sentence of the page passes through here, so that another language needs one table and no change elsewhere.
const catalogue = new Map();

/** Adds translations: English sentence → the same sentence in the person's language. */
export function addWords(table) {
  for (const [english, other] of Object.entries(table)) catalogue.set(english, other);
}

/** The sentence with its `{names}` filled in. */
export function t(sentence, values = {}) {
  return (catalogue.get(sentence) ?? sentence).replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? String(values[name]) : whole,
  );
}

/** Singular or plural by `n`; `{n}` is filled in. */
export function tn(one, many, n, values = {}) {
  return t(n === 1 ? one : many, { n, ...values });
}
