// Files that are chosen or dropped, alone or in folders.

const EXTENSIONS = new Set(
  "wav wave mp3 mp2 flac ogg oga opus m4a m4b mp4 aac wma au snd aif aiff aifc caf webm mka ape wv ac3 amr".split(" "));
/** Dropping a music library must not fill the memory of the page with rows. */
const MOST = 10_000;
const COLLATOR = new Intl.Collator("en", { numeric: true });

/**
 * Returns the files of an input element, and whether they are a folder.
 * @returns {{files: {file: File, path: string}[], isFolder: boolean}}
 */
export function chosenFiles(input) {
  const files = [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return { files, isFolder: input.webkitdirectory };
}

/** Returns the files that were dropped, including those in folders. Must be called while the event is handled. */
export async function droppedFiles(transfer) {
  // The list is empty after the event, so entries are taken before the first await.
  const items = [...transfer.items].filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const files = [];
  let isFolder = false;
  for (const { entry, file } of items) {
    if (entry?.isDirectory) {
      isFolder = true;
      await walk(entry, files);
    } else if (file) {
      files.push({ file, path: file.name });
    }
  }
  return { files, isFolder };
}

async function walk(folder, files) {
  const reader = folder.createReader();
  while (files.length < 2 * MOST) {
    // A call returns only some of the entries; an empty list is the end.
    const entries = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (entries.length === 0) {
      return;
    }
    for (const entry of entries) {
      if (entry.isDirectory) {
        await walk(entry, files);
      } else {
        const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
        files.push({ file, path: entry.fullPath.replace(/^\//, "") });
      }
    }
  }
}

/**
 * Selects the audio files by type or extension, sorted by path.
 * @returns {{audio: {file: File, path: string}[], skipped: number}} skipped counts the others
 */
export function audioOf(files) {
  const isAudio = ({ type, name }) => !name.startsWith(".") && (type.startsWith("audio/") || EXTENSIONS.has(extensionOf(name)));
  const audio = files.filter(({ file }) => isAudio(file))
    .sort((one, two) => COLLATOR.compare(one.path, two.path)).slice(0, MOST);
  return { audio, skipped: files.length - audio.length };
}

function extensionOf(name) {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}
