using RatingGrains.Api.Http;

namespace RatingGrains.Api.Channels;

/// <summary>A web origin as browsers send it: scheme, host and port, nothing behind.</summary>
internal readonly record struct Origin(string Value)
{
    private const int LengthMax = 300;

    public static Origin? Read(Field field)
    {
        if (field.Text(LengthMax) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0 && uri.Host.Length > 0)
            return new Origin(uri.IdnHost.Contains(':')
                ? uri.GetLeftPart(UriPartial.Authority)
                : $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}");
        field.Report("Must be an origin like https://shop.example, without a path.");
        return null;
    }
}
