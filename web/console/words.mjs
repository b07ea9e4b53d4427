// Fails where a language says less or more than English does, lacks a plural that its numbers need, or leaves out what is
// to be filled in.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("src/words/", import.meta.url);
const plural = /_(zero|one|two|few|many|other)$/;
const read = (file) => flat(JSON.parse(readFileSync(new URL(file, folder), "utf8")));
const english = read("en.json");
const problems = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const language = file.replace(".json", "");
  const words = read(file);
  const wanted = new Set([...english.keys()].flatMap((name) => formsOf(name, language)));
  for (const name of wanted) if (!words.has(name)) problems.push(`${language}: ${name} is missing`);
  for (const [name, text] of words) {
    if (!wanted.has(name)) problems.push(`${language}: ${name} is not used`);
    const meant = english.get(name) ?? english.get(name.replace(plural, "_other")) ?? "";
    // One of a kind may be said without its number.
    const filled = (said) => [...said.matchAll(/{{(\w+)}}/g)].map(([, what]) => what).filter((what) => what !== "count" || !name.endsWith("_one")).sort().join();
    if (wanted.has(name) && filled(meant) !== filled(text)) problems.push(`${language}: ${name} fills in other things than English`);
    if (text.trim() === "") problems.push(`${language}: ${name} says nothing`);
  }
}
console.log(problems.length === 0 ? `words: ${english.size} in each language` : problems.join("\n"));
process.exit(problems.length === 0 ? 0 : 1);

function flat(words, before = "") {
  return new Map(Object.entries(words).flatMap(([name, value]) =>
    typeof value === "string" ? [[before + name, value]] : [...flat(value, `${before}${name}.`)]));
}

/** The forms that a language's small numbers take. */
function formsOf(name, language) {
  if (!plural.test(name)) return [name];
  const rules = new Intl.PluralRules(language);
  const forms = new Set(Array.from({ length: 1001 }, (_, number) => rules.select(number)).concat("other"));
  return [...forms].map((form) => name.replace(plural, `_${form}`));
}
