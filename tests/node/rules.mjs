// Level "rules": what no schema says of one document. A rule of a whole is asked where its parts are good.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { step } from "./validate.mjs";

const covers = (o) => ["items", "fields", "code_prefixes"].every((key) => !o[key]?.length) ? [["EK122", "/items"]] : [];
const RULES = {
  Period: (o) => (o.start && o.end && o.end <= o.start ? [["EK120", "/end"]] : []),
  Penalty: (o) => [
    ...(o.minimum && o.maximum && o.maximum.amount < o.minimum.amount ? [["EK121", "/maximum"]] : []),
    ...(o.minimum_multiple && o.maximum_multiple && Number(o.maximum_multiple) < Number(o.minimum_multiple) ? [["EK121", "/maximum_multiple"]] : []),
  ],
  Delegation: (o) => [
    ...covers(o),
    ...(o.recalled_on && o.period?.start && o.recalled_on <= o.period.start ? [["EK123", "/recalled_on"]] : []),
  ],
  Designation: covers,
};

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
function goodCreditCode(code) {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
  let sum = 0, weight = 1;
  for (const mark of code.slice(0, 17)) { sum += ALPHABET.indexOf(mark) * weight; weight = (weight * 3) % 31; }
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17];
}
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
function goodDivision(code) {
  if (!/^(?:[0-9]{6}|[0-9]{9}|[0-9]{12})$/.test(code) || !PROVINCE.test(code)) return false;
  const [city, county, township, village] = [[2, 4], [4, 6], [6, 9], [9, 12]].map(([from, to]) => Number(code.slice(from, to)));
  return (city > 0 || county + township + village === 0) && township < 600 && (township > 0 || village === 0);
}
const SCHEMES = { uscc: goodCreditCode, gb2260: goodDivision };

/** A function that adds to the findings of the schemas those of the rules. */
export function ruler(schemas) {
  const json = (name) => JSON.parse(readFileSync(join(schemas, name), "utf8"));
  const index = json("index.json");
  const whole = new Map(index.record_types.map((each) => [each.type, json(each.file)]));

  return (document, findings) => {
    const ours = (document && Object.hasOwn(document, "schema_version") ? document.schema_version : index.schema_version) === index.schema_version;
    const root = ours ? whole.get(document?.type) : undefined;
    const added = [...findings];
    const walk = (value, schema, name, pointer) => {
      if (schema?.$ref) {
        name = schema.$ref.slice("#/$defs/".length);
        schema = root.$defs[name];
      }
      if (Array.isArray(value)) value.forEach((each, at) => walk(each, schema?.items, "", pointer + step(at)));
      if (value === null || typeof value !== "object" || Array.isArray(value)) return;
      for (const [key, each] of Object.entries(value)) walk(each, schema?.properties?.[key], "", pointer + step(key));
      if (name === "Identifier" && SCHEMES[value.scheme]?.(value.value) === false) added.push({ code: "EK132", pointer: pointer + "/value" });
      const broken = added.some((each) => each.code !== "EK132" && each.pointer !== "/schema_version" && (each.pointer === pointer || each.pointer.startsWith(pointer + "/")));
      if (!broken) for (const [code, below] of RULES[name]?.(value) ?? []) added.push({ code, pointer: pointer + below });
    };
    if (root) walk(document, root, root.title, "");
    return added;
  };
}
