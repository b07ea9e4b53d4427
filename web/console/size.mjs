// Prints what each view of the console weighs on the wire for somebody who opens it first: all scripts that the browser
// needs before it can show that view, after a sign-in by a provider and in the heaviest language. Fails where one is
// above the limit that a first view has.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 300 * 1024;
const folder = new URL("dist/", import.meta.url);
const scripts = JSON.parse(readFileSync(new URL(".vite/manifest.json", folder)));

const sizes = new Map();
const sizeOf = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length);
  return sizes.get(file);
};
const needs = (name, found = new Set()) => {
  if (!found.has(name)) {
    found.add(name);
    scripts[name].imports?.forEach((other) => needs(other, found));
  }
  return found;
};
const weight = (names) => [...new Set(names.flatMap((name) => [...needs(name)]))]
  .reduce((sum, name) => sum + sizeOf(scripts[name].file), 0);

const named = (pattern) => Object.keys(scripts).filter((name) => pattern.test(name));
const page = readFileSync(new URL("index.html", folder), "utf8");
const entry = Object.keys(scripts).filter((name) => page.includes(`src="/console/${scripts[name].file}"`));
const signIn = named(/openId\.ts$/);
const language = named(/words\/..\.json$/).sort((a, b) => weight([b]) - weight([a])).slice(0, 1);
const pages = named(/Page\.tsx$/);
if (!entry.length || !signIn.length || !language.length || !pages.length) throw new Error("The build has other names than this expects.");

let heaviest = 0;
for (const page of pages) {
  const size = weight([...entry, ...signIn, ...language, page]);
  heaviest = Math.max(heaviest, size);
  console.log(`${page}: ${size} bytes gzipped`);
}
console.log(`console: ${heaviest} bytes gzipped of ${limit} allowed in a first view`);
process.exit(heaviest <= limit ? 0 : 1);
