export interface Provider {
  authority: string;
  clientId: string;
  audience: string;
  scope: string;
}

/** Who signs people in beside keys, where the host has one; it says so in the page. */
export const provider = read();

/** Where the provider sends people back to. */
export const returnPath = "/signed-in";

function read(): Provider | null {
  const said = document.querySelector<HTMLMetaElement>("meta[name=sign-in]")?.content ?? "";
  // While it is worked on, the page comes without a host's word.
  return said.startsWith("{\"") ? (JSON.parse(said) as Provider) : null;
}
