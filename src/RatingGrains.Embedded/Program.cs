using RatingGrains.Embedded.Demo;
using RatingGrains.Embedded.Host;

return args is [DemoCommand.Name, ..] ? await DemoCommand.RunAsync(args[1..]) : await RatingHost.RunAsync(args);
