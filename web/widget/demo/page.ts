/** The part of the page with this id. */
export function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`);
  return found;
}

/** What somebody does; where it fails the page says so. */
export function on(id: string, event: string, does: () => void | Promise<void>): void {
  part(id, HTMLElement).addEventListener(event, (happened) => {
    happened.preventDefault();
    void tell(does);
  });
}

export async function tell(does: () => void | Promise<void>): Promise<void> {
  let said = "";
  try {
    await does();
  } catch (error) {
    said = error instanceof Error ? error.message : String(error);
  }
  // Where the stage is, the gate's place for it is not to be seen.
  const place = part("gate", HTMLElement).hidden ? part("rating", HTMLElement) : part("problem", HTMLElement);
  if (said || place.id === "problem") place.textContent = said;
}
