// The button that copies a link to the result.

const NOTICE_MILLISECONDS = 4000;

/**
 * Connects the button; the link is also put into the address bar, so that it can be bookmarked.
 * @param {{button: HTMLElement, label: HTMLElement, field: HTMLInputElement}} elements the field shows the link where it cannot be copied
 * @param {() => string} fragmentOf returns the fragment of the result that is displayed
 * @param {(text: string) => void} announce receives the outcome
 */
export function connectShare({ button, label, field }, fragmentOf, announce) {
  const caption = label.textContent;
  let timer = 0;
  button.addEventListener("click", async () => {
    const link = `${location.origin}${location.pathname}#${fragmentOf()}`;
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      field.hidden = true;
      label.textContent = "Link copied";
      announce("Link copied. It contains the result and the file name, but no audio.");
      clearTimeout(timer);
      timer = setTimeout(() => { label.textContent = caption; }, NOTICE_MILLISECONDS);
    } catch {
      // Browsers allow copying only over HTTPS or from this machine.
      field.value = link;
      field.hidden = false;
      field.focus();
      field.select();
    }
  });
  field.addEventListener("focus", () => field.select());
}
