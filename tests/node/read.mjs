// Level "reading": one JSON text as its value, or the code of what is wrong with it. What a parser of JavaScript lets
// pass is refused here: repeated keys, half surrogates, numbers without bounds, depth, size.
const LIMITS = { size: 8 * 1024 * 1024, depth: 64, digits: 32, exponent: 308 };
const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const CONSTANT = /-?(?:NaN|Infinity)/y;
const WORDS = [["true", true], ["false", false], ["null", null]];

class Refused extends Error {
  constructor(code) { super(code); this.code = code; }
}

function outOfBounds(number) {
  const [mantissa, exponent = ""] = number.toLowerCase().split("e");
  const digits = mantissa.replace(/^[-0.]+/, "").replace(".", "");
  const power = exponent.replace(/^[-+0]+/, "");
  if (digits.length > LIMITS.digits || power.length > 3 || Number(power) > LIMITS.exponent) return true;
  return !Number.isFinite(Number(number)) || (Number(number) === 0 && digits !== "");
}

/** {value} of a good text, {code} of another: the first problem, where a broken grammar goes before the rest. */
export function read(source, size = LIMITS.size) {
  const text = source.replace(/^\ufeff/, "");
  const kept = []; // what a text of good grammar is refused for, in order
  let at = 0, depth = 0;

  const take = (form) => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found) at = form.lastIndex;
    return found?.[0];
  };
  const next = (mark) => { take(SPACE); return text[at] === mark && ++at; };
  const need = (mark) => { if (!next(mark)) throw new Refused("EK101"); };

  const string = () => {
    const found = take(STRING);
    if (found === undefined) throw new Refused("EK101");
    const value = JSON.parse(found);
    if (!value.isWellFormed?.() && /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) kept.push("EK106");
    return value;
  };
  const many = (end, one) => {
    if (++depth > LIMITS.depth) throw new Refused(kept[0] ?? "EK103");
    at += 1;
    if (!next(end)) {
      do one(); while (next(","));
      need(end);
    }
    depth -= 1;
  };
  const value = () => {
    take(SPACE);
    if (text[at] === '"') return string();
    if (text[at] === "{") {
      const made = new Map();
      many("}", () => {
        take(SPACE);
        const key = string();
        if (made.has(key)) kept.push("EK105");
        need(":");
        made.set(key, value());
      });
      return Object.fromEntries(made);
    }
    if (text[at] === "[") {
      const made = [];
      many("]", () => made.push(value()));
      return made;
    }
    for (const [word, meant] of WORDS) if (text.startsWith(word, at)) { at += word.length; return meant; }
    if (take(CONSTANT)) throw new Refused(kept[0] ?? "EK108");
    const number = take(NUMBER);
    if (number === undefined) throw new Refused("EK101");
    if (outOfBounds(number)) throw new Refused(kept[0] ?? "EK104");
    return Number(number);
  };

  try {
    if (new TextEncoder().encode(source).length > size) throw new Refused("EK102");
    const made = value();
    take(SPACE);
    if (at !== text.length) throw new Refused("EK101");
    if (kept.length) throw new Refused(kept[0]);
    return { value: made };
  } catch (error) {
    if (error instanceof Refused) return { code: error.code };
    throw error;
  }
}
