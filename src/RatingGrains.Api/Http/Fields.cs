using System.Text.Json;
using RatingGrains.Api.Keys;

namespace RatingGrains.Api.Http;

/// <summary>The fields of one object of a body. What nobody asked for when reading is over is unknown.</summary>
internal sealed class Fields
{
    private readonly FieldErrors _errors;
    private readonly string _path;
    private readonly JsonElement _object;
    private readonly List<string> _asked = new(8);
    private int _found;

    private Fields(FieldErrors errors, Caller caller, string path, JsonElement value) =>
        (_errors, Caller, _path, _object) = (errors, caller, path, value);

    /// <summary>Who sent it: what one must say, another's token says already.</summary>
    public Caller Caller { get; }

    public Field this[string name]
    {
        get
        {
            _asked.Add(name);
            if (_object.TryGetProperty(name, out var value))
                _found++;
            return new Field(this, PathOf(name), value);
        }
    }

    /// <summary>A rule over several fields is broken; named by the field that a caller would mend.</summary>
    public void Report(string name, string problem) => _errors.Add(PathOf(name), problem);

    /// <summary>Reads the whole body.</summary>
    public static T Read<T>(FieldErrors errors, Caller caller, JsonElement root, Func<Fields, T> read) =>
        new Fields(errors, caller, "", root).Read(read);

    /// <summary>Reads an object inside this one.</summary>
    public T Read<T>(string path, JsonElement value, Func<Fields, T> read) =>
        new Fields(_errors, Caller, path, value).Read(read);

    public void ReportAt(string path, string problem) => _errors.Add(path, problem);

    private T Read<T>(Func<Fields, T> read)
    {
        var result = read(this);
        if (_found < _object.GetPropertyCount())
            ReportUnknown();
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
