namespace RatingGrains.Wire;

public sealed class What_silos_agree_on
{
    /// <summary>Silos of two versions run side by side during an upgrade. Where this fails, read what differs as a change
    /// of an API: what is new may be added, what is there stays. Then copy the received file over the approved one.</summary>
    [Fact]
    public void Is_what_was_approved()
    {
        var approved = Path.Combine(Root(), "silo", "OrleansContracts.txt");
        var received = Contracts.Write();
        var file = Path.Combine(AppContext.BaseDirectory, "OrleansContracts.received.txt");
        File.WriteAllText(file, received);
        Assert.True(
            File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == received,
            $"The contracts differ: diff {approved} {file}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RatingGrains.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("RatingGrains.sln");
        return folder.FullName;
    }
}
