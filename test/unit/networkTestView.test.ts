// What the page of network tests works out before it draws: order, filters, sentences, keys, memory.
import { strict as assert } from "node:assert";
import { describe, it } from "node:test";
import { pageWords } from "../../src/shared/networkTestWords.ts";
import { arrange, type Choices } from "../../src/webview/networkTest/arrangement.ts";
import { cellSentence, shortWords, stateWords } from "../../src/webview/networkTest/cellWords.ts";
import { Comparison } from "../../src/webview/networkTest/comparison.ts";
import { cellWidth } from "../../src/webview/networkTest/density.ts";
import { positionAfter } from "../../src/webview/networkTest/gridKeys.ts";
import { RunModel } from "../../src/webview/networkTest/runModel.ts";
import { ambiguousNames, nameParts } from "../../src/webview/networkTest/shownName.ts";
import { firstViewState, readViewState } from "../../src/webview/networkTest/viewState.ts";
import { Words } from "../../src/webview/networkTest/words.ts";
import {
  failed,
  reachable,
  reachableCells,
  shownRun,
  withCells,
} from "../fixtures/networkTestRuns.ts";

const words = new Words(pageWords, "en");
const names = ["web10", "web9", "db"];

/** db is not reached from web10; everything else works, web9 → web10 slowest. */
const model = new RunModel(
  shownRun(names, {
    cells: withCells(reachableCells(3), failed(0, 2, "blocked"), reachable(1, 0, 40)),
  }),
);

function arranged(choices: Partial<Choices>, of = model, kept?: string): readonly unknown[] {
  const arrangement = arrange(
    of,
    { ...firstViewState.choices, ...choices },
    {
      compareNames: (one, other) => words.compareNames(one, other),
      isKept: ({ row, column }) => `${row},${column}` === kept,
    },
  );
  const { rows, columns, hiddenRows, hiddenColumns } = arrangement;
  return [rows.join(""), columns.join(""), hiddenRows, hiddenColumns];
}

describe("a run", () => {
  it("counts what there is to ask, and not who would ask itself", () => {
    assert.deepEqual(model.counts(), {
      ...{ total: 6, reachable: 5, blocked: 1 },
      ...{ waiting: 0, unresolved: 0, unknown: 0 },
    });
  });

  it("takes answers at its own places only", () => {
    const one = new RunModel(shownRun(names, { cells: [] }));
    assert.equal(one.put(reachable(0, 1, 1)), true);
    assert.equal(one.put(reachable(0, 3, 1)), false);
    assert.equal(one.put(reachable(-1, 1, 1)), false);
    assert.equal(one.counts().waiting, 5);
  });

  it("tells namesakes by their detail, and asks oneself where the host says so", () => {
    const rows = [{ name: "web", detail: "10.0.0.2" }];
    const columns = [...rows, { name: "web", detail: "10.0.0.3" }];
    const one = new RunModel(shownRun([], { rows, columns, cells: [] }));
    assert.equal(one.stateAt({ row: 0, column: 0 }), "self");
    assert.equal(one.stateAt({ row: 0, column: 1 }), "waiting");
    one.put(reachable(0, 0, 1));
    assert.equal(one.stateAt({ row: 0, column: 0 }), "reachable");
  });

  it("has no self in a list", () => {
    const ends = [{ name: "web", detail: "" }];
    const one = new RunModel(
      shownRun([], { layout: "list", rows: ends, columns: ends, cells: [] }),
    );
    assert.equal(one.stateAt({ row: 0, column: 0 }), "waiting");
  });
});

describe("the arrangement", () => {
  it("is the run's own at first", () => {
    assert.deepEqual(arranged({}), ["012", "012", 0, 0]);
  });

  it("sorts by name as people do: 9 before 10", () => {
    assert.deepEqual(arranged({ sort: "name" }), ["210", "210", 0, 0]);
  });

  it("puts failures first, then what loses packets, and leaves the rest as it is", () => {
    assert.deepEqual(arranged({ sort: "failures" }), ["012", "201", 0, 0]);
    const lossy = new RunModel(
      shownRun(names, {
        cells: withCells(
          reachableCells(3),
          { ...reachable(1, 0, 1), loss: 0.5 },
          failed(2, 1, "unknown"),
        ),
      }),
    );
    assert.deepEqual(arranged({ sort: "failures" }, lossy), ["210", "102", 0, 0]);
  });

  it("puts the slowest first", () => {
    const cells = [
      reachable(0, 1, 2),
      reachable(1, 0, 1),
      reachable(1, 2, 9),
      failed(2, 0, "blocked"),
    ];
    const one = new RunModel(shownRun(names, { cells }));
    assert.deepEqual(arranged({ sort: "roundTrip" }, one), ["102", "210", 0, 0]);
  });

  it("filters sources and targets by any part of name or detail, in any case", () => {
    assert.deepEqual(arranged({ sources: "WEB" }), ["01", "012", 0, 0]);
    assert.deepEqual(arranged({ targets: " 10.5.0.4 " }), ["012", "2", 0, 0]);
    assert.deepEqual(arranged({ sources: "nobody" }), ["", "012", 0, 0]);
  });

  it("hides rows and columns where all works, and says how many", () => {
    assert.deepEqual(arranged({ hidesWhatWorks: true }), ["0", "2", 2, 2]);
    const fine = new RunModel(shownRun(names));
    assert.deepEqual(arranged({ hidesWhatWorks: true }, fine), ["", "", 3, 3]);
  });

  it("hides neither what waits, nor what loses packets, nor what changed", () => {
    const waiting = new RunModel(shownRun(names, { cells: reachableCells(3).slice(1) }));
    assert.deepEqual(arranged({ hidesWhatWorks: true }, waiting), ["0", "1", 2, 2]);
    const cells = withCells(reachableCells(3), { ...reachable(2, 0, 1), loss: 0.1 });
    const lossy = new RunModel(shownRun(names, { cells }));
    assert.deepEqual(arranged({ hidesWhatWorks: true }, lossy), ["2", "0", 2, 2]);
    assert.deepEqual(arranged({ hidesWhatWorks: true }, model, "2,1"), ["02", "12", 1, 1]);
  });
});

describe("what is said of a cell", () => {
  const say = (of: RunModel, row: number, column: number, was?: string): string =>
    cellSentence(of, { row, column }, { words, was });

  it("is a sentence", () => {
    assert.equal(say(model, 1, 0), "web9 to web10: reachable, 40 ms");
    assert.equal(
      say(model, 0, 2, "was reachable"),
      "web10 to db: blocked, no answer, was reachable",
    );
    assert.equal(say(model, 2, 2), "db to itself: not asked");
  });

  it("tells some loss from none and from all, which is no answer", () => {
    const lost = (loss: number): RunModel =>
      new RunModel(shownRun(names, { cells: [{ ...reachable(0, 1, 2), loss }] }));
    assert.equal(say(lost(0.25), 0, 1), "web10 to web9: reachable, 2 ms, 25% lost");
    assert.equal(shortWords(lost(0.25).cellAt({ row: 0, column: 1 }), words), "25% lost");
    assert.equal(say(lost(0), 0, 1), "web10 to web9: reachable, 2 ms");
    assert.equal(say(lost(1), 0, 1), "web10 to web9: reachable, 2 ms");
  });

  it("waits only while somebody asks", () => {
    const run = shownRun(names, { cells: [], state: "running" });
    const place = { row: 0, column: 1 };
    assert.equal(stateWords(new RunModel(run), place, words), "waiting");
    const cancelled = new RunModel({ ...run, state: "cancelled" });
    assert.equal(stateWords(cancelled, place, words), "not asked");
  });

  it("leaves braces in names alone", () => {
    const odd = new RunModel(shownRun(["{1}", "{0}$&"], { cells: [] }));
    assert.equal(say(odd, 0, 1), "{1} to {0}$&: not asked");
  });

  it("writes numbers as the language does, and takes any language", () => {
    const german = new Words(pageWords, "de");
    assert.equal(german.say("sumReachable", 9898, 9900), "9.898 of 9.900 reachable");
    assert.match(new Words(pageWords, "no language").say("sumBlocked", 2), /2 blocked/);
  });
});

describe("keys", () => {
  const size = { height: 5, width: 4, page: 3 };
  const after = (key: string, isFar = false): readonly number[] | undefined => {
    const next = positionAfter({ key, isFar }, { y: 1, x: 1 }, size);
    return next === undefined ? undefined : [next.y, next.x];
  };

  it("lead within the grid and not beyond", () => {
    assert.deepEqual(after("ArrowDown"), [2, 1]);
    assert.deepEqual(after("ArrowUp"), [0, 1]);
    assert.deepEqual(after("ArrowLeft"), [1, 0]);
    assert.deepEqual(after("ArrowRight"), [1, 2]);
    assert.deepEqual(after("PageDown"), [4, 1]);
    assert.deepEqual(after("PageUp"), [0, 1]);
    assert.deepEqual(after("Home"), [1, 0]);
    assert.deepEqual(after("End"), [1, 3]);
    assert.deepEqual(after("Home", true), [0, 0]);
    assert.deepEqual(after("End", true), [4, 3]);
    assert.deepEqual(after("ArrowDown", true), [4, 1]);
    assert.equal(after("a"), undefined);
  });

  it("lead to both ends of a list", () => {
    const list = { height: 5, width: 1, page: 3 };
    assert.deepEqual(positionAfter({ key: "End", isFar: false }, { y: 1, x: 0 }, list), {
      ...{ y: 4, x: 0 },
    });
    assert.deepEqual(positionAfter({ key: "Home", isFar: false }, { y: 1, x: 0 }, list), {
      ...{ y: 0, x: 0 },
    });
  });
});

describe("names", () => {
  it("are cut before their ends, where they are long and run from left to right", () => {
    assert.deepEqual(nameParts("company-frontend-web-1"), {
      ...{ start: "company-frontend", end: "-web-1" },
    });
    assert.deepEqual(nameParts("web"), { start: "web", end: "" });
    const arabic = "خدمة-قاعدة-البيانات-الرئيسية";
    assert.deepEqual(nameParts(arabic), { start: arabic, end: "" });
  });

  it("that occur twice are told apart", () => {
    assert.deepEqual([...ambiguousNames(["web", "db", "web"])], ["web"]);
  });
});

describe("cells", () => {
  it("are wide where a whole row of them fits", () => {
    assert.equal(cellWidth(1000, { columns: 7, nameCharacters: 6 }), 122);
    assert.equal(cellWidth(1000, { columns: 2, nameCharacters: 6 }), 140);
    assert.equal(cellWidth(1000, { columns: 20, nameCharacters: 6 }), undefined);
  });
});

describe("what the page remembers", () => {
  it("is read as it was kept", () => {
    const state = {
      runId: 3,
      choices: { sort: "failures", sources: "a", targets: "b", hidesWhatWorks: true },
      selected: { from: { name: "web", detail: "" }, to: { name: "db", detail: "10.0.0.3" } },
      isDetailOpen: true,
      comparedWith: 2,
      scrollTop: 40,
      scrollLeft: 50,
    } as const;
    assert.deepEqual(readViewState(JSON.parse(JSON.stringify(state))), state);
  });

  it("is forgotten where it makes no sense", () => {
    const senseless = [
      ...[undefined, null, 7, "text", [], {}, { choices: 4, selected: { from: "web" } }],
      { choices: { sort: "size", sources: 4 }, scrollTop: "far", runId: NaN, isDetailOpen: "yes" },
    ];
    for (const kept of senseless) assert.deepEqual(readViewState(kept), firstViewState);
  });
});

describe("a comparison", () => {
  it("knows what was, at each place that changed", () => {
    const changes = [{ row: 0, column: 2, was: "reachable", says: "was reachable" }] as const;
    const comparison = new Comparison(model, {
      ...{ runId: 1, withId: 0, changes, summary: "1 changed" },
    });
    assert.equal(comparison.changeAt({ row: 0, column: 2 }), "was reachable");
    assert.equal(comparison.changeAt({ row: 2, column: 0 }), undefined);
  });
});
