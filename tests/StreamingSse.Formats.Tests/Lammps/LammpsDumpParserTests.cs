using System.Text;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.Text;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Lammps;

public sealed class LammpsDumpParserTests
{
    private const double SixDigitsA = 3e-5;         // %g writes six digits: a fraction's last one times 6 Å is 3e-6 Å, and an unwrapped fraction above 1 has one decimal less

    /// <summary>LAMMPS wrote one run in many styles; all give the motion that it wrote with 15 digits.</summary>
    [Theory]
    [InlineData("custom_images.dump")]
    [InlineData("element_unsorted_time.dump")]
    [InlineData("atom_images.lammpstrj")]
    [InlineData("scaled_unwrapped.dump")]
    public void All_styles_of_one_run_give_the_same_motion(string name)
    {
        ParsedFile plain = Read("formatted.dump"), styled = Read(name);
        Assert.Equal([0, 20, 40], styled.Frames.Select(frame => frame.Step));
        foreach ((KeptFrame truth, KeptFrame found) in plain.Frames.Zip(styled.Frames))
        {
            double[] foldedA = [.. truth.PositionsA.Zip(found.UnwrappedA()).Select(pair => Math.IEEERemainder(pair.First - pair.Second, 6.0))];
            Close.All(new double[18], foldedA, SixDigitsA);
        }
    }

    /// <summary>A box that changes in size and tilt: LAMMPS itself wrote the unwrapped positions beside the wrapped ones with image flags.</summary>
    [Theory]
    [InlineData("lammps/triclinic_wrapped.dump")]
    [InlineData("lammps/triclinic_scaled.dump")]
    public void Bounding_box_images_and_fractions_give_LAMMPS_own_unwrapped_positions(string name)
    {
        ParsedFile truth = Read("triclinic_unwrapped.dump"), found = Read(Path.GetFileName(name));
        Assert.Equal(4, truth.Frames.Count);
        Assert.Contains(found.Frames, frame => frame.Images.Any(i => i != 0) && !frame.Cell!.Value.IsOrthorhombic);
        foreach ((KeptFrame a, KeptFrame b) in truth.Frames.Zip(found.Frames)) Close.All(a.PositionsA, b.UnwrappedA(), 3e-5); // tilted edges of 10 Å times six-digit fractions
        Assert.Equal(["Ca", "F", "F", "Ca", "F", "F"], found.Labels);
    }

    [Fact]
    public void Unsorted_lines_come_out_in_the_order_of_ids()
    {
        ParsedFile sorted = Read("custom_images.dump"), unsorted = Read("element_unsorted_time.dump");
        Assert.Equal(["1", "2", "2", "1", "2", "2"], sorted.Labels);
        Assert.Equal(["Ca", "F", "F", "Ca", "F", "F"], unsorted.Labels);
        Assert.Equal([0, 0.04, 0.08], unsorted.Frames.Select(frame => frame.TimePs)); // 20 steps of 0.002 ps
        Assert.All(sorted.Frames, frame => Assert.True(double.IsNaN(frame.TimePs)));
        foreach ((KeptFrame a, KeptFrame b) in sorted.Frames.Zip(unsorted.Frames)) Assert.Equal(a.VelocitiesAPerPs, b.VelocitiesAPerPs);
    }

    [Fact]
    public void A_group_keeps_its_own_ids()
    {
        ParsedFile all = Read("custom_images.dump"), group = Read("group.dump"); // atoms 1, 3, 5
        foreach ((KeptFrame a, KeptFrame g) in all.Frames.Zip(group.Frames))
            Close.All([.. a.UnwrappedA().Chunk(3).Where((_, i) => i % 2 == 0).SelectMany(r => r)], g.PositionsA, SixDigitsA);
    }

    /// <summary>Units metal and real of the same run: LAMMPS wrote the same velocities in Å/ps and in Å/fs, times in ps and in fs.</summary>
    [Fact]
    public void Units_in_the_file_win_over_those_of_the_plan()
    {
        ParsedFile metal = Read("custom_images.dump"), real = Read("real_positions.dump"), bare = Read("real_velocities.dump");
        Assert.Equal([0, 0.04, 0.08], bare.Frames.Select(frame => Math.Round(frame.TimePs, 12)));
        Assert.All(bare.Frames, frame => Assert.Equal(PositionKind.Absent, frame.Kind));
        foreach ((KeptFrame m, KeptFrame r) in metal.Frames.Zip(real.Frames))
        {
            Close.All(m.UnwrappedA(), r.PositionsA, 1e-4);             // LAMMPS' constants differ in the fifth digit between the styles
            Close.All(m.VelocitiesAPerPs, r.VelocitiesAPerPs, 0.02);   // of 75 Å/ps
        }
        foreach ((KeptFrame r, KeptFrame b) in real.Frames.Zip(bare.Frames)) Assert.Equal(r.VelocitiesAPerPs, b.VelocitiesAPerPs);
    }

    /// <summary>A free atom moves by velocity times time, in every style; LAMMPS wrote position, velocity and time.</summary>
    [Theory]
    [InlineData("free_atom_electron.dump", 0.529177210903, 1e-3)]
    [InlineData("free_atom_si.dump", 1e10, 1e12)]
    [InlineData("free_atom_lj.dump", 1, 1)]
    public void A_free_atom_moves_by_velocity_times_time(string name, double lengthA, double timePs)
    {
        ParsedFile file = Read(name);
        KeptFrame first = file.Frames[0], last = file.Frames[1];
        Assert.Equal(100 * timePs, last.TimePs, 1e-12 * timePs);
        Assert.Equal(10 * lengthA, first.PositionsA[0], 1e-9 * lengthA);
        Assert.Equal(100 * lengthA, first.Cell!.Value.AxA, 1e-9 * lengthA);
        double[] movedA = [.. first.PositionsA.Zip(first.VelocitiesAPerPs).Select(pair => pair.First + pair.Second * last.TimePs)];
        Close.All(movedA, last.PositionsA, 1e-9 * lengthA);
    }

    [Fact]
    public void A_stump_of_a_line_before_the_next_frame_costs_one_frame_and_no_more()
    {
        ParsedFile file = Read("junction_midline.dump");
        BadInput bad = Assert.Single(file.Rejected);
        Assert.Equal("line 26: expected 11 columns, got 12", bad.ToString());
        Assert.Equal([0, 0, 20, 40], file.Frames.Select(frame => frame.Step));
    }

    [Fact]
    public void General_triclinic_edges_are_read_as_they_stand()
    {
        const string text = "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS abc origin pp pp pp\n1 2 3 0.5\n-4 5 6 0.25\n7 -8 9 0.125\nITEM: ATOMS id type xs ys zs\n9 1 0.5 0.25 0.125\n";
        KeptFrame frame = Assert.Single(ParsedFile.Read(new LammpsDumpParser(), text).Frames);
        Close.All([0.5 + 0.5 - 1 + 0.875, 0.25 + 1 + 1.25 - 1, 0.125 + 1.5 + 1.5 + 1.125], frame.PositionsA, 1e-15);
    }

    [Theory]
    [InlineData("4 1 2.74407 ", "4 1 nan ", "line 28, column x: expected a finite number, got 'nan'")]
    [InlineData("4 1 2.74407 ", "4 1 2.7*407 ", "line 28, column x: expected a finite number, got '2.7*407'")]
    [InlineData("4 1 2.74407 ", "4 1 ", "line 28: expected 11 columns, got 10")]
    [InlineData("4 1 2.74407 ", "4 2 2.74407 ", "line 28, column type: expected 1 as in the first frame, got 2")]
    [InlineData("4 1 2.74407 ", "3 1 2.74407 ", "line 28, column id: expected each id once, got 3 a second time, after line 27")]
    [InlineData("4 1 2.74407 ", "7 1 2.74407 ", "line 28, column id: expected an id of the first frame, got 7")]
    [InlineData("4 1 2.74407 2.95074 1.2658 0", "4 1 2.74407 2.95074 1.2658 0.5", "line 28, column ix: expected a whole number, got '0.5'")]
    [InlineData("4 1 2.74407 2.95074 1.2658 0 0 0 -12.8911 -7.35486 8.47106\n", "", "line 30: expected 6 atoms, got 5 before the next item")]
    [InlineData("TIMESTEP\n20", "TIMESTEP\n2O", "line 17: expected the step number, got '2O'")]
    [InlineData("20\nITEM: NUMBER OF ATOMS\n6", "20\nITEM: NUMBER OF ATOMS\n7", "line 24: expected 6 atoms, as in the first frame, got 7")]
    [InlineData("20\nITEM: NUMBER OF ATOMS\n6", "20\nITEM: NUMBER OF ATOMS\n1000000000000", "line 24: expected 1 to 20000000 atoms, got 1000000000000")]
    [InlineData("20\nITEM: NUMBER OF ATOMS\n6", "20\nITEM: BOX BOUNDS pp pp pp\n6", "line 18: expected ITEM: NUMBER OF ATOMS, got 'ITEM: BOX BOUNDS pp pp pp'")]
    public void A_bad_frame_is_rejected_with_where_expected_found_and_the_next_is_read(string good, string bad, string message)
    {
        string text = TestData.Text("lammps/custom_images.dump");
        Assert.Contains(good, text);
        ParsedFile file = ParsedFile.Read(new LammpsDumpParser(), text.Replace(good, bad));
        Assert.Equal(message, Assert.Single(file.Rejected).ToString());
        Assert.Equal([0, 40], file.Frames.Select(frame => frame.Step));
    }

    [Theory]
    [InlineData("ITEM: ATOMS type x y z", "a column id, without which no atom can be followed")]
    [InlineData("ITEM: ATOMS id type x y", "columns x y z, xs ys zs, xu yu zu, xsu ysu zsu or vx vy vz")]
    [InlineData("ITEM: ATOMS id x y z x", "each column once")]
    public void Columns_that_cannot_do_are_named(string item, string expected)
    {
        string text = $"ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 1\n0 1\n{item}\n1 1 1 1\n";
        Assert.Equal(expected, Assert.Single(ParsedFile.Read(new LammpsDumpParser(), text).Rejected).Expected);
    }

    [Fact]
    public void Units_that_cannot_be_read_stop_every_frame_as_they_are_written_once()
    {
        ParsedFile file = ParsedFile.Read(new LammpsDumpParser(), TestData.Text("lammps/free_atom_si.dump").Replace("\nsi\n", "\nsI\n"));
        Assert.Empty(file.Frames);
        Assert.Equal([2, 26], file.Rejected.Select(bad => int.Parse(bad.Where[5..])));
        Assert.StartsWith("a units style (lj, metal, real", file.Rejected[0].Expected);
        Assert.Equal("'plasma'", Assert.Throws<BadInputException>(() => new LammpsDumpParser("plasma")).Bad.Found);
    }

    [Fact]
    public void A_claim_of_many_atoms_takes_no_memory_before_their_lines_come()
    {
        byte[] text = Encoding.ASCII.GetBytes($"ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n{TextLimits.MaxAtomCount}\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 1\n0 1\nITEM: ATOMS id type x y z\n1 1 1 1 1\n");
        using var parser = new LammpsDumpParser();
        parser.Parse("ITEM: TIMESTEP\n"u8);
        parser.Restart();
        long before = GC.GetAllocatedBytesForCurrentThread();
        parser.Parse(text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        string text = TestData.Text("lammps/custom_images.dump");
        ParsedFile file = ParsedFile.Read(new LammpsDumpParser(), text.Replace("4 1 2.74407 ", "4 1 2.74407 " + new string('7', 100_000)));
        Assert.Equal("line 28: expected a line of at most 8192 bytes, got a longer one", Assert.Single(file.Rejected).ToString());
        Assert.Equal(2, file.Frames.Count);
    }

    [Fact]
    public void Restart_forgets_half_a_frame_but_not_who_the_atoms_are()
    {
        using var parser = new LammpsDumpParser();
        byte[] text = TestData.Bytes("lammps/custom_images.dump");
        ParsedFile first = ParsedFile.Read(parser, text[..1400]);
        parser.Restart();
        ParsedFile again = ParsedFile.Read(parser, text);
        Assert.Equal((2, 3), (first.Frames.Count, again.Frames.Count));
        Assert.Empty(again.Rejected);
        parser.Restart();
        Assert.Equal(6, ParsedFile.Read(parser, TestData.Bytes("lammps/group.dump")).Rejected.Count + 3); // three frames of three atoms
    }

    private static ParsedFile Read(string name) => ParsedFile.Read(new LammpsDumpParser(), TestData.Bytes($"lammps/{name}"));
}
