// Measures the memory of the process of a page in Chromium: the most that it had in RAM (VmHWM, Linux only), each time in a new browser.
// usage: node memory.mjs [--rounds N]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countOf, launch, root, serve, show, waitForModel } from "./support.mjs";

/** Copies of the golden file in ten minutes. Frames of MP3 can be repeated: the clip is as long as its file. */
const COPIES = 1770;
/** Milliseconds. */
const LONGEST = 600_000;

const folder = mkdtempSync(join(tmpdir(), "genrenet-memory-"));
const clip = join(folder, "clip.mp3");
const frames = readFileSync(join(root, "tests/GenreNet.Core.Tests/Golden/mpeg/untagged-44100.mp3"));
writeFileSync(clip, Buffer.concat(Array(COPIES).fill(frames)));
const { address, close } = await serve();

async function openPackage(page) {
  await page.goto(`${address}/blank`);
  await page.evaluate(async () => { window.classifier = await (await import("/genrenet/index.js")).load(); });
}

async function openSite(page) {
  await page.goto(address);
  await waitForModel(page);
}

const cases = {
  "An empty page": (page) => page.goto(`${address}/blank`),
  "The package, loaded": openPackage,
  "The site, loaded": openSite,
  "The package, ten minutes of MP3": async (page) => {
    await openPackage(page);
    await page.evaluate(() => { document.body.append(Object.assign(document.createElement("input"), { type: "file" })); });
    await page.setInputFiles("input", clip);
    await page.evaluate(() => window.classifier.classify(document.querySelector("input").files[0]));
  },
  "The site, ten minutes of MP3 with pictures": async (page) => {
    await openSite(page);
    await page.setInputFiles("#file", clip);
    await page.waitForSelector("#spectrogram", { timeout: LONGEST });
  },
};
const peaks = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let round = 0; round < countOf(3); round++) {
  for (const [name, run] of Object.entries(cases)) {
    const browser = await launch();
    const page = await browser.newPage();
    page.setDefaultTimeout(LONGEST);
    page.on("pageerror", (problem) => console.error(problem));
    await run(page);
    peaks[name].push(await peakOf(browser));
    await browser.close();
  }
}
Object.entries(peaks).forEach(([name, values]) => show(name, values, "MB"));
close();
rmSync(folder, { recursive: true });

/** Returns the most memory that a process with pages had, in MB. */
async function peakOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return Math.max(...processInfo.filter(({ type }) => type === "renderer")
    .map(({ id }) => (Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) * 1024) / 1e6));
}
