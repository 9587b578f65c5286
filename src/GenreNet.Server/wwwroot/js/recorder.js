// Records from the microphone.

/** Whether the browser supports recording on this page. */
export const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

/**
 * Starts a recording; resolves once the user has given permission. The recording itself is a promise, because it also ends if the
 * microphone is disconnected.
 */
export async function start() {
  // Processing that improves speech distorts music.
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const recorded = new Promise((resolve) => {
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      resolve(new Blob(pieces, { type: recorder.mimeType }));
    });
  });
  recorder.start(1000);
  return { recorded, stop: () => recorder.state !== "inactive" && recorder.stop() };
}
