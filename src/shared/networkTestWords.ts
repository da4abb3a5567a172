// The words of the page of network tests, as they are written. The host gives each to `l10n.t` and hands
// them to the page, which fills in the `{0}`s.
//
// What the host has to serve, and nothing more; the page makes the rest itself:
//   <html lang="…">           the reader's language, for dates and numbers
//   <style nonce="…">         media/networkTest.css
//   <body data-words="…">     the translated words as JSON, escaped for an attribute
//   <script nonce="…">        dist/networkTest.js, last in the body
// under `default-src 'none'; script-src 'nonce-…'; style-src 'nonce-…'`.

/** English, by key. What others wrote (names) comes in through placeholders only. */
export const pageWords = {
  // What there is to do.
  toolbar: "Test",
  cancel: "Cancel",
  runAgain: "Run Again",
  copyMarkdown: "Copy as Markdown",
  copyCsv: "Copy as CSV",
  hideWhatWorks: "Hide What Works",
  showAll: "Show All",

  // What is shown of it, and in which order.
  view: "View",
  filterSources: "Filter sources",
  filterTargets: "Filter targets",
  sort: "Sort",
  sortGiven: "As tested",
  sortName: "By name",
  sortFailures: "Failures first",
  sortRoundTrip: "Slowest first",
  history: "Run",
  /** A run in the history: when, and how many of how many. */
  historyRun: "{0}: {1} of {2} reachable",
  historyRunOf: "{0}, {1}: {2} of {3} reachable",
  compare: "Compare with",
  compareNone: "No comparison",
  sourcesHidden: "Sources hidden: {0}",
  targetsHidden: "Targets hidden: {0}",
  allHidden: "Everything works: there is nothing to show.",
  nothingMatches: "No name matches the filter.",

  // How it stands.
  ready: "No test has run yet. Choose “Test Network” on a network in the Networks view.",
  empty: "There is nothing to ask in {0}: it takes at least two running containers.",
  startedAt: "Started at {0}",
  running: "Testing: {0} of {1} answered",
  cancelled: "Cancelled",
  failed: "The test failed",
  sumReachable: "{0} of {1} reachable",
  sumBlocked: "{0} blocked",
  sumUnresolved: "{0} not resolved",
  sumUnknown: "{0} unknown",
  sumWaiting: "{0} not answered",

  // The matrix and the list.
  matrix: "{0}: who reaches whom. Rows are sources, columns are targets.",
  list: "What {0} reaches",
  from: "From",
  to: "To",
  waiting: "waiting",
  notAsked: "not asked",
  reachable: "reachable",
  blocked: "blocked",
  unresolved: "name not resolved",
  unknown: "unknown",
  /** The sentence of a cell: source, target, state, and what is known besides. */
  cell: "{0} to {1}: {2}",
  itself: "{0} to itself: not asked",
  /** {0} is a percentage. */
  loss: "{0} lost",

  // The detail.
  detail: "Detail",
  close: "Close",
  looking: "Looking at it…",
  asking: "Asking what would tell the cause…",
  cause: "Cause",
  evidence: "Evidence",
  fix: "Fix",
  commands: "Command lines",
  copy: "Copy",
  copied: "Copied",
  /** Read out for the button beside a command line. */
  copyCommand: "Copy “{0}”",
  output: "Output",
  rerun: "Re-run",
} as const;

export type PageWords = Readonly<Record<keyof typeof pageWords, string>>;
