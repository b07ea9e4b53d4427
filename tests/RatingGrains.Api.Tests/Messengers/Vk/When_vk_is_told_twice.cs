namespace RatingGrains.Api.Messengers.Vk;

public sealed class When_vk_is_told_twice
{
    [Fact]
    public async Task It_can_tell_a_repeat_by_its_number()
    {
        var vk = new TestedVk();
        await using var host = await MessengerHost.StartAsync(vk);
        var id = await host.OpenedAsync();
        host.Api.Prepare(vk.Hiccup, vk.Hiccup, vk.Hiccup);

        await host.AnswerAsync(id);
        await host.SentAsync(1);
        await host.AnswerAsync(id, "And another.");
        await host.SentAsync(2);

        var numbers = host.Api.Calls.Select(call => TestedVk.Form(call)["random_id"]).ToArray();
        Assert.Equal(5, numbers.Length);
        Assert.Single(numbers[..4].Distinct());
        Assert.NotEqual(numbers[3], numbers[4]);
    }
}
