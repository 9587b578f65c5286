// The switch between the service and this device. places.json lists the addresses of the other place; a page that has none shows nothing.
import { element } from "./format.js";

const NAMES = { server: "On the server", device: "On this device" };

/** Fills the switch: the current place, and a link to the other one. */
export async function showPlaces(part) {
  const here = document.body.dataset.place;
  const places = await read();
  const other = here === "server" ? "device" : "server";
  if (typeof places[other] !== "string") {
    return;
  }
  const current = element("span", { className: "place", text: NAMES[here] });
  current.setAttribute("aria-current", "true");
  const link = element("a", { className: "place", text: NAMES[other] });
  link.href = places[other];
  part.replaceChildren(...(here === "server" ? [link, current] : [current, link]));
  part.hidden = false;
}

async function read() {
  try {
    const answer = await fetch("places.json", { redirect: "error" });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}
