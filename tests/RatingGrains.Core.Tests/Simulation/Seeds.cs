using System.Globalization;

namespace RatingGrains.Simulation;

/// <summary>Plays seed after seed. What fails names its seed, and is played again to tell what came before it.</summary>
internal static class Seeds
{
    /// <summary>Where set, so many seeds instead, for longer runs than a build should take.</summary>
    private const string HowMany = "SIMULATION_SEEDS";

    /// <summary>Where set, the first seed; with one seed of one this plays a failure again.</summary>
    private const string From = "SIMULATION_FIRST_SEED";

    public static void Play(int first, int count, Action<int, Trace?> play)
    {
        first = Setting(From) ?? first;
        int? failed = null;
        Parallel.For(first, first + (Setting(HowMany) ?? count), (seed, loop) =>
        {
            try
            {
                play(seed, null);
            }
            catch (Exception)
            {
                failed = seed;
                loop.Stop();
            }
        });
        if (failed is { } again)
            PlayAgain(again, play);
    }

    private static void PlayAgain(int seed, Action<int, Trace?> play)
    {
        var trace = new Trace();
        try
        {
            play(seed, trace);
        }
        catch (Exception exception)
        {
            var problem = exception is Broken ? exception.Message : exception.ToString();
            Assert.Fail($"""
                Seed {seed}: {problem}
                Again: {From}={seed} {HowMany}=1. The last steps:
                {trace.Before(problem)}
                """);
        }
        Assert.Fail($"Seed {seed} failed and then did not: something in it is not chance.");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
