using RatingGrains.Embedded.Host;

return await RatingHost.RunAsync(args);
