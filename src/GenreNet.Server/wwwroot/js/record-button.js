// The record button: idle, waiting for the microphone, or recording.
import { time } from "./format.js";
import { start } from "./recorder.js";
import { decode, wav } from "./sound.js";

const RATE = 22050;
/** Seconds. Longer recordings are sent in the browser's format: as WAV they would exceed the size limit of the service. */
const LONGEST_WAV = 15 * 60;

/** Connects the recorder with its buttons. */
export class RecordButton {
  constructor({ button, label, discard }, { onStart, onClip, onProblem }) {
    Object.assign(this, { button, label, discard, onStart, onClip, onProblem });
    this.isStarting = false;
    this.isWanted = false;
    this.recorder = null;
    button.addEventListener("click", () => this.toggle());
    discard.addEventListener("click", () => {
      this.isWanted = false;
      this.recorder?.stop();
    });
  }

  async toggle() {
    if (this.recorder) {
      this.recorder.stop();
      return;
    }
    // The browser may be asking for permission: another click must not start a second recording.
    if (this.isStarting) {
      return;
    }
    this.isStarting = true;
    try {
      this.recorder = await start();
      this.isWanted = true;
      this.onStart();
      const { raw, seconds } = await this.run();
      if (this.isWanted) {
        const buffer = seconds < LONGEST_WAV ? await decode(raw, RATE) : null;
        this.onClip(buffer ? wav(buffer) : raw, buffer ? "recording.wav" : "recording");
      }
    } catch (problem) {
      this.onProblem(problem);
    } finally {
      this.isStarting = false;
    }
  }

  /** Shows the recording state until the recording ends. */
  async run() {
    const { recorded } = this.recorder;
    const began = Date.now();
    const update = () => { this.label.textContent = `Stop (${time((Date.now() - began) / 1000)})`; };
    const timer = setInterval(update, 500);
    this.button.classList.add("recording");
    this.discard.hidden = false;
    update();
    const raw = await recorded;
    this.recorder = null;
    clearInterval(timer);
    this.button.classList.remove("recording");
    this.discard.hidden = true;
    this.label.textContent = "Record";
    return { raw, seconds: (Date.now() - began) / 1000 };
  }
}
