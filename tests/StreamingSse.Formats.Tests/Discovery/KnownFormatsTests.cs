using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Tests.Discovery;

public sealed class KnownFormatsTests
{
    [Fact]
    public void Every_format_has_one_row_and_the_documentation_is_that_table()
    {
        Assert.Equal(Enum.GetValues<TrajectoryFormat>().Order(), KnownFormats.All.Select(format => format.Format).Order());
        Assert.Contains(KnownFormats.Markdown(), File.ReadAllText(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(TestData.At()))!, "docs", "formats.md")));
    }
}
