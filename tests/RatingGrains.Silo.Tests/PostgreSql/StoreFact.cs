using System.ComponentModel;
using RatingGrains.Faults;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace RatingGrains.Silo.PostgreSql;

/// <summary>A fact that is skipped, and says so, in classes that need a server where there is none.</summary>
[XunitTestCaseDiscoverer("RatingGrains.Silo.PostgreSql.StoreFactDiscoverer", "RatingGrains.Silo.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>The class needs a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgreSqlAttribute : Attribute;

/// <summary>The class needs an nginx.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BehindNginxAttribute : Attribute;

public sealed class StoreFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions options, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new StoreTestCase(sink, TestMethodDisplay.ClassAndMethod, testMethod)];
}

public sealed class StoreTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called when it is read back; not for use.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink sink, TestMethodDisplay display, ITestMethod method)
        : base(sink, display, TestMethodDisplayOptions.None, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        (Has<OnPostgreSqlAttribute>() ? PostgreSqlServer.Absent : null) ?? (Has<BehindNginxAttribute>() ? Nginx.Absent : null);

    private bool Has<TAttribute>() => TestMethod.TestClass.Class.GetCustomAttributes(typeof(TAttribute)).Any();
}
