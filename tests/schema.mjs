// Reads [{schema: {pattern, not, maxLength}, texts}] from stdin; writes, for each, whether it accepts each text.
import { readFileSync } from "node:fs";

const questions = JSON.parse(readFileSync(0, "utf8"));
const verdicts = questions.map(({ schema, texts }) => {
  const form = new RegExp(schema.pattern, "u"), ends = new RegExp(schema.not.pattern, "u");
  const longest = schema.maxLength ?? Infinity;
  return texts.map((text) => form.test(text) && !ends.test(text) && [...text].length <= longest);
});
process.stdout.write(JSON.stringify(verdicts));
