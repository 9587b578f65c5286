// Records from the microphone.

/** Whether this browser, on this address, lets anybody record. */
export const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

/** Starts to record; resolves once the user has agreed. What was recorded is a promise: it also ends when the microphone goes away. */
export async function start() {
  // What makes speech clear takes music apart.
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
