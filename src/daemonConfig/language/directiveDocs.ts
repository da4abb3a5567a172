// What the directives do that stand in the units of Docker, in a sentence or two each: looked up in the
// data file beside this.
import data from "./directiveDocs.json" with { type: "json" };

type Docs = Readonly<Record<string, string>>;

/** English, for `Translate`; undefined for a directive that has no text here. */
export function directiveDoc(section: string, name: string): string | undefined {
  const key = name.replace(/^(Condition|Assert)Path\w+$/, "$1Path");
  return (
    sections[section]?.[key] ??
    (section === "Service" || section === "Socket" ? shared[key] : undefined)
  );
}

const sections: Readonly<Record<string, Docs>> = data.sections;
/** Of services and sockets alike. */
const shared: Docs = data.shared;
