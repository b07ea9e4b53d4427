import type { Me } from "../session/me";

export interface Place {
  href: string;
  name: string;
}

/** What is in the menu: what the role may do, and nothing else. */
export function placesFor(me: Me): Place[] {
  return [
    { href: "/work", name: "work", isOpen: me.role === "agent" && me.agentId !== null },
    { href: "/conversations", name: "conversations", isOpen: me.rights.list !== "none" },
    { href: "/overview", name: "overview", isOpen: me.role === "admin" || me.role === "supervisor" || me.role === "viewer" },
    { href: "/channels", name: "channels", isOpen: me.role === "admin" },
    { href: "/people", name: "people", isOpen: me.role === "admin" },
    { href: "/webhooks", name: "webhooks", isOpen: me.role === "admin" },
    { href: "/parked", name: "parked", isOpen: me.role === "admin" },
  ].filter((place) => place.isOpen);
}
