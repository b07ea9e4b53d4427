import { RatingChat } from "./element";

// <script src="https://host/widget.js" data-channel="web" async></script>
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  RatingChat.base = new URL(".", script.src).href;
  if (!customElements.get("rating-chat")) customElements.define("rating-chat", RatingChat);
  const { channel, ...settings } = script.dataset;
  if (channel) {
    const chat = document.createElement("rating-chat");
    chat.setAttribute("channel", channel);
    for (const name of ["locale", "name", "heading"]) {
      const value = settings[name];
      if (value) chat.setAttribute(name, value);
    }
    // An async script may come before there is a body.
    if (document.body) document.body.append(chat);
    else addEventListener("DOMContentLoaded", () => document.body.append(chat));
  }
}
