// What the answers to one question have in common. None of it is true where nothing was answered.
import type { Facts } from "./cause.ts";

type Answers = Facts["answers"];

/** True where no answer got beyond the name. */
export function isUnresolved(answers: Answers): boolean {
  return answers.length > 0 && answers.every(({ verdict }) => verdict === "unresolved");
}

/** True where no name server said anything. */
export function isMute(answers: Answers): boolean {
  return isUnresolved(answers) && answers.every(({ reason }) => reason === "resolverSilent");
}

/** True where nothing got through, and the names are none of it. */
export function isBlocked(answers: Answers): boolean {
  return answers.length > 0 && answers.every(({ verdict }) => verdict === "blocked");
}

/** True where all were turned away by whom they had reached. */
export function isRefused(answers: Answers): boolean {
  return isBlocked(answers) && answers.every(({ reason }) => reason === "refused");
}

/** True where nobody who was reached said no, either. */
export function isSilent(answers: Answers): boolean {
  return isBlocked(answers) && answers.every(({ reason }) => reason !== "refused");
}
