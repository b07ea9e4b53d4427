namespace RatingGrains.Bench.Scale;

/// <summary>What customers are called and what people say, in a spread that gives searches and indexes work.</summary>
internal sealed class Words(Random random)
{
    private static readonly string[] FirstNames =
    [
        "Anna", "Boris", "Carla", "Dmitri", "Elena", "Fabio", "Giulia", "Hugo", "Inés", "Jan", "Katja", "Luis", "Maria",
        "Nikolai", "Olga", "Pablo", "Renata", "Sofia", "Timur", "Ursula", "Victor", "Wanda", "Ximena", "Yuri", "Zoë",
        "Agnès", "Björn", "Chloé", "Diego", "Esra", "Frida", "Gaspar", "Hélène", "Igor", "Jürgen", "Kirill",
    ];

    private static readonly string[] Stems =
    [
        "Petr", "Ivan", "Alex", "Serg", "Mor", "Ross", "Bianch", "Ferr", "Garc", "Lop", "Mart", "Rodr", "Sanch", "Gom",
        "Fern", "Kov", "Novak", "Dvor", "Horv", "Szab", "Nagy", "Balog", "Jans", "Peters", "Carls", "Lind", "Berg",
        "Holm", "Strand", "Dal", "Vogel", "Schneid", "Weber", "Keller", "Braun", "Wolf", "Kuhn", "Baum", "Stein",
        "Hart", "Winter", "Sommer", "Fuchs", "Lang", "Kurz", "Melnik", "Bondar", "Shev", "Tkach", "Krav", "Sid", "Kuzn", "Pop",
        "Sokol", "Leb", "Zait", "Vasil", "Mikh", "Fedor", "Grigor",
    ];

    private static readonly string[] Endings =
    [
        "ov", "ova", "enko", "sky", "ski", "ska", "ez", "es", "i", "ini", "etti", "er", "mann", "son", "sen", "gren",
        "quist", "ic", "ich", "uk", "chuk", "yan", "idze", "oglu", "escu",
    ];

    private static readonly string[] Good =
    [
        "Thank you", "very quick", "everything was solved", "friendly as always", "the agent knew the answer",
        "much better than last time", "I will recommend you", "clear and patient", "great service",
    ];

    private static readonly string[] Bad =
    [
        "I waited for an hour", "nobody read what I wrote", "the answer was wrong", "my parcel is still missing",
        "I was passed from one to another", "the refund never came", "rude", "I had to repeat everything",
        "nothing was solved", "the link did not work",
    ];

    private static readonly string[] Topics =
    [
        "my order", "the invoice", "a refund", "the delivery", "my password", "the app", "a discount", "the warranty",
        "a broken part", "the contract", "my account", "an appointment",
    ];

    private static readonly string[] Reviews =
    [
        "Greeting is missing", "good tone", "the cause was not asked for", "should have offered a call back",
        "solved in one go", "the rule on refunds was wrong", "to be discussed on Monday", "an example for others",
    ];

    public string Surname() => Pick(Stems) + Pick(Endings);

    public string Name() => $"{Pick(FirstNames)} {Surname()}";

    public string Question() => $"Hello, I have a question about {Pick(Topics)} number {random.Next(999_999)}.";

    public string Answer() => $"Hello, I am looking into {Pick(Topics)} for you and will tell you what I find.";

    public string? Comment(bool liked) => random.Next(100) < (liked ? 15 : 45) ? Sentence(liked ? Good : Bad) : null;

    public string? Review() => random.Next(2) == 0 ? Sentence(Reviews) : null;

    private string Sentence(string[] parts) => $"{Pick(parts)}, {Pick(parts)}. {Pick(Topics)} {random.Next(1000)}.";

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
