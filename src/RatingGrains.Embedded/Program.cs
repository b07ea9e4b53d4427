using RatingGrains.Embedded.Host;

await RatingHost.Build(args).RunAsync();
