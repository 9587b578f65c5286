// Results of many files as CSV (RFC 4180).

const HEADER = [
  "file", "genre", "confidence", "second_genre", "second_confidence", "duration_seconds", "silent", "short", "out_of_distribution",
  "warnings", "error",
];

/**
 * Formats rows as CSV with a byte order mark, so that spreadsheets read it as UTF-8.
 * @param {{path: string, answer: object | null, problem: {message: string} | null}[]} rows the files
 */
export function csvOf(rows) {
  const lines = [HEADER, ...rows.map(({ path, answer, problem }) => {
    const second = answer?.ranking[1];
    return [
      path, answer?.genre, answer?.confidence, second?.genre, second?.probability, answer?.duration_seconds,
      answer?.silent, answer?.short, answer?.out_of_distribution, answer?.warnings.join(" "), problem?.message,
    ];
  })];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value) {
  const text = String(value ?? "");
  // Spreadsheets run texts with these first characters as formulas; an apostrophe prevents it.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Offers a text as a file to download. */
export function download(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  // The browser needs the address for as long as it takes to begin the download.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
