// The service worker, which stores the site in the browser.

/** Milliseconds. A site that cannot be stored in this time is used without. */
const PATIENCE = 120_000;

/**
 * Stores the site and resolves when the page uses the stored files, so that each file is fetched once. Resolves as well where the browser
 * has no service workers, or does not allow them: the site then works with a connection only.
 */
export async function storeSite() {
  const workers = navigator.serviceWorker;
  if (!workers) {
    return;
  }
  try {
    const controlled = new Promise((resolve) => {
      if (workers.controller) {
        resolve();
      }
      workers.addEventListener("controllerchange", resolve, { once: true });
    });
    const failed = new Promise((resolve) => { watch(workers, resolve); });
    await Promise.race([controlled, failed, new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  } catch {
    // For example a private window.
  }
}

/** Registers the worker, and resolves if its installation fails. */
async function watch(workers, onFailed) {
  try {
    const registration = await workers.register("sw.js");
    registration.installing?.addEventListener("statechange", ({ target }) => target.state === "redundant" && onFailed());
  } catch {
    onFailed();
  }
}
