// The result on the page: a clip that was classified, with its audio, or a result from a link, without.
import { showAnswer } from "./answer.js";
import { figureOf, nameOf, segmentAt } from "./headline.js";
import { Player } from "./player.js";
import { drawSpectrogram, showFrequencies } from "./spectrogram-view.js";
import { showLanes, showTimes } from "./timeline.js";
import { drawWaveform } from "./waveform.js";

/** Shows one result at a time. */
export class ResultView {
  constructor(byId, onProblem) {
    this.byId = byId;
    this.shown = null; // { answer, name, palette, url, sound }
    this.player = new Player(
      { audio: byId("audio"), wave: byId("wave"), cursor: byId("cursor"), play: byId("play"), time: byId("time"), now: byId("now") }, onProblem);
    // The site decodes formats that some browsers cannot play, such as AIFF.
    byId("audio").addEventListener("error", () => this.showPlayable(false));
    new ResizeObserver(() => this.redraw()).observe(byId("canvas"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    matchMedia("print").addEventListener("change", () => this.redraw());
  }

  pause() {
    this.player.pause();
  }

  /** Frees the clip that is shown. */
  clear() {
    this.player.close();
    if (this.shown?.url) {
      URL.revokeObjectURL(this.shown.url);
    }
    this.shown = null;
  }

  /**
   * Shows a prediction at once, and its pictures when they are ready.
   * @param {object} answer the prediction
   * @param {string} name name of the clip
   * @param {object} palette colours of genres
   * @param {{blob: Blob, looking: Promise<object | null>} | null} clip the audio and its pictures, see look() in sound.js; null for a
   *   result from a link
   */
  async show(answer, name, palette, clip) {
    const { byId } = this;
    this.clear();
    const mine = { answer, name, palette, url: clip ? URL.createObjectURL(clip.blob) : null, sound: null };
    this.shown = mine;
    showAnswer(byId, answer, name, palette);
    byId("shared").hidden = clip !== null;
    byId("link").hidden = true;
    showLanes(byId("lane-names"), byId("lanes"), answer, palette);
    showTimes(byId("times"), answer.duration_seconds);
    byId("tracks").hidden = answer.timeline.length === 0;
    this.showSound(false, clip !== null);
    if (!clip) {
      return;
    }
    const sound = await clip.looking;
    if (this.shown !== mine) {
      return;
    }
    mine.sound = sound;
    this.showSound(sound !== null, false);
    byId("no-wave").hidden = sound !== null;
    if (!sound) {
      return;
    }
    byId("long").hidden = sound.loudness !== null;
    this.player.open(mine.url, sound.duration, (seconds) => labelAt(answer, seconds));
    this.showSpectrogram(sound);
    this.redraw();
  }

  showPlayable(isPlayable) {
    this.byId("play").disabled = !isPlayable;
    this.byId("no-play").hidden = isPlayable;
  }

  /** Shows or hides what needs decoded audio. */
  showSound(isDecoded, isDecoding) {
    const { byId } = this;
    document.querySelectorAll(".needs-sound").forEach((part) => { part.hidden = !isDecoded; });
    document.querySelectorAll(".needs-spectrogram").forEach((part) => { part.hidden = true; });
    byId("drawing").hidden = !isDecoding;
    byId("no-wave").hidden = true;
    byId("long").hidden = true;
    this.showPlayable(true);
    if (isDecoded) {
      byId("tracks").hidden = false;
    }
  }

  showSpectrogram({ spectrogram }) {
    if (spectrogram) {
      document.querySelectorAll(".needs-spectrogram").forEach((part) => { part.hidden = false; });
      this.byId("spectrogram").setAttribute("aria-label", showFrequencies(this.byId("frequencies"), spectrogram));
    }
  }

  redraw() {
    const { byId, shown } = this;
    if (!shown?.sound || byId("result").hidden) {
      return;
    }
    drawWaveform(byId("canvas"), shown.sound, (seconds) => shown.palette.colourOf(segmentAt(shown.answer.timeline, seconds)?.genre));
    if (shown.sound.spectrogram) {
      drawSpectrogram(byId("spectrogram"), shown.sound.spectrogram);
    }
  }
}

function labelAt(answer, seconds) {
  const segment = segmentAt(answer.timeline, seconds);
  if (!segment || segment.silent) {
    return nameOf(segment);
  }
  const calibrated = answer.ranking.find((entry) => entry.genre === segment.genre)?.calibrated;
  return `${segment.genre}, ${figureOf(answer, { probability: segment.probability, calibrated })}`;
}
