import { Desk, type Channel } from "./desk";
import { AgentSide } from "./agent-side";
import { on, part, tell } from "./page";

/** Kept for this tab only. */
const keyName = "rating-demo key";
const demoChannel = "demo";

const choice = part("choose", HTMLFormElement);
const channels = part("channel", HTMLSelectElement);
const agents = part("agent", HTMLSelectElement);
let desk: Desk;
let known: Channel[] = [];

on("sign-in", "submit", () => open(part("key", HTMLInputElement).value.trim()));
on("choose", "submit", start);
on("make", "click", makeChannel);
on("channel", "change", showChannel);
on("leave", "click", () => {
  sessionStorage.removeItem(keyName);
  location.reload();
});
const kept = sessionStorage.getItem(keyName);
if (kept) void tell(() => open(kept));

async function open(key: string): Promise<void> {
  desk = new Desk(key);
  known = await desk.channels();
  sessionStorage.setItem(keyName, key);
  channels.replaceChildren(...known.map(({ id, name }) => new Option(`${name} (${id})`, id)));
  part("make", HTMLButtonElement).hidden = known.some(({ id }) => id === demoChannel);
  part("sign-in", HTMLFormElement).hidden = true;
  choice.hidden = false;
  await showChannel();
  (known.length ? channels : part("make", HTMLButtonElement)).focus();
}

async function showChannel(): Promise<void> {
  const channel = known.find(({ id }) => id === channels.value);
  const names = new Map((await desk.agents()).map(({ id, name }) => [id, name]));
  agents.replaceChildren(...(channel?.agents ?? []).map((id) => new Option(names.get(id) ?? id, id)));
  part("origin", HTMLElement).textContent = location.origin;
  part("origin-hint", HTMLElement).hidden = !channel || channel.origins.includes(location.origin);
  choice.querySelector<HTMLButtonElement>("button:not(#make)")!.disabled = agents.length === 0;
}

async function makeChannel(): Promise<void> {
  await desk.putAgent("dana", "Dana");
  const made = await desk.putChannel({
    id: demoChannel, name: "Demo", agents: ["dana"], origins: [location.origin], rating: { window: "P1D" },
  });
  known = [...known, made];
  channels.append(new Option(`${made.name} (${made.id})`, made.id, true, true));
  part("make", HTMLButtonElement).hidden = true;
  await showChannel();
}

async function start(): Promise<void> {
  const channel = known.find(({ id }) => id === channels.value)!;
  if (!channel.origins.includes(location.origin))
    await desk.putChannel({ ...channel, origins: [...channel.origins, location.origin] });
  part("gate", HTMLElement).hidden = true;
  part("stage", HTMLElement).hidden = false;
  const side = new AgentSide(desk, agents.value);
  const chat = document.createElement("rating-chat");
  chat.setAttribute("channel", channel.id);
  chat.setAttribute("inline", "");
  chat.setAttribute("heading", channel.name);
  chat.addEventListener("conversation", (event) => side.look((event as CustomEvent<string>).detail));
  part("customer", HTMLElement).replaceChildren(chat);
}
