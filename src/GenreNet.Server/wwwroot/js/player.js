// Playback, with the pictures of the clip as a slider.
import { time } from "./format.js";

const STEP = 5;
const LONG_STEP = 30;

/** Connects the audio element with the slider, the cursor and the button. */
export class Player {
  constructor({ audio, wave, cursor, play, time: clock, now }, onProblem) {
    Object.assign(this, { audio, wave, cursor, play, clock, now, onProblem });
    this.duration = 0;
    this.genreAt = () => "";
    play.addEventListener("click", () => (audio.paused ? this.start() : audio.pause()));
    audio.addEventListener("play", () => { play.textContent = "Pause"; this.follow(); });
    audio.addEventListener("pause", () => { play.textContent = "Play"; this.show(); });
    audio.addEventListener("seeked", () => this.show());
    wave.addEventListener("pointerdown", (event) => {
      wave.setPointerCapture(event.pointerId);
      this.seekTo(event);
    });
    wave.addEventListener("pointermove", (event) => (event.buttons ? this.seekTo(event) : this.hint(event)));
    wave.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Loads another clip. */
  open(url, duration, genreAt) {
    this.audio.pause();
    this.audio.src = url;
    this.duration = duration;
    this.genreAt = genreAt;
    this.wave.setAttribute("aria-valuemax", duration.toFixed(1));
    this.show();
  }

  /** Releases the clip: its address is not requested again. */
  close() {
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  /** Pauses playback, for example before a recording. */
  pause() {
    this.audio.pause();
  }

  async start() {
    try {
      await this.audio.play();
    } catch (problem) {
      // Playback was paused before it began, which is not an error.
      if (problem.name !== "AbortError") {
        this.onProblem(problem);
      }
    }
  }

  seekTo(event) {
    this.seek(this.timeOf(event));
  }

  /** Shows time and genre at the pointer. */
  hint(event) {
    const seconds = this.timeOf(event);
    this.wave.title = `${time(seconds)}: ${this.genreAt(seconds)}`;
  }

  timeOf(event) {
    const box = this.wave.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * this.duration;
  }

  seek(seconds) {
    this.audio.currentTime = Math.max(0, Math.min(this.duration, seconds));
    this.show();
  }

  onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const at = this.audio.currentTime;
    const moves = {
      ArrowLeft: at - STEP, ArrowDown: at - STEP, ArrowRight: at + STEP, ArrowUp: at + STEP,
      PageDown: at - LONG_STEP, PageUp: at + LONG_STEP, Home: 0, End: this.duration,
    };
    if (event.key in moves) {
      this.seek(moves[event.key]);
    } else if (event.key === " ") {
      this.play.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  follow() {
    this.draw();
    if (!this.audio.paused) {
      requestAnimationFrame(() => this.follow());
    }
  }

  /** Displays and announces the position of playback. */
  show() {
    this.draw();
    this.speak();
  }

  draw() {
    const at = this.at();
    const share = this.duration > 0 ? at / this.duration : 0;
    this.cursor.style.left = `calc(${(100 * share).toFixed(3)}% - ${(2 * share).toFixed(2)}px)`;
    this.clock.textContent = `${time(at)} / ${time(this.duration)}`;
    const genre = this.genreAt(at);
    if (this.now.textContent !== genre) {
      this.now.textContent = genre;
      // During playback, screen readers are notified of a change of genre, not of each position.
      this.speak();
    }
  }

  speak() {
    const at = this.at();
    this.wave.setAttribute("aria-valuenow", at.toFixed(1));
    this.wave.setAttribute("aria-valuetext", `${time(at)} of ${time(this.duration)}, ${this.genreAt(at)}`);
  }

  at() {
    return Math.min(this.audio.currentTime, this.duration);
  }
}
