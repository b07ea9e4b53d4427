using System.Data.Common;
using System.Globalization;

namespace RatingGrains.Sql;

/// <summary>Statements that are too rare to be kept prepared. Parameters are <c>@p1</c>, <c>@p2</c>, …</summary>
public static class DbCommands
{
    public static DbCommand With(this DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i + 1}");
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <returns>The rows that changed.</returns>
    public static int Run(this DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.With(sql, values);
        return command.ExecuteNonQuery();
    }
}
