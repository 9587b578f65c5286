// How numbers are told to people.

/** Seconds as 1:05. */
export function time(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A share as 87 %, small ones as 0.4 %. */
export function percent(share) {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1)} %`;
}

/** The colour of a genre, by its place in the service's list: the name of a custom property, so that it follows light and dark. */
export function colourOf(genres, genre) {
  const place = genres.indexOf(genre);
  return `var(--genre-${place < 0 ? 6 : place % 10})`;
}
