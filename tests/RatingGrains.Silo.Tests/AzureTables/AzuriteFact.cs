using RatingGrains.Silo.PostgreSql;

namespace RatingGrains.AzureTables;

/// <summary>Needs Azurite: where there is none the test is skipped, and says why.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = AzuriteServer.Absent;
}

/// <summary>Needs Azurite, and PostgreSQL for the read side of whole silos.</summary>
public sealed class AzuriteClusterFactAttribute : FactAttribute
{
    public AzuriteClusterFactAttribute() => Skip = AzuriteServer.Absent ?? PostgreSqlServer.Absent;
}

public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = AzuriteServer.Absent;
}
