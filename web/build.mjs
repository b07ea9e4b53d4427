// Builds one part of what is here, named by its folder, for the API's build: fetches its tools and bundles it, each only
// where something is newer. Two builds at once take turns, so that the second finds the work of the first.
import { spawnSync } from "node:child_process";
import { readFile, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Node.js is too old for it, or npm could fetch nothing. */
const cannotHere = 3;
const patienceMs = 600_000;
const made = ["node_modules", "dist", ".building"];

const folder = fileURLToPath(new URL(`${process.argv[2]}/`, import.meta.url));
const lock = join(folder, ".building");

await take(Date.now() + patienceMs);
try {
  process.exitCode = await build();
} finally {
  await rm(lock, { force: true });
}

async function build() {
  const { engines } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (isOlder(process.versions.node, engines.node.replace(">=", ""))) return cannotHere;
  const tools = join(folder, "node_modules/.package-lock.json");
  const result = join(folder, "dist/.built");
  if (await changed(join(folder, "package-lock.json")) > await changed(tools)
    && run("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
      "--fetch-retries=1", "--fetch-retry-mintimeout=1000") !== 0) return cannotHere;
  const began = new Date();
  if (await newest(folder) <= await changed(result)) return 0;
  if (run("run", "--silent", "build") !== 0) return 1;
  await writeFile(result, "");
  // What is saved while it builds is newer than what was built.
  await utimes(result, began, began);
  return 0;
}

function isOlder(version, wanted) {
  const [have, want] = [version, wanted].map((text) => text.split(".").map(Number));
  const at = want.findIndex((part, index) => part !== have[index]);
  return at >= 0 && have[at] < want[at];
}

function run(...what) {
  // On Windows, npm is a script of the shell.
  return spawnSync("npm", what, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" }).status;
}

async function changed(file) {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0;
}

async function newest(where) {
  let latest = 0;
  for (const entry of await readdir(where, { withFileTypes: true })) {
    if (made.includes(entry.name)) continue;
    const path = join(where, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? await newest(path) : await changed(path));
  }
  return latest;
}

/** The lock is a file with the process in it; that of a process which was killed is nobody's. */
async function take(until) {
  for (;;) {
    try {
      return await writeFile(lock, `${process.pid}`, { flag: "wx" });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = await readFile(lock, "utf8").catch(() => "");
    if (holder && !isRunning(Number(holder))) await rm(lock, { force: true });
    else if (Date.now() > until) throw new Error(`${lock} is held by process ${holder}.`);
    else await pause(200);
  }
}

function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
