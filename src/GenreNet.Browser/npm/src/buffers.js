// Memory that the garbage collector frees too late.

/** Frees a buffer at once. The collector runs seldom in a worker that allocates few objects, however large their buffers are. */
export function free(buffer) {
  // The receiving port is closed: the buffer leaves this thread and is deleted with the message.
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(null, [buffer]);
  port1.close();
}

/** Joins pieces, and frees each of them as soon as it is copied. */
export function join(pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
    free(piece.buffer);
  }
  return bytes;
}
