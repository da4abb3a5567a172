// Says on a button for a moment that its text is in the clipboard.
import type { Words } from "./words.ts";

const shownMs = 1500;

export function confirmCopy(button: HTMLButtonElement, words: Words): void {
  if (button.classList.contains("copied")) return;
  const label = button.textContent;
  // It keeps its size, so that nothing beside it moves.
  button.style.minWidth = `${button.offsetWidth}px`;
  button.classList.add("copied");
  button.textContent = words.say("copied");
  setTimeout(() => {
    button.classList.remove("copied");
    button.style.minWidth = "";
    button.textContent = label;
  }, shownMs);
}
