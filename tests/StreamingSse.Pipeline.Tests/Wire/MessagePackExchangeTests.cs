using System.Buffers;
using System.Diagnostics;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Wire;

/// <summary>Messages to and from an independent implementation, @msgpack/msgpack.</summary>
public sealed class MessagePackExchangeTests
{
    [NodeFact]
    public void An_independent_implementation_reads_what_we_write_and_we_read_what_it_writes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var expected = new List<string>();
        var lines = new List<string>();
        for (int seed = 0; seed < 1000; seed++)
        {
            buffer.ResetWrittenCount();
            expected.Add(RandomValues.Write(new Random(seed), new MessagePackWriter(buffer), depth: 0));
            lines.Add(Convert.ToHexStringLower(buffer.WrittenSpan));
        }

        string[] answers = RunNode(lines);
        Assert.Equal(lines.Count, answers.Length);
        for (int i = 0; i < answers.Length; i++)
        {
            string[] parts = answers[i].Split('\t');
            Assert.Equal(expected[i], parts[0]);
            var reader = new MessagePackReader(Convert.FromHexString(parts[1]), "node");
            Assert.Equal(expected[i], RandomValues.Describe(ref reader));
        }
    }

    [NodeFact]
    public void An_independent_implementation_opens_a_snapshot()
    {
        var buffer = new ArrayBufferWriter<byte>();
        SnapshotCodec.Encode(SnapshotCodecTests.Sample, buffer);
        string answer = RunNode([Convert.ToHexStringLower(buffer.WrittenSpan)])[0];
        Assert.StartsWith("[text 737365 number 3ff0000000000000 number 3ff0000000000000 {1: {1: text ", answer);
        Assert.Contains("12: text 646966666572656e636573", answer);   // the run's field 12: differences
    }

    private static string[] RunNode(List<string> lines)
    {
        var start = new ProcessStartInfo("node", "exchange.mjs")
        {
            WorkingDirectory = NodeFactAttribute.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process node = Process.Start(start)!;
        Task<string> reading = node.StandardOutput.ReadToEndAsync();
        foreach (string line in lines) node.StandardInput.WriteLine(line);
        node.StandardInput.Close();
        string output = reading.GetAwaiter().GetResult();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
