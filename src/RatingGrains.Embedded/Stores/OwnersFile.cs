using System.Text;

namespace RatingGrains.Embedded.Stores;

/// <summary>A small file that only its owner may read.</summary>
internal static class OwnersFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="InvalidDataException">The file is there and is not what it should be.</exception>
    public static T ReadOrMake<T>(string path, Func<string> make, Func<string, T> parse)
    {
        if (!File.Exists(path))
            Write(path, make());
        try
        {
            return parse(File.ReadAllText(path).Trim());
        }
        catch (FormatException damaged)
        {
            throw new InvalidDataException($"'{path}' is damaged", damaged);
        }
    }

    /// <summary>On the disk, and whole, when this returns: the database will depend on it.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var draft = path + ".new";
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text + Environment.NewLine));
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
