// The layers of ARCHITECTURE.md as lint errors, over typescript-eslint's strictest presets.
import tseslint from "typescript-eslint";

/** Forbids imports by pattern, types included, for one folder. */
const forbid = (files, ...groups) => ({
  files,
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: groups.map(([regex, message]) => ({ regex, message })),
      },
    ],
  },
});

const noVscode = ["^vscode$", "Only src/ui and src/extension.ts may import vscode."];
const noUi = ["/ui/", "Only src/extension.ts may import src/ui."];
const noDockerode = ["^dockerode$|^docker-modem$", "dockerode stops at src/engine."];

export default tseslint.config(
  { ignores: ["dist/", "out/", "node_modules/"] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.mjs", "test/setup/*.mjs", "src/engine/*.cjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-console": "error",
      "@typescript-eslint/consistent-type-assertions": [
        "error",
        { assertionStyle: "as", objectLiteralTypeAssertions: "never" },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Node's test runner returns promises that it awaits itself.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["test", "it", "describe", "suite"] },
          ],
        },
      ],
    },
  },
  forbid(
    ["src/model/**"],
    noVscode,
    ["^[^.]", "The model imports no package."],
    ["^\\.\\./", "The model imports nothing of ours."],
  ),
  forbid(["src/engine/**"], noVscode, noUi, [
    "/(connectivity|overlay|daemonConfig|cli)/",
    "The engine knows only the model.",
  ]),
  forbid(["src/connectivity/**", "src/overlay/**", "src/cli/**"], noVscode, noUi, noDockerode),
  forbid(
    ["src/shared/**"],
    noVscode,
    ["^[^.]", "What both sides import needs no package."],
    ["^\\.\\./(?!model/)", "What both sides import knows only the model."],
  ),
  forbid(
    ["src/webview/**"],
    noVscode,
    ["^[^.]", "The pages need no package."],
    [
      "^(\\.\\./)+(?!shared/|element\\.ts)[a-zA-Z]",
      "The pages know only what they share with the host.",
    ],
  ),
  forbid(["src/ui/**", "src/extension.ts"], noDockerode),
  {
    // Scripts that talk to a person in a terminal.
    files: ["test/**"],
    rules: { "no-console": "off" },
  },
  { files: ["**/*.mjs", "**/*.cjs"], extends: [tseslint.configs.disableTypeChecked] },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
