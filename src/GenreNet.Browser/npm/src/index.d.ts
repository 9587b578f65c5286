/** A model file, or the address of one with its SHA-256; it is fetched once and kept in the browser's storage. */
export type ModelSource = Blob | ArrayBuffer | Uint8Array | { url: string; sha256: string };

/** An audio file, a decoded clip, or mono samples from -1 to 1. */
export type Clip = Blob | AudioBuffer | Float32Array;

export type ErrorCode =
  | "not-audio" | "damaged-audio" | "foreign-format" | "too-long" | "bad-model" | "bad-options"
  | "out-of-memory" | "unsupported-browser" | "unreachable" | "closed" | "failed";

/** A failure: a code for programs, and a message of one or two sentences for users. */
export class GenreNetError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string);
}

export interface LoadOptions {
  /** The embedded model if omitted. */
  model?: ModelSource;
  /** Name of the model in messages and results. */
  name?: string;
  /** Receives the share of the files that has been loaded, 0 to 1. */
  onProgress?: (share: number) => void;
}

export interface ClipOptions {
  /** Cancels the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal;
  /** Receives the share of the clip that has been processed, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Name of the clip in messages; the name of the file if omitted. */
  name?: string;
  /** Sample rate in Hz; required for a Float32Array. */
  sampleRate?: number;
}

export interface ClassifyOptions extends ClipOptions {
  /** Maximum number of genres in the ranking, 1 or more; all if omitted. */
  top?: number;
  /** Whether the result has a timeline. Default true. */
  timeline?: boolean;
  /** Approximate length of the timeline's segments in seconds, for models with long segments. */
  timelineSeconds?: number;
  /** Whether the result has the pictures of the clip, which are computed while it is decoded. Default false. */
  pictures?: boolean;
}

/** What can be drawn of a clip. The size does not grow with its length. */
export interface ClipPictures {
  /** Peaks of intervals of equal length, 0 to 1: at most 8192. */
  loudness: Float32Array;
  /** Mel spectrogram on the Slaney scale. */
  spectrogram: {
    /** Decibels from -80 to 0, relative to the loudest value: column by column, lowest band first. */
    values: Float32Array;
    /** At most 3200. */
    columns: number;
    bands: number;
    /** The upper end of the highest band. */
    highestHz: number;
  };
}

export interface GenreProbability { genre: string; probability: number; calibrated: boolean }

export interface TimelineSegment {
  start_seconds: number;
  end_seconds: number;
  genre: string;
  probability: number;
  /** In the order of Classifier.genres. */
  probabilities: number[];
  silent?: true;
}

/** The JSON of POST /predict of the HTTP service. */
export interface Prediction {
  genre: string;
  predicted_genre: string;
  confidence: number;
  ranking: GenreProbability[];
  multi_label: boolean;
  timeline?: TimelineSegment[];
  duration_seconds: number;
  silent: boolean;
  short: boolean;
  out_of_distribution: boolean;
  novelty?: number;
  is_music?: boolean;
  content?: { label: string; probability: number; is_music: boolean }[];
  warnings: string[];
  /** Only if they were requested. */
  pictures?: ClipPictures;
  model: { name: string; network: string; genres: number };
}

/** The features of a clip as the network receives them. */
export interface Features {
  /** [segments, frames, coefficients], row-major. */
  values: Float32Array;
  segments: number;
  frames: number;
  coefficients: number;
  sample_rate: number;
  segment_seconds: number;
  duration_seconds: number;
}

/** The model card: how the model was trained, its genres and its accuracy. */
export interface ModelCard { genres: string[]; network: string; [key: string]: unknown }

/** A pretrained model that can be made of published checkpoints. */
export interface PretrainedModel {
  name: string;
  good_for: string;
  license?: string;
  /** Total size of the checkpoints. */
  bytes: number;
  files: { name: string; url: string; sha256: string; bytes: number }[];
}

/** Classifies clips in a worker, one after the other. */
export class Classifier {
  private constructor();
  readonly card: ModelCard;
  readonly genres: string[];
  useModel(model?: ModelSource, options?: { name?: string; onProgress?: (share: number) => void }): Promise<ModelCard>;
  classify(clip: Clip, options?: ClassifyOptions): Promise<Prediction>;
  features(clip: Clip, options?: ClipOptions): Promise<Features>;
  pretrained(): Promise<PretrainedModel[]>;
  convert(checkpoints: (File | { name: string; bytes: Uint8Array })[], options?: { names?: string[] }): Promise<{ name: string; bytes: Uint8Array }[]>;
  memory(): Promise<{ runtime: number }>;
  close(): void;
}

/** Loads the classifier: about 5 MB, which browsers and service workers cache. */
export function load(options?: LoadOptions): Promise<Classifier>;
