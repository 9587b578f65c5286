// Measures the site in Chromium: the first visit, a clip of 30 s, and MFCCs compared with Meyda and essentia.js, in turn.
// usage: node speed.mjs [--rounds N]
import { countOf, launch, serve, show, waitForModel } from "./support.mjs";

const rounds = countOf(9);
let bytes = 0;
const { address, close } = await serve((count) => { bytes += count; });
const browser = await launch();

const visits = [];
for (let i = 0; i < 3; i++) {
  const page = await (await browser.newContext()).newPage();
  bytes = 0;
  const start = performance.now();
  await page.goto(address);
  await waitForModel(page);
  visits.push(performance.now() - start);
  await page.context().close();
}
show("First visit to ready", visits, "ms");
console.log(`Bytes of the first visit: ${bytes}`);

const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
page.on("pageerror", (problem) => console.error(problem));
await page.goto(`${address}/blank`);
await page.addScriptTag({ url: "/modules/meyda/dist/web/meyda.min.js" });
const result = await page.evaluate(async (rounds) => {
  const RATE = 22050, FRAME = 2048, HOP = 512, SECONDS = 30;
  const tone = (i) => Math.sin(0.05 * i * (1 + (Math.floor(i / RATE) % 5))) / 3;
  const noise = (i) => (((i * 7919) % 1000) / 1000 - 0.5) / 10;
  const samples = Float32Array.from({ length: SECONDS * RATE }, (_, i) => tone(i) + noise(i));
  const wav = (rate) => {
    const count = SECONDS * rate;
    const view = new DataView(new ArrayBuffer(44 + 2 * count));
    [0x52494646, 0, 0x57415645, 0x666d7420].forEach((value, i) => view.setUint32(4 * i, value));
    view.setUint32(4, 36 + 2 * count, true);
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, rate, true); view.setUint32(28, 2 * rate, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    view.setUint32(36, 0x64617461); view.setUint32(40, 2 * count, true);
    for (let i = 0; i < count; i++) { view.setInt16(44 + 2 * i, 30000 * samples[Math.floor((i * RATE) / rate)], true); }
    return new File([view], `${rate}.wav`);
  };
  const { load } = await import("/genrenet/index.js");
  const time = async (work) => { const start = performance.now(); await work(); return performance.now() - start; };
  const times = {};
  const classifier = await load();
  for (const rate of [22050, 44100]) {
    const file = wav(rate);
    for (let i = 0; i < 4; i++) { await classifier.classify(file); }
    times[`Clip of 30 s, WAV of ${rate} Hz`] = [];
    for (let i = 0; i < rounds; i++) { times[`Clip of 30 s, WAV of ${rate} Hz`].push(await time(() => classifier.classify(file))); }
  }
  // A model of plain MFCCs: 13 coefficients of 128 bands, frames of 2048 samples every 512.
  await classifier.useModel(await (await fetch("/fixtures/styles.onnx")).blob());
  const { EssentiaWASM } = await import("/modules/essentia.js/dist/essentia-wasm.es.js");
  const Essentia = (await import("/modules/essentia.js/dist/essentia.js-core.es.js")).default;
  const essentia = new Essentia(EssentiaWASM);
  Object.assign(Meyda, { bufferSize: FRAME, sampleRate: RATE, melBands: 128, numberOfMFCCCoefficients: 13 });
  const padded = new Float32Array(samples.length + FRAME);
  padded.set(samples, FRAME / 2);
  const work = {
    "MFCCs, GenreNet": () => classifier.features(samples, { sampleRate: RATE }),
    "MFCCs, Meyda": () => {
      for (let at = 0; at + FRAME <= padded.length; at += HOP) {
        Meyda.extract("mfcc", padded.subarray(at, at + FRAME));
      }
    },
    "MFCCs, essentia.js": () => {
      const frames = essentia.FrameGenerator(samples, FRAME, HOP);
      for (let i = 0; i < frames.size(); i++) {
        const spectrum = essentia.Spectrum(essentia.Windowing(frames.get(i), true, FRAME, "hann").frame, FRAME).spectrum;
        essentia.MFCC(
          spectrum, 2, RATE / 2, FRAME / 2 + 1, 0, "dbamp", 0, "unit_max", 128, 13, RATE, 1e-10, "power", "slaneyMel", "warping");
      }
      frames.delete();
    },
  };
  for (let i = 0; i < rounds + 2; i++) {
    for (const [name, run] of Object.entries(work)) {
      const milliseconds = await time(run);
      // The first rounds warm up.
      if (i > 1) {
        (times[name] ??= []).push(milliseconds);
      }
    }
  }
  return times;
}, rounds);
Object.entries(result).forEach(([name, values]) => show(name, values, "ms"));
await browser.close();
close();
