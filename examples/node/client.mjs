// A client that uses only schemas/: node client.mjs DOCUMENT.json …
// It chooses the schema by the document's type, validates with Ajv, and says its findings with our numbers and words.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";

const schemas = process.env.ENFORCEKIT_SCHEMAS ?? join(dirname(fileURLToPath(import.meta.url)), "../../schemas");
const json = (name) => JSON.parse(readFileSync(join(schemas, name), "utf-8"));
const index = json("index.json");
const errors = json("errors.json");
const codeOf = new Map(errors.keywords.map((row) => [row.keyword + (row.at ?? ""), row.code]));
const messages = new Map(errors.codes.map((row) => [row.code, row.message.en]));

// The formats judge the calendar only: the patterns beside them have settled the form.
function isReal(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return year > 0 && month > 0 && month < 13 && day > 0 && day <= days;
}

const formats = { date: isReal, "date-time": isReal };
const ajv = new Ajv2020({ allErrors: true, verbose: true, formats });
const judges = new Map(index.record_types.map((each) => [each.type, ajv.compile(json(each.file))]));
const shown = (value) => (typeof value === "string" ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value));
const step = (key) => "/" + key.replaceAll("~", "~0").replaceAll("/", "~1");

/** The findings of one document: code, pointer, message. */
export function validate(document) {
  const found = new Map(); // one problem, one finding
  const add = (keyword, pointer, values) => {
    const code = codeOf.get(keyword);
    const message = messages.get(code).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "…");
    if (!found.has(code + pointer)) found.set(code + pointer, { code, pointer, message });
  };
  if (document === null || typeof document !== "object" || Array.isArray(document)) {
    add("type", "", { value: shown(document), expected: "object" });
    return [...found.values()];
  }
  const { type, schema_version: version } = document;
  if (type === undefined) add("required", "/type", { name: "type" });
  if (version === undefined) add("required", "/schema_version", { name: "schema_version" });
  else if (version !== index.schema_version) add("const/schema_version", "/schema_version", { value: shown(version) });
  const judge = judges.get(type);
  if (type !== undefined && !judge) add("const/type", "/type", { value: shown(type) });
  if (!judge || ![undefined, index.schema_version].includes(version)) return [...found.values()];
  judge(document);
  const all = judge.errors ?? [];
  const at = (keyword) => new Set(all.filter((each) => each.keyword === keyword).map((each) => each.instancePath));
  const [mistyped, malformed] = [at("type"), at("pattern")];
  for (const { keyword, instancePath, params, propertyName, data, parentSchema } of all) {
    if (keyword !== "type" && mistyped.has(instancePath)) continue; // a value of the wrong type has no form
    if (keyword === "format" && malformed.has(instancePath)) continue; // nor a malformed date a day
    if (propertyName !== undefined && keyword !== "propertyNames") continue; // told once, by propertyNames
    const key = params.missingProperty ?? params.additionalProperty ?? params.propertyName;
    const { type: expected, limit } = params;
    const size = data?.length ?? Object.keys(data ?? {}).length;
    const told = { value: shown(data), found: size, form: parentSchema.pattern, low: limit, high: limit };
    const values = { ...told, key, name: key ?? parentSchema.title, expected: expected ?? limit };
    add(keyword, instancePath + (key === undefined ? "" : step(key)), values);
  }
  return [...found.values()];
}

let bad = 0;
for (const path of process.argv.slice(2)) {
  for (const { code, pointer, message } of validate(JSON.parse(readFileSync(path, "utf-8")))) {
    console.log(`${path}: ${code} at ${pointer || "/"}: ${message}`);
    bad += 1;
  }
}
process.exitCode = bad ? 1 : 0;
