// Prints what all scripts of the console weigh on the wire, without the words of other languages, and fails above the
// limit that the first view has.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 300 * 1024;
const folder = new URL("dist/assets/", import.meta.url);
let all = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
  const size = gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
  if (!/^(ru|it|es)-/.test(name)) all += size;
  console.log(`${name}: ${size}`);
}
console.log(`console: ${all} bytes gzipped of ${limit} allowed`);
process.exit(all <= limit ? 0 : 1);
