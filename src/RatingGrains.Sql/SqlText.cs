using System.Data.Common;
using System.Globalization;
using System.Text;

namespace RatingGrains.Sql;

/// <summary>A statement in the making: text and numbered parameters, so that no value is ever part of the text.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<object> _values = [];

    public SqlText Add(string sql)
    {
        _text.Append(sql);
        return this;
    }

    /// <summary>The name of a new parameter.</summary>
    public string Value(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_values.Count}");
    }

    /// <summary>The names of new parameters, between commas.</summary>
    public string Values<T>(IEnumerable<T> values, Func<T, object> map) => string.Join(',', values.Select(v => Value(map(v))));

    public DbCommand CommandOn(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = _text.ToString();
        for (var i = 0; i < _values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i + 1}");
            parameter.Value = _values[i];
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
