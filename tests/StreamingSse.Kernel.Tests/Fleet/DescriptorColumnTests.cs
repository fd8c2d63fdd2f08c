using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Kernel.Tests.Fleet;

public sealed class DescriptorColumnTests
{
    [Fact]
    public void The_54_descriptors_are_52_numbers_and_two_categories_of_three_families()
    {
        Assert.Equal(52, DescriptorColumn.Count);
        Assert.Equal([23, 13, 16], DescriptorColumn.All.GroupBy(column => column.Family).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(52, DescriptorColumn.All.Select(column => column.Name).Distinct().Count());
        Assert.Equal("Å²/ps", DescriptorColumn.All[DescriptorColumn.IndexOf("D")].Unit);
        Assert.Equal(-1, DescriptorColumn.IndexOf("nothing"));
    }
}
