using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Tests.Following;

namespace StreamingSse.Formats.Tests.Gromacs;

/// <summary>A GROMACS run found by its folder, followed while it grows, cut back to its checkpoint, and gone on with in parts.</summary>
public sealed class GromacsRunTests : IDisposable
{
    private static readonly RunOptions Oxygen = new() { MobileSpecies = ["OW"] };
    private static readonly byte[] Water = File.ReadAllBytes(TestData.At("gromacs", "water.xtc"));
    private static readonly int[] Ends = [0, .. BinaryFeeding.Read(new Formats.Gromacs.XtcParser(), Water).Frames.Select(frame => (int)frame.EndByte)];
    private readonly TemporaryFolder _folder = new();

    public GromacsRunTests()
    {
        File.Copy(TestData.At("gromacs", "water.gro"), _folder["run.gro"]);
        File.Copy(TestData.At("gromacs", "water.mdp"), _folder["run.mdp"]);
    }

    [Fact]
    public void Names_masses_step_and_temperature_come_from_the_files_beside_it()
    {
        Write("run.xtc", 0, 4);
        Write("#run.xtc.1#", 0, 4);
        RunPlan plan = RunDiscovery.Find(_folder.Path, Oxygen);
        Assert.Equal(("GROMACS", TrajectoryFormat.GromacsXtc, 663), (plan.Engine, plan.Format, plan.Atoms.AtomCount));
        Assert.Equal(["OW", "HW1", "HW2"], plan.Atoms.SpecieNames);
        Assert.Equal([15.999, 1.008, 1.008], plan.Atoms.SpecieMassesAmu);
        Assert.Contains(plan.Inferred, fact => fact.From == "the name OW can only mean O");
        Assert.Equal((2.0, 298.15), (plan.TimestepFs, plan.StatedTemperatureK));
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal([0, 0.02, 0.04, 0.06], run.TimesPs.Select(timePs => Math.Round(timePs, 12)));
    }

    [Fact]
    public void Masses_of_a_text_topology_win_and_names_may_be_mapped()
    {
        Write("run.xtc", 0, 2);
        _folder.Write("run.top", "#include \"water.itp\"\n[ system ]\nwater\n[ molecules ]\nSOL 221\n");
        _folder.Write("water.itp", "[ atomtypes ]\n#ifdef HEAVY_H\nOT 8 9.951 -0.8 A 0.3 0.6\n#else\nOT 8 15.9994 -0.8 A 0.3 0.6 ; oxygen\n#endif\nHT 1 1.00794 0.4 A 0 0\n[ moleculetype ]\nSOL 2\n[ atoms ]\n1 OT 1 SOL OW 1 -0.8\n2 HT 1 SOL HW1 1 0.4 2.014\n3 HT 1 SOL HW2 1 0.4 2.014\n");
        File.Delete(_folder["run.gro"]);
        RunPlan plan = RunDiscovery.Find(_folder["run.xtc"], Oxygen with { SpecieOfType = new Dictionary<string, string> { ["HW1"] = "HW", ["HW2"] = "HW" } });
        Assert.Equal(["OW", "HW"], plan.Atoms.SpecieNames);
        Assert.Equal([15.9994, 2.014], plan.Atoms.SpecieMassesAmu);
        File.AppendAllText(_folder["run.mdp"], "define = -DFLEXIBLE -DHEAVY_H\n");
        Assert.Equal(9.951, RunDiscovery.Find(_folder["run.xtc"], Oxygen).Atoms.SpecieMassesAmu[0]);
    }

    [Theory]
    [InlineData("OW", "SOL", "O")]
    [InlineData("HW1", "SOL", "H")]
    [InlineData("CA", "ALA", null)]
    [InlineData("CA", "CA", "Ca")]
    [InlineData("NA", "NA+", "Na")]
    [InlineData("LI", "LI", "Li")]
    [InlineData("Li", "SALT", "Li")]
    [InlineData("MW", "SOL", null)]
    public void An_element_is_guessed_only_where_a_name_can_mean_no_other(string name, string residue, string? element) =>
        Assert.Equal(element, GromacsDiscovery.OnlyElement(name, residue));

    [Fact]
    public void Names_that_are_not_found_are_asked_for()
    {
        Write("run.xtc", 0, 1);
        File.Delete(_folder["run.gro"]);
        Assert.Contains("names its 663 atoms", Assert.Throws<BadInputException>(() => RunDiscovery.Find(_folder["run.xtc"], Oxygen)).Message);
    }

    [Fact]
    public void A_half_written_frame_waits_and_one_cut_back_to_the_checkpoint_is_read_again()
    {
        Write("run.xtc", 0, 2);
        using var run = Follower.Follow(RunDiscovery.Find(_folder["run.xtc"], Oxygen));
        run.Wait(1);
        Append("run.xtc", Ends[2], Ends[3] - 5);
        run.Wait(1);
        Assert.Equal([0L], run.Steps.Select(step => step!.Value)); // the second is held back until a third shows the spacing
        Append("run.xtc", Ends[3] - 5, Ends[3]);
        run.Wait(1);
        Assert.Equal([0L, 10, 20], run.Steps.Select(step => step!.Value));
        using (var file = new FileStream(_folder["run.xtc"], FileMode.Open)) file.SetLength(Ends[2]);
        run.Wait(1);
        Append("run.xtc", Ends[2], Ends[4]);
        run.Wait(1);
        Assert.Equal([0L, 10, 20, 0, 10, 20, 30], run.Steps.Select(step => step!.Value));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], run.Frames.Select(frame => frame.Origin.Generation));
        run.One<SourceEvent.SourceRestarted>();
    }

    [Fact]
    public void Parts_are_segments_of_one_chain_also_those_that_come_later()
    {
        Write("run.xtc", 0, 2);
        Write("run.part0002.xtc", 1, 3); // the checkpoint's frame is written again
        RunPlan plan = RunDiscovery.Find(_folder.Path, Oxygen);
        Assert.Equal(["run.xtc", "run.part0002.xtc"], plan.Segments.Select(Path.GetFileName));
        using var run = Follower.Follow(plan);
        run.Wait(2);
        Write("run.part0003.xtc", 3, 4);
        run.Wait(120);
        Assert.Equal([0L, 10, 20, 30], run.Steps.Select(step => step!.Value));
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
    }

    [Fact]
    public void The_first_part_is_taken_up_when_it_comes_too()
    {
        Write("run.xtc", 0, 2);
        using var run = Follower.Follow(RunDiscovery.Find(_folder.Path, Oxygen));
        run.Wait(2);
        Write("run.part0002.xtc", 1, 4);
        run.Wait(120);
        Assert.Equal([0L, 10, 20, 30], run.Steps.Select(step => step!.Value));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, int firstFrame, int endFrame) => File.WriteAllBytes(_folder[name], Water[Ends[firstFrame]..Ends[endFrame]]);

    private void Append(string name, int fromByte, int toByte)
    {
        using var file = new FileStream(_folder[name], FileMode.Append);
        file.Write(Water.AsSpan(fromByte..toByte));
    }
}
