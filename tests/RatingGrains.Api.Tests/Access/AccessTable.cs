namespace RatingGrains.Api.Access;

/// <summary>Who gets what from each route; the contract's table, written out.</summary>
internal static class AccessTable
{
    // One conversation of the channel web is held by Anna of the team support; the channel lists Anna and Carl.
    // bos: a supervisor without a team; led: one of Anna's team; riv: one of another team. ann, car, eve: agents, of
    // whom the channel does not list Eve. wir: the channel's connector; ali: another channel's. vie: a viewer. cus: the
    // customer of the conversation; bob: of another one; gue: a visitor of the channel with a thread of his own.
    private const string Table = """
    when  method path                                         adm bos led riv ann car eve wir ali vie cus bob gue non
    none  POST   keys                                         201 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    me                                           200 200 200 200 200 200 200 200 200 200 403 403 403 401
    none  GET    keys                                         200 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  DELETE keys/{id}                                    404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  POST   signing-keys/rotate                          204 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  PUT    agents/{agentId}                             200 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    agents/{agentId}                             200 200 200 200 200 200 200 403 403 200 403 403 403 401
    none  GET    agents                                       200 200 200 200 200 200 200 403 403 200 403 403 403 401
    none  PUT    channels/{channelId}                         200 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    channels/{channelId}                         200 200 200 200 200 200 404 200 404 200 403 403 403 401
    none  GET    channels                                     200 200 200 200 200 200 200 200 200 200 403 403 403 401
    none  POST   channels/{channelId}/messages                200 403 403 403 403 403 403 200 404 403 403 403 403 401
    none  GET    channels/{channelId}/events                  200 403 403 403 403 403 403 200 404 403 403 403 200 401
    asked POST   channels/{channelId}/events/{eventId}/result 200 403 403 403 403 403 403 200 404 403 403 403 403 401
    none  POST   channels/{channelId}/visitors                201 201 201 201 201 201 201 201 201 201 201 201 201 201
    held  GET    conversations/{id}                           200 200 200 404 200 404 404 200 404 403 200 404 404 401
    held  GET    conversations/{id}/messages                  200 200 200 404 200 404 404 200 404 403 200 404 404 401
    held  GET    conversations/{id}/history                   200 200 200 404 200 404 404 403 403 403 403 403 403 401
    free  POST   conversations/{id}/accept                    200 200 200 404 200 403 404 403 403 403 403 403 403 401
    held  POST   conversations/{id}/messages                  200 403 403 403 200 404 404 403 403 403 403 403 403 401
    held  POST   conversations/{id}/transfer                  200 200 200 404 200 404 404 403 403 403 403 403 403 401
    held  POST   conversations/{id}/finish                    200 200 200 404 200 404 404 403 403 403 403 403 403 401
    held  POST   conversations/{id}/spam                      200 200 200 404 200 404 404 403 403 403 403 403 403 401
    held  POST   conversations/{id}/customer-token            201 201 201 404 201 404 404 201 404 403 403 403 403 401
    asked PUT    conversations/{id}/customer-rating           403 403 403 403 403 403 403 403 403 403 200 404 404 401
    asked POST   conversations/{id}/customer-rating/later     403 403 403 403 403 403 403 403 403 403 200 404 404 401
    held  PUT    conversations/{id}/supervisor-rating         200 200 200 404 403 403 403 403 403 403 403 403 403 401
    none  GET    conversations                                200 200 200 200 200 200 200 403 403 403 403 403 403 401
    none  GET    conversations/export                         200 200 200 200 200 200 200 403 403 403 403 403 403 401
    none  GET    agents/{agentId}/summary                     200 200 200 403 200 403 403 403 403 200 403 403 403 401
    none  GET    channels/{channelId}/summary                 200 200 200 200 403 403 403 403 403 200 403 403 403 401
    none  GET    agents/{agentId}/days                        200 200 200 403 200 403 403 403 403 200 403 403 403 401
    none  GET    channels/{channelId}/days                    200 200 200 200 403 403 403 403 403 200 403 403 403 401
    none  GET    days                                         200 200 200 200 403 403 403 403 403 200 403 403 403 401
    none  GET    agents/{agentId}/notifications               200 403 403 403 200 403 403 403 403 403 403 403 403 401
    none  GET    agents/{agentId}/waiting                     200 403 403 403 200 403 403 403 403 403 403 403 403 401
    none  POST   agents/{agentId}/notifications/read          403 403 403 403 200 403 403 403 403 403 403 403 403 401
    none  GET    agents/{agentId}/events                      200 403 403 403 200 403 403 403 403 403 403 403 403 401
    none  POST   webhooks                                     201 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    webhooks                                     200 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    webhooks/{webhookId}                         404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  PUT    webhooks/{webhookId}                         404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  DELETE webhooks/{webhookId}                         404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  POST   webhooks/{webhookId}/secret                  404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  POST   webhooks/{webhookId}/test                    404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    webhooks/{webhookId}/health                  404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  POST   webhooks/{webhookId}/replay                  404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    webhooks/{webhookId}/deliveries              404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  POST   webhooks/{webhookId}/deliveries/{deliveryId}/replay 404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    parked                                       200 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  POST   parked/{id}/retry                            404 403 403 403 403 403 403 403 403 403 403 403 403 401
    none  GET    /health/live                                 200 200 200 200 200 200 200 200 200 200 200 200 200 200
    none  GET    /health/ready                                200 200 200 200 200 200 200 200 200 200 200 200 200 200
    none  GET    /rest/{**path}                               401 401 401 401 401 401 401 401 401 401 401 401 401 401
    none  POST   /rest/{**path}                               401 401 401 401 401 401 401 401 401 401 401 401 401 401
    none  OPTIONS /rest/{**path}                              200 200 200 200 200 200 200 200 200 200 200 200 200 200
    none  GET    /oauth/token                                 400 400 400 400 400 400 400 400 400 400 400 400 400 400
    none  POST   /oauth/token                                 400 400 400 400 400 400 400 400 400 400 400 400 400 400
    none  GET    /openapi/{documentName}.json                 200 200 200 200 200 200 200 200 200 200 200 200 200 200
    """;

    private const int ColumnsBefore = 3;

    private static readonly string[][] Cells =
        [.. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public static IReadOnlyList<string> Callers { get; } = Cells[0][ColumnsBefore..];

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        .. Cells[1..].Select(cells => new AccessRow(
            Enum.Parse<Situation>(cells[0], ignoreCase: true), cells[1], cells[2],
            [.. cells[ColumnsBefore..].Select(int.Parse)])),
    ];
}

/// <param name="Expected">A status for each caller.</param>
internal sealed record AccessRow(Situation Situation, string Method, string Path, int[] Expected)
{
    public string Route => $"{Method} {(Path[0] == '/' ? Path : "/api/v1/" + Path)}";
}

/// <summary>What the conversation must be before each call.</summary>
internal enum Situation
{
    /// <summary>The route is about none.</summary>
    None,

    /// <summary>Nobody holds it.</summary>
    Free,

    /// <summary>Anna holds it.</summary>
    Held,

    /// <summary>Its customer was asked for a rating.</summary>
    Asked,
}
