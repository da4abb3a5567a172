// Causes in what filters, refuses and cannot ask, each where its facts show it, and a twin that differs by
// just what matters.
import type { CauseCode } from "../../src/connectivity/diagnosis/causeTexts.ts";
import type { ProbeResult } from "../../src/connectivity/probe.ts";
import {
  answer,
  outside,
  ping,
  published,
  refused,
  silent,
  tcp,
  type Scene,
} from "./diagnosisScene.ts";

const listening = (address: string) => ({ listeners: [{ address, port: 80 }] });
const atAddress = { ...answer(tcp(80), "refused"), addresses: ["10.250.0.2"] };
const mute = { port: 80, answers: [answer(tcp(80), "noAnswer")] };
const http = { kind: "http", target: "api", port: 80, path: "/" } as const;
const page = { port: 80, answers: [answer(http, "noAnswer")] };
const unasked = (reason: ProbeResult["reason"]) => ({
  answers: [{ ...answer(ping, reason), verdict: "unknown" as const }],
});
const itself = (reason: ProbeResult["reason"]) => ({
  ...{ name: "localhost", port: 8080 },
  answers: [answer({ kind: "tcp", target: "localhost", port: 8080 }, reason)],
});
const unheard = { ...answer(ping, "noAnswer"), neighbor: "silent" } as const;

/** What shows a cause, then what looks nearly the same and does not. */
export const causesOfFilters = {
  localhostAsked: [
    { target: null, facts: itself("refused") },
    { target: null, facts: itself("noAnswer") },
  ],
  listensElsewhere: [
    { facts: { port: 80, answers: [atAddress], ...listening("10.250.9.9") } },
    { facts: { port: 80, answers: [answer(tcp(80), "noAnswer")], ...listening("10.250.9.9") } },
  ],
  refusedByRule: [
    { facts: { ...refused, ...listening("0.0.0.0") } },
    { facts: { ...mute, ...listening("0.0.0.0") } },
  ],
  ruleForbids: [
    { facts: { answers: [answer(ping, "prohibited")] } },
    { facts: { answers: [answer(ping, "noRoute")] } },
  ],
  portFiltered: [
    { facts: { ...mute, further: [answer(ping, undefined), answer(tcp(1), "refused")] } },
    { facts: { ...mute, further: [answer(ping, "noAnswer"), answer(tcp(1), "noAnswer")] } },
  ],
  programSilent: [
    { facts: { ...page, further: [answer(tcp(80), undefined)] } },
    { facts: { ...page, further: [answer(tcp(80), "noAnswer")] } },
  ],
  linkSilent: [{ facts: { answers: [unheard] } }, { facts: silent }],
  targetSilent: [{ facts: silent }, { ports: [published(80, 8080)], facts: { port: 80 } }],
  outsideSilent: [
    { target: null, facts: outside("noAnswer") },
    { target: null, facts: outside("refused") },
  ],
  helperMissing: [
    { facts: { ...unasked("noTool"), helperImage: { name: "box:1", isThere: false } } },
    { facts: { ...unasked("noTool"), helperImage: { name: "box:1", isThere: true } } },
  ],
  pingNotAllowed: [
    { facts: { ...unasked("notAllowed"), helperImage: { name: "box:1", isThere: true } } },
    { facts: unasked("ended") },
  ],
} satisfies Partial<Record<CauseCode, readonly [Scene, Scene]>>;
