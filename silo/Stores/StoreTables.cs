namespace RatingGrains.Silo.Stores;

/// <summary>The statements that make the tables.</summary>
internal static class StoreTables
{
    /// <param name="bytes">What this database calls a column of bytes.</param>
    public static string Script(string bytes) => Read("Stores.Tables.sql").Replace("{bytes}", bytes);

    /// <param name="name">Of a file in this project, with dots between its folders.</param>
    public static string Read(string name)
    {
        using var stream = typeof(StoreTables).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
