'use strict';
// Replaces the parts of the page that have changed. Without it, the page shows the state at the time of loading.
(() => {
  const byId = id => document.getElementById(id);
  let report = null;

  // The report stays available after the server has ended, for as long as this page is open.
  async function keepReport() {
    const answer = await fetch('report');
    if (answer.ok) {
      report = URL.createObjectURL(await answer.blob());
    }
  }

  function show(state) {
    document.title = state.title;
    for (const [id, html] of Object.entries(state.parts)) {
      const part = byId(id);
      if (part && part.dataset.version !== html.version) {
        // A table that the reader has expanded stays open.
        const isOpen = part.querySelector('details[open]') !== null;
        part.dataset.version = html.version;
        part.innerHTML = html.content;
        part.querySelectorAll('details').forEach(details => { details.open = isOpen; });
      }
    }
    if (state.status === 'finished' && report === null) {
      report = '';
      keepReport().catch(() => { report = null; });
    }
    if (state.status !== 'finished') {
      report = null;
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    const events = new EventSource('events');
    const lost = byId('lost');
    events.onmessage = message => {
      lost.hidden = true;
      show(JSON.parse(message.data));
    };
    events.onerror = () => {
      lost.hidden = false;
      const link = document.querySelector('a.report');
      if (link && report) {
        link.href = report;
        lost.hidden = true;
      }
    };
  });
})();
