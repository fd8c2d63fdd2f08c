using System.Text;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

public sealed class Crc32CTests
{
    // RFC 3720, appendix B.4 (printed there in the byte order of the wire).
    [Fact]
    public void The_examples_of_RFC_3720()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute([.. Enumerable.Repeat((byte)0xff, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
    }

    // The check value in the catalogue of parametrised CRC algorithms, CRC-32/ISCSI.
    [Fact]
    public void The_check_value() => Assert.Equal(0xE3069283u, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));
}
