// Reads [{pattern, texts}] from stdin; writes, for each pattern, whether it accepts each text.
import { readFileSync } from "node:fs";

const questions = JSON.parse(readFileSync(0, "utf8"));
const verdicts = questions.map(({ pattern, texts }) => {
  const regex = new RegExp(pattern, "u");
  return texts.map((text) => regex.test(text));
});
process.stdout.write(JSON.stringify(verdicts));
