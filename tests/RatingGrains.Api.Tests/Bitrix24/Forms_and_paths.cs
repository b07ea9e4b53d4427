using RatingGrains.Api.Bitrix24.Methods;
using RatingGrains.Api.Bitrix24.Requests;

namespace RatingGrains.Api.Bitrix24;

public sealed class Forms_and_paths
{
    [Theory]
    [InlineData("a=1", """{"a":"1"}""")]
    [InlineData("a[b][0]=x&a[b][1]=y&a[c]=z", """{"a":{"b":["x","y"],"c":"z"}}""")]
    [InlineData("a[]=x&a[]=y", """{"a":["x","y"]}""")]
    [InlineData("a[3]=x&a[]=y", """{"a":{"3":"x","4":"y"}}""")]
    [InlineData("a%5Bb%5D=1+2%2B3", """{"a":{"b":"1 2\u002B3"}}""")]
    [InlineData("a[][b]=1&a[][b]=2", """{"a":[{"b":"1"},{"b":"2"}]}""")]
    [InlineData("a=1&A=2", """{"a":"1","A":"2"}""")]
    [InlineData("a=1&a[b]=2", """{"a":{"b":"2"}}""")]
    [InlineData("a[b=1", """{"a[b":"1"}""")]
    [InlineData("a[b]c=1", """{"a[b]c":"1"}""")]
    [InlineData("[a]=1", """{"[a]":"1"}""")]
    [InlineData("a&b=", """{"a":"","b":""}""")]
    [InlineData("&&", "[]")]
    [InlineData("%D1%8F=%F0%9F%91%8D", """{"\u044F":"\uD83D\uDC4D"}""")]
    [InlineData("filter[%3E%3DDATE_CREATE]=2026", """{"filter":{"\u003E=DATE_CREATE":"2026"}}""")]
    public void a_form_is_read_as_php_would(string form, string expected) =>
        Assert.Equal(expected, BracketedForm.Read(form)!.ToJson()!.ToJsonString());

    [Fact]
    public void what_lies_too_deep_is_not_read()
    {
        string Deep(int levels) => "a" + string.Concat(Enumerable.Repeat("[b]", levels)) + "=1";
        Assert.NotNull(BracketedForm.Read(Deep(BracketedForm.DepthMax - 1)));
        Assert.Null(BracketedForm.Read(Deep(BracketedForm.DepthMax)));
    }

    [Theory]
    [InlineData("profile", null, null, "profile", false)]
    [InlineData("Profile.JSON", null, null, "profile", false)]
    [InlineData("/server.time/", null, null, "server.time", false)]
    [InlineData("batch.xml", null, null, "batch", true)]
    [InlineData("1/abc/profile", 1L, "abc", "profile", false)]
    [InlineData("//12//Abc//imopenlines.config.get//", 12L, "Abc", "imopenlines.config.get", false)]
    [InlineData("1", 1L, "", "", false)]
    [InlineData("1/abc", 1L, "abc", "", false)]
    [InlineData("", null, null, "", false)]
    [InlineData(null, null, null, "", false)]
    [InlineData("a/b", null, null, "a/b", false)]
    public void a_path_names_its_caller_and_its_method(string? path, long? user, string? code, string method, bool asXml) =>
        Assert.Equal(new DoorPath(user, code, method, asXml), DoorPath.Read(path));

    [Theory]
    [InlineData("$result[list][0][ID]", "\"7\"")]
    [InlineData("$RESULT[LIST][0][id]", "\"7\"")]
    [InlineData("$result[list]", """[{"ID":"7"}]""")]
    [InlineData("$total[list]", "\"1\"")]
    [InlineData("line $result[list][0][ID]", "\"line 7\"")]
    [InlineData("$result[list][0][ID]-$total[list]", "\"7-1\"")]
    [InlineData("a list: $result[list]", "\"a list: \"")]
    [InlineData("$result[nothing]", null)]
    [InlineData("$result[list][0][nothing][more]", null)]
    [InlineData("no $ reference", "\"no $ reference\"")]
    [InlineData("$other[list]", "\"$other[list]\"")]
    public void a_reference_becomes_what_it_names(string text, string? expected)
    {
        var known = Parameter.Branch()
            .With("result", BracketedForm.Read("list[0][ID]=7")!).With("total", BracketedForm.Read("list=1")!);
        Assert.Equal(expected, BatchReferences.Resolve(Parameter.Of(text), known).ToJson()?.ToJsonString());
    }
}
