namespace RatingGrains.Simulation;

/// <summary>Something that must hold at any time does not.</summary>
internal sealed class Broken(string problem) : Exception(problem);
