using RatingGrains.Browser;

namespace RatingGrains.Widget;

[Collection(InBrowser.Name)]
public sealed class When_a_page_speaks_a_language(Chromium chromium)
{
    [WebTheory]
    [InlineData("en", "Open the chat", "Your message", "Like", "Rate later")]
    [InlineData("ru", "Открыть чат", "Ваше сообщение", "Нравится", "Оценить позже")]
    [InlineData("it-CH", "Apri la chat", "Il tuo messaggio", "Mi piace", "Più tardi")]
    [InlineData("es-MX", "Abrir el chat", "Tu mensaje", "Me gusta", "Más tarde")]
    public async Task the_widget_speaks_it(string language, string open, string write, string like, string later)
    {
        await using var shop = await Shop.OpenAsync(chromium, language: language);

        await shop.Chat.Button(open).ClickAsync();
        await shop.Chat.Page.GetByLabel(write, new() { Exact = true }).FillAsync("Hello");
        await shop.Chat.Page.Keyboard.PressAsync("Enter");
        var conversation = await shop.NewestAsync();
        await shop.Centre.AcceptAsync(conversation, "anna");
        await shop.Centre.FinishAsync(conversation);

        await shop.Chat.Button(later).ShowsAsync();
        await shop.Chat.Button(like).ClickAsync();
        await shop.IsRatedAsync(conversation, "like");
    }

    [WebFact]
    public async Task a_page_in_another_language_leaves_it_to_the_browser()
    {
        await using var shop = await Shop.OpenAsync(
            chromium, language: "fr", visitor: new() { Locale = "es-ES" });

        await shop.Chat.Button("Abrir el chat").ShowsAsync();
    }
}
