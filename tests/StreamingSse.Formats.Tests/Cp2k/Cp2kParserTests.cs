using System.Text;
using StreamingSse.Formats.Cp2k;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Cp2k;

public sealed class Cp2kParserTests
{
    /// <summary>The kinetic temperature 2E/3Nk of the velocities is what CP2K prints in its .ener, to the digits printed.</summary>
    [Fact]
    public void Velocities_have_the_temperature_that_CP2K_prints()
    {
        ParsedFile velocities = ParsedFile.Read(new Cp2kXyzParser(Cp2kQuantity.Velocities), TestData.Bytes("cp2k/zoo-vel-1.xyz"));
        Cp2kEnergyLine[] energies = [.. Lines("cp2k/zoo-1.ener").Select(line => Cp2kEnergyParser.TryParse(line, 1, out Cp2kEnergyLine e, out _) ? e : default).Where(e => e.TemperatureK > 0)];
        Assert.Equal(3, energies.Length);
        foreach ((KeptFrame frame, Cp2kEnergyLine energy) in velocities.Frames.Zip(energies))
        {
            // Σ m v² in amu·(Å/ps)²; 1.0364269656e-4 eV; k = 8.617333262e-5 eV/K; CP2K counts 3N degrees of freedom here.
            double twice = frame.VelocitiesAPerPs.Select((v, c) => (velocities.Labels[c / 3] == "O" ? 15.9994 : 6.941) * v * v).Sum();
            double temperatureK = twice * 1.0364269656e-4 / (8.617333262e-5 * DegreesOfFreedom(velocities));
            Assert.Equal(energy.TemperatureK, temperatureK, 0.001 * energy.TemperatureK);
            Assert.Equal((energy.Step, energy.TimePs), (frame.Step, frame.TimePs));
            Assert.Equal(PositionKind.Absent, frame.Kind);
        }
    }

    [Fact]
    public void Positions_are_unwrapped_and_timed()
    {
        ParsedFile file = ParsedFile.Read(new Cp2kXyzParser(Cp2kQuantity.Positions), TestData.Bytes("cp2k/zoo-pos-1.xyz"));
        Close.All([0, 0.002, 0.004], [.. file.Frames.Select(frame => frame.TimePs)], 1e-15);
        Close.All([-0.00130959, 0.0367977, 0.00925912], file.Frames[0].PositionsA.AsSpan(0, 3), 0);
        Assert.All(file.Frames, frame => Assert.Equal((PositionKind.Unwrapped, 0), (frame.Kind, frame.VelocitiesAPerPs.Length)));
        Assert.Equal((8, 16), (file.Labels.Count(label => label == "O"), file.Labels.Count(label => label == "Li")));
    }

    [Fact]
    public void The_cell_is_read_and_checked_by_its_volume()
    {
        byte[] line = Lines("cp2k/zoo-1.cell").Last();
        Assert.True(Cp2kCellParser.TryParse(line, 4, out Cp2kCellLine cell, out _));
        Assert.Equal((2, 0.004, 4.8, 4.8, 9.6), (cell.Step, cell.TimePs, cell.Cell.AxA, cell.Cell.ByA, cell.Cell.CzA));
        Assert.False(Cp2kCellParser.TryParse(Lines("cp2k/zoo-1.cell").First(), 1, out _, out BadInput? comment));
        Assert.Null(comment);
        Assert.False(Cp2kCellParser.TryParse(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(line).Replace(" 9.6000", " 9.7000")), 4, out _, out BadInput? bad));
        Assert.Equal("line 4", bad!.Where);
    }

    [Theory]
    [InlineData(" i =        1, time =        2.000", " i =        1, time = ************", "line 28: expected 'i = STEP, time = FS, E = …'")]
    [InlineData(" i =        1,", " i = ********,", "line 28: expected 'i = STEP, time = FS, E = …'")]
    public void Overflowed_columns_reject_the_frame(string good, string bad, string message)
    {
        string text = TestData.Text("cp2k/zoo-pos-1.xyz");
        Assert.Contains(good, text);
        ParsedFile file = ParsedFile.Read(new Cp2kXyzParser(Cp2kQuantity.Positions), text.Replace(good, bad));
        Assert.StartsWith(message, Assert.Single(file.Rejected).ToString());
        Assert.Equal([0, 2], file.Frames.Select(frame => frame.Step));
    }

    [Fact]
    public void Numbers_that_ran_into_each_other_reject_the_frame()
    {
        const string text = "1\n i = 0, time = 0.0, E = 0\n O  100.0000000000-200.0000000000    1.0\n1\n i = 1, time = 0.5, E = 0\n O 1.0 2.0 3.0\n";
        ParsedFile file = ParsedFile.Read(new Cp2kXyzParser(Cp2kQuantity.Positions), text);
        Assert.Equal("line 3: expected 4 columns, got 3", Assert.Single(file.Rejected).ToString());
        Assert.Equal(1, Assert.Single(file.Frames).Step);
    }

    private static int DegreesOfFreedom(ParsedFile file) => 3 * file.Labels.Count - 3;

    private static IEnumerable<byte[]> Lines(string name) => TestData.Text(name).TrimEnd().Split('\n').Select(Encoding.ASCII.GetBytes);
}
