// Prints what the widget weighs on the wire, and fails above the limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 12 * 1024;
const size = gzipSync(readFileSync(new URL("dist/widget.js", import.meta.url)), { level: 9 }).length;
console.log(`widget.js: ${size} bytes gzipped of ${limit} allowed`);
process.exit(size <= limit ? 0 : 1);
