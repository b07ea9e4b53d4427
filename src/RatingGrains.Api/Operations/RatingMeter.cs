namespace RatingGrains.Api.Operations;

/// <summary>Under this name the numbers of every part of the program leave together.</summary>
public static class RatingMeter
{
    public const string Name = "RatingGrains";
}
