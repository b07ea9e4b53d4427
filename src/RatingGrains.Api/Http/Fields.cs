using System.Text.Json;

namespace RatingGrains.Api.Http;

/// <summary>The fields of one object of a body. What nobody asked for when reading is over is unknown.</summary>
internal sealed class Fields
{
    private readonly FieldErrors _errors;
    private readonly string _path;
    private readonly JsonElement _object;
    private readonly List<string> _asked = new(8);
    private int _found;

    private Fields(FieldErrors errors, string path, JsonElement value) =>
        (_errors, _path, _object) = (errors, path, value);

    public Field this[string name]
    {
        get
        {
            _asked.Add(name);
            if (_object.TryGetProperty(name, out var value))
                _found++;
            return new Field(_errors, PathOf(name), value);
        }
    }

    /// <summary>A rule over several fields is broken; named by the field that a caller would mend.</summary>
    public void Report(string name, string problem) => _errors.Add(PathOf(name), problem);

    public static T Read<T>(FieldErrors errors, string path, JsonElement value, Func<Fields, T> read)
    {
        var fields = new Fields(errors, path, value);
        var result = read(fields);
        if (fields._found < value.GetPropertyCount())
            fields.ReportUnknown();
        return result;
    }

    private void ReportUnknown()
    {
        foreach (var property in _object.EnumerateObject())
        {
            if (!_asked.Contains(property.Name))
                _errors.Add(PathOf(property.Name), "Unknown field.");
        }
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
