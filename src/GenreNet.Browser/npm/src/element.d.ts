import type { ClassifyOptions, Clip, Prediction } from "./index.js";

/**
 * <genre-classifier label="Choose a song" model="model.onnx" model-sha256="..."></genre-classifier>
 *
 * Events: genre-result (detail: Prediction) and genre-error (detail: GenreNetError).
 * Parts for styles: file, label, status, ranking.
 */
export class GenreClassifierElement extends HTMLElement {
  classify(clip: Clip, options?: ClassifyOptions): Promise<Prediction>;
  preload(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap { "genre-classifier": GenreClassifierElement }
}
