import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `npm run dev` shows what is saved at once, beside a host that runs already (RATING_GRAINS_HOST says where).
const host = process.env["RATING_GRAINS_HOST"] ?? "http://localhost:5080";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
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
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": host, "/openapi": host } },
});
