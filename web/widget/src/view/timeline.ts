import type { Chat } from "../chat";
import type { Talk } from "../reading";
import type { Message } from "../api";
import type { Unsent } from "../memory";
import type { Language } from "../words";
import { h } from "./dom";
import { RatingCard } from "./card";

/** What was said, oldest first, each conversation with its rating beneath. A screen reader is read what is added, so
 * lines are kept and never made anew. */
export class Timeline {
  readonly element: HTMLElement;
  private readonly lines = new Map<string, HTMLElement>();
  private readonly cards = new Map<string, RatingCard>();
  private readonly welcome: HTMLElement;

  constructor(private readonly chat: Chat, private readonly language: Language) {
    const { words } = language;
    this.welcome = h("p", { class: "welcome" }, words.welcome);
    this.element = h("div", {
      class: "timeline", role: "log", "aria-live": "polite", "aria-label": words.messages, tabindex: "0",
    }, this.welcome);
  }

  show(): void {
    const wasAtEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 60;
    const shown: HTMLElement[] = [];
    for (const talk of this.chat.talks) {
      for (const [index, message] of talk.messages.entries()) {
        if (!repeats(message, talk.messages[index - 1])) shown.push(this.lineOf(talk, message));
      }
      shown.push(this.cardOf(talk));
    }
    for (const unsent of this.chat.unsent) shown.push(this.unsentLine(unsent));
    this.place(shown);
    this.welcome.hidden = this.lines.size > 0;
    if (wasAtEnd) this.element.scrollTop = this.element.scrollHeight;
  }

  scrollToEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  private lineOf(talk: Talk, message: Message): HTMLElement {
    const key = `${talk.id} ${message.id}`;
    const written = talk.written.get(message.id);
    const line = this.lines.get(key) ?? (written ? this.lines.get(written) : undefined)
      ?? this.makeLine(message.from, message.text, message.at);
    if (written && this.lines.delete(written)) line.querySelector(".state")?.remove();
    this.lines.set(key, line);
    return line;
  }

  private unsentLine({ id, text, at, sent, failed }: Unsent): HTMLElement {
    const { words } = this.language;
    let line = this.lines.get(id);
    if (!line) {
      line = this.makeLine("customer", text, at);
      line.append(h("div", { class: "state" }));
      this.lines.set(id, line);
    }
    const state = line.querySelector<HTMLElement>(".state")!;
    const now = failed ? "failed" : sent ? "sent" : "sending";
    if (state.dataset["now"] !== now) {
      state.dataset["now"] = now;
      state.replaceChildren(...(failed
        ? [words.notSent, " ", h("button", { type: "button", class: "link", click: () => this.chat.sayAgain(id) }, words.again)]
        : sent ? [] : [words.sending]));
    }
    return line;
  }

  private makeLine(from: Message["from"], text: string, at: string): HTMLElement {
    const { words, locale } = this.language;
    const who = { customer: words.you, agent: words.agent, system: words.notice }[from];
    const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(at));
    return h("div", { class: `line ${from}` },
      h("span", { class: "unseen" }, `${who}: `),
      h("p", { dir: "auto" }, text),
      h("time", { datetime: at }, time));
  }

  private cardOf(talk: Talk): HTMLElement {
    const card = this.cards.get(talk.id) ?? new RatingCard(this.chat, this.language.words);
    this.cards.set(talk.id, card);
    card.show(talk, talk === this.chat.newest);
    return card.element;
  }

  private place(shown: HTMLElement[]): void {
    const kept = new Set<Element>([this.welcome, ...shown]);
    for (const [key, line] of this.lines) {
      if (!kept.has(line)) this.lines.delete(key);
    }
    for (const child of [...this.element.children]) {
      if (!kept.has(child)) child.remove();
    }
    let before: Element = this.welcome;
    for (const line of shown) {
      if (before.nextElementSibling !== line) before.after(line);
      before = line;
    }
  }
}

/** Thanks for a comment after thanks for the rating says nothing new. */
function repeats(message: Message, previous: Message | undefined): boolean {
  return message.from === "system" && previous?.from === "system" && previous.text === message.text;
}
