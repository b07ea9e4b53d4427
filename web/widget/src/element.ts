import { Chat } from "./chat";
import css from "./view/widget.css";
import { Panel } from "./view/panel";
import { languageOf } from "./words";

/** `<rating-chat channel="web">`. Attributes: `host`, where the API is, unless the script says it; `locale`; `name`, how
 * agents shall call the visitor; `heading`; `inline`, to stand in the page instead of over it. */
export class RatingChat extends HTMLElement {
  /** Where the script came from. */
  static base = "";
  private static styles: CSSStyleSheet | undefined;
  private chat: Chat | undefined;
  private announced = "";

  connectedCallback(): void {
    const channel = this.getAttribute("channel");
    if (!channel || this.chat) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Not a style element: the page's policy need not know of it.
    if (!RatingChat.styles) (RatingChat.styles = new CSSStyleSheet()).replaceSync(css);
    root.adoptedStyleSheets = [RatingChat.styles];
    const language = languageOf(this.getAttribute("locale"), document.documentElement.lang);
    this.lang = language.locale;
    const host = this.getAttribute("host");
    const name = this.getAttribute("name");
    let panel: Panel | undefined;
    this.chat = new Chat(host ? host.replace(/\/*$/, "/") : RatingChat.base, channel,
      { locale: language.locale, ...(name && { name }) }, () => {
      panel?.show();
      this.announce();
    });
    panel = new Panel(root, this.chat, language, this.getAttribute("heading") ?? language.words.chat,
      this.hasAttribute("inline"));
  }

  /** The page may want to know which conversation it is: the event `conversation`, with its id. */
  private announce(): void {
    const id = this.chat?.newest?.id;
    if (!id || id === this.announced) return;
    this.announced = id;
    this.dispatchEvent(new CustomEvent("conversation", { detail: id }));
  }

  disconnectedCallback(): void {
    this.chat?.end();
    this.chat = undefined;
    this.shadowRoot?.replaceChildren();
  }
}
