using StreamingSse.Formats.Following;

namespace StreamingSse.Formats.Tests.Following;

public sealed class GzipTextTests
{
    [Fact]
    public void What_may_not_be_read_is_bad_input_with_its_path()
    {
        // A folder is refused to every account, root too, as a file without the right to read it is to others.
        var refused = Assert.Throws<BadInputException>(() => GzipText.Open(Path.GetTempPath()));
        Assert.Equal(Path.GetTempPath(), refused.Bad.Where);
        Assert.Equal("a file that this account may read", refused.Bad.Expected);
    }
}
