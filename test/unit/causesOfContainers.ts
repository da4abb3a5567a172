// Causes in containers and their networks, each where its facts show it, and a twin that differs by just what matters.
import type { CauseCode } from "../../src/connectivity/diagnosis/causeTexts.ts";
import {
  answer,
  api,
  noRoute,
  outside,
  owner,
  published,
  refused,
  sidecar,
  silent,
  storeNamed,
  tcp,
  unresolved,
  web,
  type Scene,
} from "./diagnosisScene.ts";

/** What shows a cause, then what looks nearly the same and does not. */
export const causesOfContainers = {
  sourceStopped: [{ source: { ...web, state: "exited" } }, {}],
  sourcePaused: [{ source: { ...web, state: "paused" } }, {}],
  targetStopped: [{ target: { ...api, state: "exited" } }, { facts: silent }],
  targetPaused: [
    {
      target: { ...api, state: "paused" },
      facts: {
        answers: [answer({ kind: "http", target: "api", port: 80, path: "/" }, "noAnswer")],
      },
    },
    {
      target: { ...api, state: "paused" },
      facts: { answers: [answer({ kind: "http", target: "api", port: 80, path: "/" }, "refused")] },
    },
  ],
  noneMode: [
    { target: { name: "api", networks: [], mode: "none" } },
    { target: { ...api, mode: "none" } },
  ],
  orphaned: [
    { source: sidecar, others: [] },
    { source: sidecar, others: [owner] },
  ],
  ownerStopped: [
    { source: sidecar, others: [{ ...owner, state: "exited" }] },
    { source: sidecar, others: [owner] },
  ],
  ownerRestarted: [
    { source: sidecar, others: [owner], facts: noRoute },
    { source: sidecar, others: [owner], facts: silent },
  ],
  noCommonNetwork: [
    { target: { ...api, networks: ["back"] }, facts: silent },
    { target: { ...api, networks: ["back", "front"] }, facts: silent },
  ],
  nameElsewhere: [
    { target: null, others: [storeNamed("back")], facts: { ...unresolved, name: "store" } },
    { target: null, others: [storeNamed("front")], facts: { ...unresolved, name: "store" } },
  ],
  defaultBridgeNames: [
    {
      source: { ...web, networks: ["bridge"] },
      target: { ...api, networks: ["bridge"] },
      facts: unresolved,
    },
    { facts: unresolved },
  ],
  interContainerDisabled: [
    {
      source: { ...web, networks: ["apart"] },
      target: { ...api, networks: ["apart"] },
      facts: silent,
    },
    {
      source: { ...web, networks: ["apart"] },
      target: { ...api, networks: ["apart"] },
      facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 80 }] },
    },
  ],
  internalNetwork: [
    { source: { ...web, networks: ["shut"] }, target: null, facts: outside("noRoute") },
    { source: { ...web, networks: ["shut", "front"] }, target: null, facts: outside("noRoute") },
  ],
  hostPortUsed: [
    { ports: [published(80, 8080)], facts: { port: 8080, answers: refused.answers } },
    {
      ports: [published(80, 8080)],
      facts: {
        ...{ port: 8080, answers: refused.answers },
        listeners: [{ address: "0.0.0.0", port: 8080 }],
      },
    },
  ],
  listensOnLoopback: [
    { facts: { ...refused, listeners: [{ address: "127.0.0.1", port: 80 }] } },
    { facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 80 }] } },
  ],
  nothingListens: [
    { facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 81 }] } },
    { facts: { ...refused, listeners: [{ address: "0.0.0.0", port: 80 }] } },
  ],
  portRefused: [{ facts: refused }, { facts: { ...refused, answers: silent.answers } }],
  pingFiltered: [
    { facts: { ...silent, further: [answer(tcp(80), undefined)] } },
    { facts: { ...silent, further: [answer(tcp(80), "noAnswer")] } },
  ],
} satisfies Partial<Record<CauseCode, readonly [Scene, Scene]>>;
