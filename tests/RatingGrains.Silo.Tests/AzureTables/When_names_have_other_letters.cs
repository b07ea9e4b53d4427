using RatingGrains.Conversations;

namespace RatingGrains.AzureTables;

/// <summary>Messengers name customers as they like; a key in an Azure table has other rules.</summary>
public sealed class When_names_have_other_letters : AzuriteTest
{
    [AzuriteFact]
    public async Task Each_customer_has_a_dialogue_of_its_own()
    {
        string[] customers =
        [
            "a_b", "a/b", @"a\b", "a#b", "a?b", "a%b", "a%2Fb", "a b", "a'b", "a\"b", "a|b", "Żółć", "鳩", "🕊", "A_B",
            new string('ж', 180), new string('a', 179) + "/", new string('a', 179) + "_",
        ];
        var opened = new Dictionary<string, ConversationId>();
        foreach (var customer in customers)
            opened.Add(customer, await OpenAsync(customer));
        Assert.Equal(customers.Length, opened.Values.Distinct().Count());

        // Nothing of them is in memory now: each is read from its row.
        await Task.WhenAll(customers.Select(customer =>
            Shell.Cluster.DeactivateAsync(GrainId.Create("thread", ThreadOf(customer).Value))));
        foreach (var customer in customers)
        {
            var again = await Shell.Engine.ReceiveAsync(ThreadOf(customer), Text("And then?"), default);
            Assert.Equal(opened[customer], again.Conversation);
            Assert.Equal(2, (await StateAsync(opened[customer])).Messages);
        }
    }
}
