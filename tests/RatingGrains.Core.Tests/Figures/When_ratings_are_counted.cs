using static RatingGrains.Conversations.RatingValue;

namespace RatingGrains.Figures;

public sealed class When_ratings_are_counted
{
    [Fact]
    public void nothing_to_count_gives_null_and_never_nought()
    {
        var figure = Figure.Of(new Counts());

        Assert.Equal((0, 0, 0), (figure.Conversations, figure.Likes, figure.Dislikes));
        Assert.Null(figure.LikeShare);
        Assert.Null(figure.LikeShareLow);
        Assert.Null(figure.LikeShareHigh);
        Assert.Null(figure.StarsMean);
        Assert.Equal<long>([0, 0, 0, 0, 0], figure.Stars);
    }

    [Fact]
    public void likes_dislikes_and_stars_are_what_they_say()
    {
        var figure = Figure.Of(Counts(
            (FigureKind.Conversation, 9), (FigureKind.Like, 3), (FigureKind.Dislike, 1), (FigureKind.OneStar, 1),
            (FigureKind.FourStars, 2), (FigureKind.FiveStars, 1)));

        Assert.Equal((9, 3, 1), (figure.Conversations, figure.Likes, figure.Dislikes));
        Assert.Equal(0.75, figure.LikeShare);
        Assert.Equal<long>([1, 0, 0, 2, 1], figure.Stars);
        Assert.Equal(3.5, figure.StarsMean);
    }

    [Theory]
    [InlineData(3, 3, 0.43850, 1)]
    [InlineData(180, 190, 0.90584, 0.97116)]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(5, 10, 0.23659, 0.76341)]
    public void the_interval_is_wilsons(long likes, long total, double low, double high)
    {
        var interval = Wilson.Interval(likes, total)!.Value;

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void three_of_three_do_not_beat_180_of_190() =>
        Assert.True(Wilson.Interval(3, 3)!.Value.Low < Wilson.Interval(180, 190)!.Value.Low);

    [Fact]
    public void the_interval_stays_within_nought_and_one_and_around_the_share()
    {
        for (var total = 1; total <= 60; total++)
        {
            for (var likes = 0; likes <= total; likes++)
            {
                var (low, high) = Wilson.Interval(likes, total)!.Value;
                var share = (double)likes / total;
                Assert.InRange(low, 0, share + 1e-12);
                Assert.InRange(high, share - 1e-12, 1);
            }
        }
    }

    [Fact]
    public void a_conversation_contributes_a_finish_a_like_and_stars_each_to_its_agent()
    {
        var story = Conversation.Asked().Given(TransfersTo(Boris)).After(Minute).Given(Types("1"), Reviews(2));

        Assert.Equal(
            new Standing(
                new(Anna, Noon, FigureKind.Conversation),
                new(Anna, Noon + Minute, FigureKind.Like),
                new(Anna, Noon + Minute, FigureKind.TwoStars)),
            Standing.Of(story.State));
    }

    [Theory]
    [InlineData(1, "OneStar"), InlineData(2, "TwoStars"), InlineData(3, "ThreeStars"), InlineData(4, "FourStars")]
    [InlineData(5, "FiveStars")]
    public void each_number_of_stars_has_its_kind(int stars, string kind) =>
        Assert.Equal(kind, Standing.Of(Conversation.Held().Given(Reviews(stars)).State).Supervisor!.Value.Kind.ToString());

    [Fact]
    public void a_comment_alone_contributes_no_stars() =>
        Assert.Null(Standing.Of(Conversation.Held().Given(Reviews(null, "Look")).State).Supervisor);

    [Fact]
    public void an_open_conversation_is_not_among_the_finished() => Assert.Null(Standing.Of(Conversation.Held().State).Finish);

    [Fact]
    public void a_change_of_mind_moves_the_rating_and_adds_none()
    {
        var asked = Conversation.Asked(LiveChat);
        var changes = new FigureChanges();
        var before = Standing.Of(asked.State);
        foreach (var value in new[] { Like, Dislike })
        {
            var after = Standing.Of(asked.After(TimeSpan.FromHours(1)).Given(Taps(value)).State);
            changes.Move(Web, before, after);
            before = after;
        }

        Assert.Equal(0, At(changes, CellKey.AllTime)[(int)FigureKind.Like]);
        Assert.Equal(1, At(changes, CellKey.AllTime)[(int)FigureKind.Dislike]);
        Assert.Equal(0, At(changes, CellKey.QuarterOf(Noon.AddHours(1)))[(int)FigureKind.Like]);
        Assert.Equal(1, At(changes, CellKey.QuarterOf(Noon.AddHours(2)))[(int)FigureKind.Dislike]);
    }

    [Fact]
    public void what_did_not_change_writes_nothing()
    {
        var standing = Standing.Of(Conversation.Asked().Given(Types("1")).State);
        var changes = new FigureChanges();
        changes.Move(Web, standing, standing);
        Assert.Empty(changes.Cells);
    }

    [Fact]
    public void a_rating_writes_two_cells_however_many_there_are()
    {
        var asked = Conversation.Asked();
        var changes = new FigureChanges();
        changes.Move(Web, Standing.Of(asked.State), Standing.Of(asked.Given(Types("1")).State));
        Assert.Equal(2, changes.Cells.Count);
    }

    [Fact]
    public void what_nobody_held_is_counted_for_nobody()
    {
        var changes = new FigureChanges();
        changes.Move(Web, default, Standing.Of(Conversation.New().Given(SupervisorFinishes()).State));
        Assert.Equal(1, changes.Cells[new CellKey(Web, null, CellKey.AllTime)][(int)FigureKind.Conversation]);
    }

    private static Counts At(FigureChanges changes, long quarter) => changes.Cells[new CellKey(Web, Anna, quarter)];

    private static Counts Counts(params ReadOnlySpan<(FigureKind Kind, long Count)> kinds)
    {
        var counts = new Counts();
        foreach (var (kind, count) in kinds)
            counts[(int)kind] = count;
        var sum = new Counts();
        sum.Add(counts);
        return sum;
    }
}
