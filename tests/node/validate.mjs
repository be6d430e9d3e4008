// Level "validating": the errors of Ajv as our codes and pointers, by the map that schemas/errors.json publishes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

const real = (day) => {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return year > 0 && month > 0 && month < 13 && date > 0 && date <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
};
export const step = (key) => "/" + String(key).replaceAll("~", "~0").replaceAll("/", "~1");

/** A function that gives the findings, each {code, pointer}, of one document; `schemas` is the folder of the schemas. */
export function validator(schemas) {
  const json = (name) => JSON.parse(readFileSync(join(schemas, name), "utf8"));
  const index = json("index.json");
  const codes = new Map(json("errors.json").keywords.map((row) => [row.keyword + (row.at ?? ""), row.code]));
  // The formats judge the calendar only: the patterns beside them have settled the form.
  const ajv = new Ajv2020({ allErrors: true, strict: true, formats: { date: real, "date-time": real } });
  const judges = new Map(index.record_types.map((each) => [each.type, ajv.compile(json(each.file))]));

  return (document) => {
    if (document === null || typeof document !== "object" || Array.isArray(document)) return [{ code: codes.get("type"), pointer: "" }];
    const found = new Map();
    const add = (code, pointer) => found.set(code + pointer, { code, pointer });
    for (const key of ["type", "schema_version"]) if (!Object.hasOwn(document, key)) add(codes.get("required"), step(key));
    const other = Object.hasOwn(document, "schema_version") && document.schema_version !== index.schema_version;
    if (other) add(codes.get("const/schema_version"), "/schema_version");
    const judge = judges.get(document.type);
    if (!judge && Object.hasOwn(document, "type")) add(codes.get("const/type"), "/type");
    if (!judge || other) return [...found.values()];
    judge(document);
    const errors = judge.errors ?? [];
    const at = (keyword) => new Set(errors.filter((each) => each.keyword === keyword).map((each) => each.instancePath));
    const mistyped = at("type"), malformed = at("pattern");
    for (const { keyword, instancePath, params, propertyName } of errors) {
      if (keyword !== "type" && mistyped.has(instancePath)) continue;
      if (propertyName !== undefined && keyword !== "propertyNames") continue; // told once, by propertyNames
      if (keyword === "format" && malformed.has(instancePath)) continue;
      const key = params.missingProperty ?? params.additionalProperty ?? params.propertyName;
      add(codes.get(keyword) ?? `no code for ${keyword}`, instancePath + (key === undefined ? "" : step(key)));
    }
    return [...found.values()];
  };
}
