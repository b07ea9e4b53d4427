import type { RatingValue } from "../api";
import type { Chat } from "../chat";
import type { Talk } from "../reading";
import type { Words } from "../words";
import { h, icon, say, set } from "./dom";

/** The request for a rating, and what became of it. Its parts stay and are shown or hidden, so that the focus stays
 * where it is. */
export class RatingCard {
  readonly element: HTMLElement;
  private readonly title: HTMLElement;
  private readonly values: Record<RatingValue, HTMLButtonElement>;
  private readonly later: HTMLButtonElement;
  private readonly unfold: HTMLButtonElement;
  private readonly hint = h("p", { class: "hint" });
  private readonly comment: HTMLTextAreaElement;
  private readonly more: HTMLDetailsElement;
  private readonly quote = h("blockquote", { dir: "auto" });
  private readonly buttons: HTMLElement;
  private talk!: Talk;
  private isUnfolded = false;

  /** Every title has an id of its own. */
  private static made = 0;
  private static readonly commentMax = 10_000;

  constructor(private readonly chat: Chat, private readonly words: Words) {
    const id = `comment-${++RatingCard.made}`;
    this.title = h("h2", { id: `rating-${RatingCard.made}` });
    this.values = { like: this.button("like"), dislike: this.button("dislike") };
    this.later = h("button", { type: "button", class: "link", click: () => this.postpone() }, words.later);
    this.unfold = h("button", { type: "button", click: () => this.openAgain() }, words.rate);
    this.buttons = h("div", { class: "values" }, this.values.like, this.values.dislike, this.later);
    this.comment = h("textarea", { id, rows: "2", maxlength: `${RatingCard.commentMax}` });
    this.more = h("details", {}, h("summary", {}, words.comment), h("form", { submit: (event: Event) => this.send(event) },
      h("label", { for: id }, words.commentLabel), this.comment, h("button", {}, words.commentSend)));
    this.element = h("section", { class: "card", hidden: true, "aria-labelledby": this.title.id },
      this.title, this.buttons, this.quote, this.more, this.unfold, this.hint);
  }

  show(talk: Talk, isNewest: boolean): void {
    this.talk = talk;
    const { now, tooLate } = talk;
    if (!now) return;
    const { ratingRight: right, customerRating: rating, ratingRequest: request } = now;
    const isOpen = right === "answer" || right === "change";
    const isLater = right === "answer" && request.state === "later" && !this.isUnfolded;
    const isWithdrawn = isNewest && !rating && request.state === "withdrawn" && request.reason === "customerWroteOn"
      && right !== "over";
    const isTooLate = right === "over" && !rating && now.status !== "spam";
    const isShown = isOpen || !!rating || isWithdrawn || isTooLate;
    if (this.element.hidden === isShown) this.element.hidden = !isShown;
    if (!isShown) return;

    say(this.title, rating ? `${this.words.rated}: ${this.words[rating.value]}` : this.words.rate);
    this.title.hidden = isLater || isWithdrawn || isTooLate;
    this.buttons.hidden = !isOpen || isLater;
    this.later.hidden = right !== "answer";
    this.unfold.hidden = !isLater;
    this.more.hidden = right !== "change";
    this.quote.hidden = !rating?.comment;
    say(this.quote, rating?.comment ?? "");
    say(this.hint, isTooLate || tooLate ? tooLate || this.words.tooLate
      : isWithdrawn ? this.words.withdrawn
      : right === "change" ? this.words.change : "");
    for (const value of ["like", "dislike"] as const) {
      set(this.values[value], { "aria-pressed": `${rating?.value === value}`, "aria-disabled": `${!!talk.rating}` });
    }
  }

  private button(value: RatingValue): HTMLButtonElement {
    return h("button", { type: "button", class: value, click: () => this.rate(value) }, icon(value), this.words[value]);
  }

  private rate(value: RatingValue): void {
    if (this.talk.rating || this.talk.now?.customerRating?.value === value) return;
    this.more.open = true;
    void this.chat.rate(this.talk, value);
  }

  private send(event: Event): void {
    event.preventDefault();
    const rating = this.talk.now?.customerRating;
    if (!rating || this.talk.rating || !this.comment.value.trim()) return;
    void this.chat.rate(this.talk, rating.value, this.comment.value.trim());
    this.more.open = false;
    this.more.querySelector("summary")!.focus();
  }

  private postpone(): void {
    this.isUnfolded = false;
    void this.chat.rateLater(this.talk).then(() => {
      // Only what hid the button it was on may move the focus, not whoever writes by now.
      if (!(this.element.getRootNode() as ShadowRoot).activeElement) this.unfold.focus();
    });
  }

  private openAgain(): void {
    this.isUnfolded = true;
    this.show(this.talk, true);
    this.values.like.focus();
  }
}
