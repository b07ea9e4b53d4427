// Bundles the widget and the demo page's script into dist/, which the API's build takes into its assembly.
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const out = new URL("dist/", import.meta.url);

// The widget's styles travel inside its script, because a page's policy may refuse style elements.
const styles = {
  name: "styles-as-text",
  setup(bundle) {
    bundle.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cp(new URL("demo/demo.html", import.meta.url), new URL("demo.html", out));
await cp(new URL("demo/demo.css", import.meta.url), new URL("demo.css", out));
await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: { demo: "demo/demo.ts", widget: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: "es2022",
  plugins: [styles],
  logLevel: "warning",
});
