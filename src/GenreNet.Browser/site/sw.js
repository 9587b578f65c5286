// Keeps the site in the browser, so that it works without a connection after the first visit. build/browser.sh fills in the constants.
const VERSION = "VERSION";
const FILES = ["FILES"];
/** Files that are stored when they are used for the first time. */
const ON_DEMAND = ["ON_DEMAND"];
const STORE = `genrenet-site-${VERSION}`;
const EXAMPLES = "genrenet-examples";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const store = await caches.open(STORE);
    // Unlike addAll, files that an interrupted installation has stored are not fetched again.
    await Promise.all(FILES.map(async (file) => {
      const address = new URL(file, self.location.href).href;
      if (!(await store.match(address))) {
        const answer = await fetch(address, { cache: "no-cache" });
        if (!answer.ok) {
          throw new Error(`${file} cannot be loaded (${answer.status}).`);
        }
        await store.put(address, answer);
      }
    }));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("genrenet-site-") && name !== STORE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method === "GET" && address.origin === self.location.origin && address.href.startsWith(self.registration.scope)) {
    event.respondWith(answer(request, address));
  }
});

async function answer(request, address) {
  address.search = "";
  address.hash = "";
  const site = await caches.open(STORE);
  const kept = await site.match(address.href);
  if (kept) {
    return kept;
  }
  const isExample = address.pathname.includes("/examples/");
  const isOnDemand = ON_DEMAND.some((file) => new URL(file, self.location.href).href === address.href);
  const store = isExample ? await caches.open(EXAMPLES) : isOnDemand ? site : null;
  const stored = await store?.match(address.href);
  if (stored) {
    return stored;
  }
  const fresh = await fetch(request);
  if (fresh.ok && fresh.status === 200) {
    await store?.put(address.href, fresh.clone());
  }
  return fresh;
}
