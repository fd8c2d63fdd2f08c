import { defineConfig } from "vite";

// Everything is served by the program under a policy that allows no inline script or style: no module preload, no data URLs for scripts.
export default defineConfig({
  base: "/",
  build: {
    outDir: "obj/page",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: ["run.html", "fleet.html"] },
  },
});
