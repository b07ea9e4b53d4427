import type { Chat } from "../chat";
import type { Language } from "../words";
import { h, icon, say, set } from "./dom";
import { Timeline } from "./timeline";

/** The chat's window, and the button that opens it where it does not stand in the page itself. */
export class Panel {
  private readonly launcher: HTMLButtonElement;
  private readonly badge = h("span", { class: "badge", hidden: true });
  private readonly window: HTMLElement;
  private readonly timeline: Timeline;
  private readonly like: HTMLButtonElement;
  private readonly status = h("p", { class: "status", role: "status" });
  private readonly text: HTMLTextAreaElement;
  private isOpen = false;

  private static readonly textMax = 20_000;

  constructor(root: ShadowRoot, private readonly chat: Chat, private readonly language: Language, title: string,
    isInline: boolean) {
    const { words } = language;
    this.timeline = new Timeline(chat, language);
    this.launcher = h("button", {
      type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "window", "aria-label": words.open,
      hidden: isInline, click: () => this.toggle(),
    }, icon("chat"), this.badge);
    this.like = h("button", {
      type: "button", class: "icon", "aria-label": words.likeNow, title: words.likeNow, click: () => this.likeNow(),
    }, icon("like"));
    this.text = h("textarea", {
      id: "text", rows: "1", maxlength: `${Panel.textMax}`, placeholder: words.write,
      keydown: (event: KeyboardEvent) => this.pressed(event), input: () => this.grow(),
    });
    this.window = h("section", {
      id: "window", class: "window", role: isInline ? "region" : "dialog", "aria-label": title, hidden: !isInline,
      keydown: (event: KeyboardEvent) => { if (event.key === "Escape" && !isInline) this.close(); },
    },
    h("header", {}, h("h1", {}, title), this.like, h("button", {
      type: "button", class: "icon", "aria-label": words.close, title: words.close, hidden: isInline, click: () => this.close(),
    }, icon("close"))),
    this.timeline.element,
    this.status,
    h("form", { class: "composer", submit: (event: Event) => this.send(event) },
      h("label", { for: "text", class: "unseen" }, words.write), this.text,
      h("button", { class: "send", "aria-label": words.send, title: words.send }, icon("send"))));
    root.append(this.window, this.launcher);
    if (isInline) this.begin();
    this.show();
  }

  show(): void {
    const { words } = this.language;
    this.timeline.show();
    const { now, rating } = this.chat.newest ?? {};
    const hasLiked = now?.customerRating?.value === "like" && !["closing", "closed", "spam"].includes(now.status);
    this.like.hidden = !(now?.ratingRight === "during" || hasLiked);
    set(this.like, { "aria-pressed": `${hasLiked}`, "aria-disabled": `${!!rating}` });
    say(this.status, {
      new: "", starting: words.starting, refused: words.refused, unreachable: words.unreachable,
      open: this.chat.isConnected ? "" : this.chat.hasBeenConnected ? words.offline : words.starting,
    }[this.chat.standing]);
    if (this.isOpen && !document.hidden) this.chat.see();
    const { unseen } = this.chat;
    this.badge.hidden = unseen === 0;
    say(this.badge, unseen > 9 ? "9+" : `${unseen}`);
    set(this.launcher, { "aria-label": unseen ? `${words.open}. ${words.unseen}: ${unseen}` : words.open });
  }

  private toggle(): void {
    if (this.isOpen) return this.close();
    this.window.hidden = false;
    set(this.launcher, { "aria-expanded": "true" });
    this.begin();
    this.show();
    this.timeline.scrollToEnd();
    this.text.focus();
  }

  private begin(): void {
    this.isOpen = true;
    void this.chat.start();
  }

  private close(): void {
    this.isOpen = false;
    this.window.hidden = true;
    set(this.launcher, { "aria-expanded": "false" });
    this.launcher.focus();
  }

  private pressed(event: KeyboardEvent): void {
    // Enter also ends a word that is being composed, in scripts that are typed so.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
  }

  private send(event: Event): void {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.grow();
    this.chat.say(text);
    this.timeline.scrollToEnd();
    this.text.focus();
  }

  private grow(): void {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
  }

  private likeNow(): void {
    const talk = this.chat.newest;
    if (talk?.now && !talk.rating && talk.now.customerRating?.value !== "like") void this.chat.rate(talk, "like");
  }
}
