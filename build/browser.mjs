// Assembles the npm package and the site from the published program, the packages of npm and the sources. Called by build/browser.sh.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [out, version] = process.argv.slice(2);
const sources = "src/GenreNet.Browser";
const page = "src/GenreNet.Server/wwwroot";

/** The logarithm of the window of Brotli in bytes. The decoder keeps the window in memory; 24 would save 36 KB of 1.8 MB. */
const WINDOW = 22;

const files = (folder) => readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/**
 * Stores a binary file compressed with Brotli, because plain file servers do not compress. Compression takes half a minute, so the results
 * are kept for the next build.
 */
function compress(from, to) {
  const content = readFileSync(from);
  const kept = join(out, "compressed", String(WINDOW), createHash("sha256").update(content).digest("hex"));
  if (!existsSync(kept)) {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
    write(kept, brotliCompressSync(content, {
      params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: WINDOW, [BROTLI_PARAM_SIZE_HINT]: content.length },
    }));
  }
  write(`${to}.br`, readFileSync(kept));
}

function makePackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  const dist = join(folder, "dist");
  const runtime = join(out, "build/publish/GenreNet.Browser/release/wwwroot/_framework");
  cpSync(join(sources, "npm/src"), dist, { recursive: true });
  // The worker draws with the functions of the page.
  for (const name of ["pictures.js", "spectrogram.js", "fft.js"]) {
    cpSync(join(page, "js", name), join(dist, "pictures", name));
  }
  for (const file of files(runtime)) {
    const target = join(dist, "dotnet", basename(file));
    if (file.endsWith(".wasm")) {
      compress(file, target);
    } else {
      write(target, readFileSync(file));
    }
  }
  const filter = join(out, "filter.wasm");
  execFileSync(process.execPath, [join(out, "npm/node_modules/wabt/bin/wat2wasm"), join(sources, "npm/filter.wat"), "--output", filter]);
  compress(filter, join(dist, "filter.wasm"));
  const ort = join(out, "npm/node_modules/onnxruntime-web");
  for (const name of ["ort.wasm.min.mjs", "ort-wasm-simd-threaded.mjs"]) {
    // The map of the source is not part of the package.
    write(join(dist, "ort", name), readFileSync(join(ort, "dist", name), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
  }
  compress(join(ort, "dist/ort-wasm-simd-threaded.wasm"), join(dist, "ort/ort-wasm-simd-threaded.wasm"));
  const decoder = join(out, "npm/node_modules/brotli-dec-wasm/pkg");
  cpSync(join(decoder, "brotli_dec_wasm.js"), join(dist, "brotli/brotli_dec_wasm.js"));
  // The decoder cannot be compressed with its own format.
  write(join(dist, "brotli/brotli_dec_wasm_bg.wasm.gz"), gzipSync(readFileSync(join(decoder, "brotli_dec_wasm_bg.wasm")), { level: 9 }));
  const description = JSON.parse(readFileSync(join(sources, "npm/package.json"), "utf8"));
  // The other packages are inside the package: users need no bundler.
  delete description.devDependencies;
  write(join(folder, "package.json"), `${JSON.stringify({ ...description, version }, null, 2)}\n`);
  cpSync(join(sources, "npm/README.md"), join(folder, "README.md"));
  for (const name of ["LICENSE", "THIRD-PARTY-NOTICES.md"]) {
    cpSync(name, join(folder, name));
  }
}

/** Returns the assemblies that are loaded when they are needed, from the settings inside the loader of .NET. */
function lazy(loader) {
  const settings = JSON.parse(/\/\*json-start\*\/(.*?)\/\*json-end\*\//s.exec(readFileSync(loader, "utf8"))[1]);
  return settings.resources.lazyAssembly.map(({ name }) => name);
}

function makeSite(folder, dist) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(page, folder, { recursive: true });
  cpSync(join(sources, "site"), folder, { recursive: true });
  cpSync(dist, join(folder, "genrenet"), { recursive: true });
  for (const name of readdirSync("examples").filter((file) => /\.(ogg|json)$/.test(file))) {
    write(join(folder, "examples", name), readFileSync(join("examples", name)));
  }
  const replace = (text, from, to) => {
    if (!text.includes(from)) {
      throw new Error(`${page}/index.html has no ${from}`);
    }
    return text.replace(from, to);
  };
  let html = readFileSync(join(folder, "index.html"), "utf8");
  html = replace(html, 'data-place="server"', 'data-place="device"');
  html = replace(html, 'src="js/app.js"', 'src="local/app.js"');
  // The classifier is in the same process: the sound of the clip is read when it is played.
  html = replace(html, '<audio id="audio" preload="auto">', '<audio id="audio" preload="metadata">');
  html = replace(html, '<meta charset="utf-8">', readFileSync(join(sources, "site/head.html"), "utf8").trim());
  write(join(folder, "index.html"), html);
  rmSync(join(folder, "head.html"));
  rmSync(join(folder, "js/app.js"));
  rmSync(join(folder, "js/service.js"));

  // Examples are kept when they are used: they are not needed to classify a clip of one's own.
  const kept = files(folder).map((file) => relative(folder, file))
    .filter((file) => file !== "sw.js" && !/^examples\/.*\.ogg$|\.d\.ts$/.test(file));
  const onDemand = lazy(join(dist, "dotnet/dotnet.js")).map((name) => `genrenet/dotnet/${name}.br`);
  const hash = createHash("sha256");
  kept.forEach((file) => hash.update(file).update(readFileSync(join(folder, file))));
  const list = JSON.stringify(["./", ...kept.filter((file) => file !== "index.html" && !onDemand.includes(file))]);
  const worker = readFileSync(join(folder, "sw.js"), "utf8")
    .replace('"VERSION"', JSON.stringify(hash.digest("hex").slice(0, 16))).replace('["FILES"]', list)
    .replace('["ON_DEMAND"]', JSON.stringify(onDemand));
  write(join(folder, "sw.js"), worker);
}

makePackage(join(out, "package"));
makeSite(join(out, "site"), join(out, "package/dist"));
const size = (list) => list.reduce((sum, file) => sum + statSync(file).size, 0);
const sent = (file) => (/\.(gz|br)$/.test(file) ? statSync(file).size : gzipSync(readFileSync(file), { level: 9 }).length);
const packed = (list) => list.reduce((sum, file) => sum + sent(file), 0);
const later = lazy(join(out, "site/genrenet/dotnet/dotnet.js"));
const first = files(join(out, "site")).filter((file) => !later.includes(basename(file, ".br")) && !/examples\/.*\.ogg$|\.d\.ts$/.test(file));
console.log(`First visit: ${size(first)} bytes, ${packed(first)} from a host that compresses.`);
