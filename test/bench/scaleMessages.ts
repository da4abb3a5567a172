// What the measuring process and the one with the fake engine tell each other.
import { asRecord, asText } from "../../src/model/json.ts";

/** The changes that are timed. Each one makes one event. */
export const eventKinds = [
  "networkCreated",
  "containerDied",
  "containerStarted",
  "networkGone",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** From the measuring process: make an event of that kind now. */
export interface EventOrder {
  readonly kind: EventKind;
  /** Distinguishes the networks; create and gone of a network have the same. */
  readonly round: number;
}

/** To the measuring process: when the event was sent, on the machine's monotonic clock. */
export interface EventSent {
  readonly sentAt: number;
}

/** From the measuring process, at its end. Times in ms, memory in bytes. */
export interface ScaleResult {
  readonly pictureTime: number;
  readonly pictureHeap: number;
  readonly treeRootTime: number;
  readonly eventTime: number;
}

/** Milliseconds that mean the same in every process of the machine. */
export function machineTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export function parseOrder(message: unknown): EventOrder | undefined {
  const { kind, round } = asRecord(message);
  const known = eventKinds.find((one) => one === asText(kind));
  return known === undefined ? undefined : { kind: known, round: Number(round) };
}

export function parseSent(message: unknown): EventSent {
  return { sentAt: Number(asRecord(message)["sentAt"]) };
}

export function parseResult(message: unknown): ScaleResult {
  const { pictureTime, pictureHeap, treeRootTime, eventTime } = asRecord(message);
  return {
    pictureTime: Number(pictureTime),
    pictureHeap: Number(pictureHeap),
    treeRootTime: Number(treeRootTime),
    eventTime: Number(eventTime),
  };
}
