// The colours of genres: custom properties of the style sheet, so that they depend on the colour scheme.

const COLOURS = 10;
const UNKNOWN = "var(--genre-unknown)";

/** Returns the colours of a model's genres, by their index in its list. */
export function paletteOf(genres) {
  return paletteFrom(new Map(genres.map((genre, place) => [genre, place % COLOURS])));
}

/**
 * Returns the colours of genres whose colour numbers are known.
 * @param {Map<string, number>} numbers colour number per genre, 0 to 9
 * @returns {{colourOf: (genre: string | undefined) => string, numberOf: (genre: string) => number}} numberOf returns -1 for other genres
 */
export function paletteFrom(numbers) {
  return {
    colourOf: (genre) => (numbers.has(genre) ? `var(--genre-${numbers.get(genre)})` : UNKNOWN),
    numberOf: (genre) => numbers.get(genre) ?? -1,
  };
}

/** Returns the value of a custom property such as var(--genre-0) for an element, for canvases. */
export function valueOf(element, colour) {
  const style = getComputedStyle(element);
  return style.getPropertyValue(colour.slice(4, -1)) || style.color;
}
