import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// `npm run dev` shows what is saved at once, beside a host that runs already (RATING_GRAINS_HOST says where).
const host = process.env["RATING_GRAINS_HOST"] ?? "http://localhost:5080";

/** What runs while the large scripts are still on their way, and what the pages share, stand in the page by name. */
const ahead: Plugin = {
  name: "ahead",
  transformIndexHtml: (_, { bundle }) => Object.values(bundle ?? {}).flatMap(({ fileName, ...file }) => {
    const [name, path] = [file.type === "chunk" ? file.name : "", `/console/${fileName}`];
    if (name === "ahead")
      return { tag: "script", injectTo: "head" as const, attrs: { type: "module", async: true, crossorigin: true, src: path } };
    if (name === "shared")
      return { tag: "link", injectTo: "head" as const, attrs: { rel: "modulepreload", crossorigin: true, href: path } };
    return [];
  }),
};

export default defineConfig({
  base: "/console/",
  plugins: [react(), ahead],
  // The host puts a new one into each page that it sends: styles of components come as elements.
  html: { cspNonce: "{nonce}" },
  build: {
    // Which script wants which others, for size.mjs.
    manifest: true,
    target: "es2022",
    // Colours of light and dark are the browser's to choose.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // No data: addresses, which the page's policy does not allow for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: false,
    // size.mjs says what is too much.
    chunkSizeWarningLimit: 1_000,
    // Thirty small scripts take longer to fetch than to run: what every page needs is one, what some pages share another.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "ahead", test: /src\/(ahead|pages|api\/ahead|session\/key|conversations\/filters)\.ts$/, priority: 2 },
            { name: "first", tags: ["$initial"], priority: 1 },
            { name: "shared", minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": host, "/openapi": host } },
});
