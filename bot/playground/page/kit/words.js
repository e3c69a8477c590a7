// Every sentence of the page passes through here: the one door that a translation of the page would come through.

/** The sentence with its `{names}` filled in. */
export function t(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Singular or plural by `n`; `{n}` is filled in. */
export function tn(one, many, n, values = {}) {
  return t(n === 1 ? one : many, { n, ...values });
}
