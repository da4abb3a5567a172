// When two names mean one image, and which texts are none.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { isImageName, isLocal } from "../../src/ui/imageName.ts";

test("finds a local image under every name it has", () => {
  const cases: readonly (readonly [image: string, local: string, same: boolean])[] = [
    ["busybox", "busybox:latest", true],
    ["busybox:latest", "localhost/busybox:latest", true],
    ["busybox", "docker.io/library/busybox:latest", true],
    ["team/app", "docker.io/team/app:latest", true],
    ["127.0.0.1:5000/app", "127.0.0.1:5000/app:latest", true],
    ["busybox:1", "busybox:latest", false],
    ["busybox", "quay.io/busybox:latest", false],
    ["box", "busybox:latest", false],
  ];
  for (const [image, local, same] of cases) {
    assert.equal(isLocal(image, ["other:latest", local]), same, `${image} in ${local}`);
  }
});

test("knows what can be pulled", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  for (const name of ["busybox", "a/b:1.2_3-x", "127.0.0.1:5000/team/tool:2", `app@${digest}`]) {
    assert.ok(isImageName(name), name);
  }
  for (const text of ["", "Busybox!", "two words", "app:", "-app", "app:tag:tag", "UPPER"]) {
    assert.ok(!isImageName(text), text);
  }
});
