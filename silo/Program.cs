using RatingGrains.Silo.Hosting;

return await SiloHost.RunAsync(args);
