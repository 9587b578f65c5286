// What the measurements share: a file server for the site, Chromium, and the output.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
/** The folder of the repository. */
export const root = join(here, "../..");

const FOLDERS = {
  "/modules/": process.env.GENRENET_BENCHMARK_MODULES ?? join(here, "node_modules"),
  "/fixtures/": join(root, "tests/GenreNet.Inference.Tests/Fixtures"),
  "/": join(root, "artifacts/browser/site"),
};
const TYPES = {
  ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
  ".json": "application/json",
};
const BLANK = "<!doctype html><title>blank</title>";

/** Returns the number of rounds of the command line. */
export function countOf(usual) {
  return Number(process.argv[process.argv.indexOf("--rounds") + 1]) || usual;
}

/**
 * Serves the site, an empty page (/blank) and the packages to compare with (/modules/).
 * @param {(bytes: number) => void} onSent receives the size of each file that is sent
 * @returns {Promise<{address: string, close: () => void}>}
 */
export async function serve(onSent = () => {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [prefix, folder] = Object.entries(FOLDERS).find(([start]) => path.startsWith(start));
    try {
      const name = path === "/" ? "index.html" : normalize(path.slice(prefix.length));
      const isBlank = path === "/blank";
      const content = isBlank ? Buffer.from(BLANK) : await readFile(join(folder, name));
      onSent(content.length);
      response.writeHead(200, { "content-type": isBlank ? TYPES[".html"] : TYPES[extname(name)] ?? "application/octet-stream" });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Starts Chromium without a window. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** Waits until the page of the site displays the model: the classifier is loaded. */
export async function waitForModel(page) {
  await page.waitForFunction(() => document.getElementById("model").textContent.includes("Embedded model"), null, { timeout: 120_000 });
}

/** Prints the median and the range of values. */
export function show(name, values, unit) {
  const sorted = [...values].sort((one, two) => one - two);
  console.log(`${name}: median ${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ${unit}, ${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)}`);
}
