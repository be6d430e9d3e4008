// Runs the vectors that ask `validate`: node run.mjs [--schemas FOLDER] [--level LEVEL]… [FILE…]. Exit code 1: a mismatch.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { read } from "./read.mjs";
import { ruler } from "./rules.mjs";
import { validator } from "./validate.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schemas: { type: "string", default: join(dirname(fileURLToPath(import.meta.url)), "..", "..", "schemas") },
    level: { type: "string", multiple: true, default: ["reading", "validating", "rules"] },
    answers: { type: "boolean", default: false }, // print the answers instead, for another to compare
  },
});
const lines = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const folder = join(values.schemas, "vectors");
const files = positionals.length ? positionals : readdirSync(folder).filter((name) => name.endsWith(".ndjson")).map((name) => join(folder, name));
const mapped = new Set(JSON.parse(readFileSync(join(values.schemas, "errors.json"), "utf8")).keywords.map((row) => row.code));
const warnings = new Set(JSON.parse(readFileSync(join(values.schemas, "errors.json"), "utf8")).codes.filter((row) => row.severity === "warning").map((row) => row.code));

const levelOf = ({ in: asked, expect }) =>
  "text" in asked ? "reading" : (expect?.codes ?? []).every((code) => mapped.has(code)) ? "validating" : "rules";
const validate = validator(values.schemas);
const rules = ruler(values.schemas);

function answer({ text, document }) {
  const given = text === undefined ? { value: document } : read(text);
  const found = given.code ? [{ code: given.code, pointer: "" }] : rules(given.value, validate(given.value));
  const errors = found.filter((each) => !warnings.has(each.code));
  const sorted = (key) => [...new Set(errors.map((each) => each[key]))].sort();
  return { valid: errors.length === 0, codes: sorted("code"), pointers: sorted("pointer"), findings: errors };
}

const same = (a, b) => JSON.stringify(Array.isArray(a) ? [...a].sort() : a) === JSON.stringify(Array.isArray(b) ? [...b].sort() : b);
const counts = new Map();
let failed = 0;
for (const question of files.flatMap(lines)) {
  if (question.ask !== "validate") continue;
  const level = levelOf(question);
  if (!values.level.includes(level)) continue;
  const found = answer(question.in);
  if (values.answers) {
    console.log(JSON.stringify({ id: question.id, ...found }));
    continue;
  }
  const wrong = Object.entries(question.expect).filter(([key, expected]) => !same(expected, found[key]));
  for (const [key, expected] of wrong) console.log(`${question.id}: ${key}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found[key])}`);
  const count = counts.get(level) ?? { passed: 0, failed: 0 };
  count[wrong.length ? "failed" : "passed"] += 1;
  counts.set(level, count);
  failed += wrong.length > 0;
}
for (const [level, count] of counts) console.log(`${level}: ${count.passed} passed, ${count.failed} failed`);
process.exitCode = failed ? 1 : 0;
