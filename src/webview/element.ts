// Makes elements. Text is set as text only, so that no name can become markup.

export type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; strings become text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A text by others, which may run from right to left without turning what is around it. */
export function isolated(text: string, className = ""): HTMLElement {
  return element("bdi", className === "" ? {} : { class: className }, text);
}

/** A button that does something when it is pressed. */
export function button(label: string, className: string, press: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: className }, label);
  made.addEventListener("click", press);
  return made;
}
