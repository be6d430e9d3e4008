// A client that uses only schemas/: node client.mjs DOCUMENT.json …
// It chooses the schema by the document's type, validates with Ajv, and says its findings with our numbers.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";

const schemas = process.env.ENFORCEKIT_SCHEMAS ?? join(dirname(fileURLToPath(import.meta.url)), "../../schemas");
const json = (...path) => JSON.parse(readFileSync(join(schemas, ...path), "utf-8"));
const isDay = (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const isInstant = (text) => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
const formats = { date: isDay, "date-time": isInstant };
const ajv = new Ajv2020({ allErrors: true, strict: false, formats });
const codes = json("errors.json");
const validators = new Map();

function validatorOf(document) {
  const { type, schema_version: version } = document;
  const known = /^[a-z_]+$/.test(type ?? "") && /^[0-9.]+$/.test(version ?? "");
  const key = `${version}/${type}`;
  if (known && !validators.has(key)) {
    try {
      validators.set(key, ajv.compile(json(version, `${type}.schema.json`)));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return validators.get(key);
}

// A pointer leads to the value; for a missing or an unknown key to the object plus that key.
function finding({ keyword, instancePath, params }) {
  const code = codes.keywords.find((each) => each.keyword === keyword && !each.at)?.code ?? "EK110";
  const key = params.missingProperty ?? params.additionalProperty;
  const tail = key === undefined ? "" : "/" + key.replaceAll("~", "~0").replaceAll("/", "~1");
  return { code, pointer: instancePath + tail };
}

export function validate(document) {
  const check = validatorOf(document);
  if (!check) return [{ code: "EK124", pointer: "/type" }];
  return check(document) ? [] : check.errors.map(finding);
}

let bad = 0;
for (const path of process.argv.slice(2)) {
  for (const { code, pointer } of validate(JSON.parse(readFileSync(path, "utf-8")))) {
    const words = codes.codes.find((each) => each.code === code);
    console.log(`${path}: ${code} at ${pointer || "/"}: ${words.message.en}`);
    bad += 1;
  }
}
process.exitCode = bad ? 1 : 0;
