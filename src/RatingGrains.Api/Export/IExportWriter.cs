namespace RatingGrains.Api.Export;

/// <summary>A file format of the export, fed cell by cell; null is an empty cell. Writes do not wait for
/// whoever reads.</summary>
internal interface IExportWriter : IDisposable
{
    void Text(string? value);

    void Number(long? value);

    void Moment(DateTimeOffset? value);

    void EndRow();

    /// <summary>Ends the file. One that was not ended does not open as a whole one.</summary>
    void Complete();
}
