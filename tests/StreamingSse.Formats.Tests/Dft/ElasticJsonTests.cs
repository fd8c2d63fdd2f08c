using StreamingSse.Formats.Dft;
using StreamingSse.Kernel.Elastic;

namespace StreamingSse.Formats.Tests.Dft;

public sealed class ElasticJsonTests : IDisposable
{
    private const string Cubic = "[[5,1,1,0,0,0],[1,5,1,0,0,0],[1,1,5,0,0,0],[0,0,0,2,0,0],[0,0,0,0,2,0],[0,0,0,0,0,2]]";
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("""{"elastic_tensor": @}""")]
    [InlineData("""{"material_id": "mp-1", "elasticity": {"G_VRH": 2, "elastic_tensor": @}}""")]
    [InlineData("""{"data": [{"elastic_tensor": {"raw": [[1]], "ieee_format": @}}]}""")]
    [InlineData("""{"elastic_tensor_voigt": {"0": @}}""")]
    [InlineData("""{"elastic_tensor_GPa": @,}""")]
    public void The_tensor_is_found_where_each_program_puts_it(string text)
    {
        File.WriteAllText(_path, text.Replace("@", Cubic, StringComparison.Ordinal));
        ElasticTensor tensor = ElasticJson.Read(_path)!.Value;
        Assert.Equal((5, 1, 2), (tensor[1, 1], tensor[1, 2], tensor[5, 5]));
    }

    [Theory]
    [InlineData("""{"elastic_tensor": [[1,2],[3,4]]}""", "elastic_tensor: expected 6 × 6 numbers, got 4")]
    [InlineData("""{"elastic_tensor": """, "expected JSON")]
    public void What_is_no_tensor_is_told(string text, string words)
    {
        File.WriteAllText(_path, text);
        Assert.Contains(words, Assert.Throws<BadInputException>(() => ElasticJson.Read(_path)).Message, StringComparison.Ordinal);
    }

    [DataFact]
    public void Published_tensors_are_read_and_the_unstable_one_is_known_as_such()
    {
        ElasticTensor barium = ElasticJson.Read(SharedData.Path("published", "heatup_ba600K", "elastic_tensor.json"))!.Value;
        Assert.Equal(11.41811221876108, barium[1, 1]);
        Assert.True(barium.IsPositiveDefinite);
        // Its own averages in the same file: Voigt's.
        Assert.Equal(3.639969633865602, ElasticModuli.Of(barium).BulkVoigtGpa, tolerance: 1e-12);
        Assert.Equal(6.031252649711066, ElasticModuli.Of(barium).ShearVoigtGpa, tolerance: 1e-12);
        Assert.False(ElasticJson.Read(SharedData.Path("published", "elastic", "matten_one.json"))!.Value.IsPositiveDefinite);
    }
}
