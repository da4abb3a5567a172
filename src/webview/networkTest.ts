// The page of network tests: reads its words, links it to the extension, and asks for what there is.
import { pageWords, type PageWords } from "../shared/networkTestWords.ts";
import { linkToHost } from "./networkTest/hostLink.ts";
import { Page } from "./networkTest/page.ts";
import { Words } from "./networkTest/words.ts";

const words = new Words(readWords(document.body.dataset["words"]), document.documentElement.lang);
let isDrawn = false;
const host = linkToHost((message) => {
  page.take(message);
  if (message.type === "run" && !isDrawn) {
    isDrawn = true;
    afterPaint(() => {
      host.post({ type: "drawn" });
    });
  }
});
const page = new Page(words, host);
document.body.append(page.parts.element);
host.post({ type: "ready" });

/** A frame's callback comes before it is painted, and a timer that is set there comes after. */
function afterPaint(action: () => void): void {
  requestAnimationFrame(() => setTimeout(action));
}

/** A word that is missing is shown in English. */
function readWords(json: string | undefined): PageWords {
  const translated: unknown = JSON.parse(json ?? "{}");
  return { ...pageWords, ...(typeof translated === "object" ? translated : {}) };
}
