using System.IO.Pipes;
using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Tests.Hocon;

/// <summary>Includes and layers, by the rules of the HOCON specification.</summary>
public sealed class HoconIncludeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hocon").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Include_stands_for_the_keys_of_a_file_beside_the_including_one()
    {
        Write("deep/inner.conf", "a = 2, b = 2");
        Write("deep/middle.conf", "include \"inner.conf\"");
        string outer = Write("outer.conf", "a = 1\nc = 1\ninclude \"deep/middle.conf\"\nb = 3");
        Assert.Equal("a=2 b=3 c=1", Read(outer));
    }

    [Fact]
    public void A_configuration_may_come_through_a_pipe_as_from_a_shell()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using (var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle)) writer.Write("a = 1"u8);
        pipe.DisposeLocalCopyOfClientHandle();
        Assert.Equal("a=1", Read($"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}"));
    }

    [Fact]
    public void Substitutions_of_an_included_file_look_in_its_own_root_first_then_in_the_including_one()
    {
        Write("inner.conf", "x = 10, y = ${x}, z = ${w}, v += 1, v += 2");
        string outer = Write("outer.conf", "a { include \"inner.conf\" }\na { x = 42 }\nw = 5");
        Assert.Equal("a:v:0=1 a:v:1=2 a:x=42 a:y=42 a:z=5 w=5", Read(outer));
    }

    [Fact]
    public void A_missing_file_counts_as_empty_unless_it_is_required()
    {
        Assert.Equal("a=1", Read(Write("one.conf", "include \"none.conf\", a = 1")));
        Assert.Equal("a=1", Read(Write("two.conf", "include file( \"none.conf\" )\na = 1")));
        string outer = Write("three.conf", "a = 1\ninclude required(file(\"none.conf\"))");
        Assert.Equal($"{outer}:2:1: expected the required file none.conf, got none", Refused(outer));
    }

    [Fact]
    public void A_cycle_of_includes_is_refused()
    {
        Write("b.conf", "include \"a.conf\"");
        Assert.Contains("cycle", Refused(Write("a.conf", "include \"b.conf\"")));
    }

    [Theory]
    [InlineData("include = 1")]
    [InlineData("include x.conf")]
    [InlineData("include ${x}")]
    public void Include_wants_a_quoted_name(string text) => Assert.Contains("a file name in quotes", Refused(Write("a.conf", text)));

    [Fact]
    public void Include_is_a_word_like_others_where_it_begins_no_key() =>
        Assert.Equal("a include=1 b=include include=1", Read(Write("a.conf", "\"include\" = 1\na include = 1\nb = include")));

    [Fact]
    public void Later_files_win_and_all_are_resolved_as_one_document()
    {
        string first = Write("first.conf", "a { x = 1, y = ${b} }\nb = 1\nl = [1, 2, 3]");
        string second = Write("second.conf", "a.x = 2\nb = 7\nl = [9]");
        Assert.Equal("a:x=2 a:y=7 b=7 l:0=9", Read(first, second));
    }

    [Fact]
    public void Every_key_knows_where_it_was_written()
    {
        string first = Write("first.conf", "a {\n  x = 1\n  y = 2\n}");
        string second = Write("second.conf", "\na.x = 2\nb = ${?FROM_OUTSIDE}");
        var provider = (HoconConfigurationProvider)new ConfigurationBuilder()
            .AddHoconFile(first, _ => "5").AddHoconFile(second).Build().Providers.Single();
        Assert.Equal(new HoconOrigin(second, 2, 7), provider.OriginOf("a:x"));
        Assert.Equal(new HoconOrigin(first, 3, 7), provider.OriginOf("a:y"));
        Assert.Equal("environment variable FROM_OUTSIDE", provider.OriginOf("b").ToString());
        Assert.Null(provider.OriginOf("none"));
    }

    [Fact]
    public void Unreadable_files_are_refused_with_their_name()
    {
        Assert.Contains("a readable configuration file", Refused(Path.Combine(_folder, "none.conf")));
        Assert.Contains("a readable configuration file", Refused(_folder));
        string binary = Path.Combine(_folder, "binary.conf");
        File.WriteAllBytes(binary, [(byte)'a', 0xff, 0xfe]);
        Assert.Equal($"{binary} byte 1: expected UTF-8, got bytes that are none", Refused(binary));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Refused(string file) => Assert.Throws<BadInputException>(() => Read(file)).Message;

    private static string Read(params string[] files)
    {
        var builder = new ConfigurationBuilder();
        foreach (string file in files) builder.AddHoconFile(file, _ => null);
        return string.Join(' ', builder.Build().AsEnumerable().Where(pair => pair.Value is not null)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
