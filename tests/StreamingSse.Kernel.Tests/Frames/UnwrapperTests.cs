using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Frames;

public sealed class UnwrapperTests
{
    private static readonly Cell Triclinic = new(9, 0, 0, 3, 8, 0, -2, 2.5, 7, OriginXA: -1, OriginYA: 4, OriginZA: 0.5);

    [Theory]
    [InlineData(PositionKind.Wrapped)]
    [InlineData(PositionKind.WrappedWithImages)]
    [InlineData(PositionKind.Unwrapped)]
    public void A_walk_in_a_triclinic_cell_comes_back_whole_from_every_form(PositionKind kind)
    {
        var random = new Random(1);
        var pool = new FramePool(3);
        var unwrapper = new Unwrapper(3);
        double[] s = [0.1, 0.9, 0.5, 0.99, 0.01, 0.3, 0.5, 0.5, 0.5];
        double[] offset = new double[9];
        for (int k = 0; k < 400; k++)
        {
            if (k > 0) for (int c = 0; c < 9; c++) s[c] += 0.7 * (random.NextDouble() - 0.5);
            using Frame frame = Write(pool, Triclinic, s, kind);
            Assert.True(unwrapper.TryUnwrap(frame, out string? refusal), refusal);
            Assert.Equal(PositionKind.Unwrapped, frame.Kind);
            double[] expected = Whole(Triclinic, s);
            for (int c = 0; c < 9; c++)
            {
                if (k == 0) offset[c] = frame.PositionsA[c] - expected[c];
                Assert.Equal(expected[c] + offset[c], frame.PositionsA[c], tolerance: 1e-10);
            }
        }
    }

    [Fact]
    public void Unwrapped_positions_in_a_fixed_cell_or_none_pass_to_the_last_bit()
    {
        var unwrapper = new Unwrapper(1);
        var pool = new FramePool(1);
        foreach (double xA in new[] { 0.1, 55.3, -1e3 / 3 })
        {
            using Frame frame = pool.Rent();
            (frame.Kind, frame.Cell) = (PositionKind.Unwrapped, null);
            frame.PositionsA[0] = xA;
            Assert.True(unwrapper.TryUnwrap(frame, out _));
            Assert.Equal(xA, frame.PositionsA[0]);
        }
    }

    [Fact]
    public void A_wrapped_jump_of_more_than_four_tenths_of_an_edge_is_refused_with_where_and_how_much_and_changes_nothing()
    {
        var unwrapper = new Unwrapper(2);
        var pool = new FramePool(2);
        using (Frame first = Write(pool, Triclinic, [0.1, 0.1, 0.1, 0.2, 0.2, 0.2], PositionKind.Wrapped))
            Assert.True(unwrapper.TryUnwrap(first, out _));
        using (Frame far = Write(pool, Triclinic, [0.1, 0.1, 0.1, 0.2, 0.65, 0.2], PositionKind.Wrapped))
        {
            far.Step = 1200;
            double[] before = far.PositionsA.ToArray();
            Assert.False(unwrapper.TryUnwrap(far, out string? refusal));
            Assert.StartsWith("step 1200, atom 2: expected a move of at most 0.4 of cell edge b since the last frame, got 0.450", refusal);
            Assert.Equal(before, far.PositionsA.ToArray());
            Assert.Equal(PositionKind.Wrapped, far.Kind);
            unwrapper.BeginBlock();
            Assert.True(unwrapper.TryUnwrap(far, out _));
        }
        using Frame near = Write(pool, Triclinic, [0.1, 0.1, 0.1, 0.2, 1.04, 0.2], PositionKind.Wrapped);
        Assert.True(unwrapper.TryUnwrap(near, out _));
        Assert.Equal(Whole(Triclinic, [0.1, 0.1, 0.1, 0.2, 1.04, 0.2])[4], near.PositionsA[4], tolerance: 1e-12);
    }

    [Theory]
    [InlineData(PositionKind.WrappedWithImages)]
    [InlineData(PositionKind.Unwrapped)]
    public void Known_crossings_have_no_limit(PositionKind kind)
    {
        var unwrapper = new Unwrapper(1);
        var pool = new FramePool(1);
        foreach (double s in new[] { 0.1, 3.55, -7.2 })
        {
            using Frame frame = Write(pool, Triclinic, [s, s, s], kind);
            Assert.True(unwrapper.TryUnwrap(frame, out _));
            Assert.Equal(Whole(Triclinic, [s, s, s])[0], frame.PositionsA[0], tolerance: 1e-12);
        }
    }

    [Fact]
    public void What_cannot_be_unwrapped_is_refused_with_the_reason()
    {
        var pool = new FramePool(1);
        Assert.Contains("got wrapped positions and no cell", Refusal(new Unwrapper(1), pool, null, PositionKind.Wrapped));
        Assert.Contains("expected 2 atoms, got 1", Refusal(new Unwrapper(2), pool, Triclinic, PositionKind.Wrapped));
        Assert.Contains("a cell with a volume", Refusal(new Unwrapper(1), pool, default(Cell), PositionKind.Wrapped));

        var begun = new Unwrapper(1);
        Assert.Null(Refusal(begun, pool, Triclinic, PositionKind.Unwrapped));
        Assert.Contains("expected Unwrapped positions", Refusal(begun, pool, Triclinic, PositionKind.Wrapped));
        Assert.Contains("expected a cell as in the frame before", Refusal(begun, pool, null, PositionKind.Unwrapped));
        Assert.Contains("flipped", Refusal(begun, pool, Triclinic with { BxA = -6 }, PositionKind.Unwrapped));
    }

    [Fact]
    public void A_breathing_cell_moves_no_atom_that_rests_in_it()
    {
        foreach (PositionKind kind in new[] { PositionKind.Wrapped, PositionKind.WrappedWithImages, PositionKind.Unwrapped })
        {
            var unwrapper = new Unwrapper(1);
            var pool = new FramePool(1);
            double firstXA = 0;
            for (int k = 0; k < 20; k++)
            {
                double lengthA = 10 + Math.Sin(k);
                double s = kind == PositionKind.Wrapped ? 0.25 : 5.25;
                using Frame frame = Write(pool, Cell.Orthorhombic(lengthA, lengthA, lengthA), [s, s, s], kind);
                Assert.True(unwrapper.TryUnwrap(frame, out _));
                if (k == 0) firstXA = frame.PositionsA[0];
                Assert.Equal(firstXA, frame.PositionsA[0], tolerance: 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(PositionKind.Wrapped)]
    [InlineData(PositionKind.WrappedWithImages)]
    [InlineData(PositionKind.Unwrapped)]
    public void In_a_tilted_cell_that_breathes_and_wanders_displacements_are_those_in_the_cell_of_the_moment(PositionKind kind)
    {
        var random = new Random(4);
        var pool = new FramePool(1);
        var unwrapper = new Unwrapper(1);
        double[] s = [0.2, 0.5, 0.8], expectedA = new double[3];
        for (int k = 0; k < 300; k++)
        {
            Cell cell = k < 3 ? Triclinic // the cell rests at first, as when a barostat starts late
                : Triclinic with { AxA = 9 + Some(), BxA = 3 + Some(), CzA = 7 - Some(), OriginXA = Some() };
            double[] step = [.. s.Select(_ => k == 0 ? 0 : 0.7 * (random.NextDouble() - 0.5))];
            for (int c = 0; c < 3; c++) s[c] += step[c];
            using Frame frame = Write(pool, cell, s, kind);
            Assert.True(unwrapper.TryUnwrap(frame, out string? refusal), refusal);
            (double x, double y, double z) = cell.ToCartesian(step[0], step[1], step[2]);
            expectedA = k == 0 ? frame.PositionsA.ToArray() : [expectedA[0] + x, expectedA[1] + y, expectedA[2] + z];
            for (int c = 0; c < 3; c++) Assert.Equal(expectedA[c], frame.PositionsA[c], tolerance: 1e-10);
        }
        Assert.True(unwrapper.CellMoves);

        double Some() => random.NextDouble();
    }

    [Fact]
    public void Image_flag_mode_is_the_engines_own_convention()
    {
        var unwrapper = new Unwrapper(1, UnwrapMode.ImageFlags);
        var pool = new FramePool(1);
        for (int k = 0; k < 20; k++)
        {
            Cell cell = Cell.Orthorhombic(10 + Math.Sin(k), 11, 12);
            using Frame frame = Write(pool, cell, [5.25, 0.5, -1.5], PositionKind.WrappedWithImages);
            Assert.True(unwrapper.TryUnwrap(frame, out _));
            Assert.Equal(5.25 * cell.AxA, frame.PositionsA[0], tolerance: 1e-12);
        }
    }

    [Fact]
    public void A_frame_with_no_positions_passes_by() =>
        Assert.Null(Refusal(new Unwrapper(1), new FramePool(1), null, PositionKind.Absent));

    [Theory]
    [InlineData(PositionKind.Wrapped)]
    [InlineData(PositionKind.WrappedWithImages)]
    [InlineData(PositionKind.Unwrapped)]
    public void Steady_state_allocates_nothing(PositionKind kind)
    {
        var unwrapper = new Unwrapper(50);
        var pool = new FramePool(50);
        double[] s = new double[150];
        for (int k = 0; k < 20; k++) One(k);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 200; k++) One(k);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void One(int k)
        {
            using Frame frame = Write(pool, Triclinic with { AxA = 9 + 0.1 * (k % 3) }, s, kind);
            unwrapper.TryUnwrap(frame, out _);
        }
    }

    internal static Frame Write(FramePool pool, Cell cell, ReadOnlySpan<double> s, PositionKind kind)
    {
        Frame frame = pool.Rent();
        (frame.Cell, frame.Kind) = (cell, kind);
        for (int c = 0; c < s.Length; c += 3)
        {
            (int na, int nb, int nc) = kind == PositionKind.Unwrapped ? (0, 0, 0)
                : ((int)Math.Floor(s[c]), (int)Math.Floor(s[c + 1]), (int)Math.Floor(s[c + 2]));
            (double x, double y, double z) = cell.ToCartesian(s[c] - na, s[c + 1] - nb, s[c + 2] - nc);
            frame.PositionsA[c] = x + cell.OriginXA;
            frame.PositionsA[c + 1] = y + cell.OriginYA;
            frame.PositionsA[c + 2] = z + cell.OriginZA;
            if (kind == PositionKind.WrappedWithImages) (frame.Images[c], frame.Images[c + 1], frame.Images[c + 2]) = (na, nb, nc);
        }
        return frame;
    }

    private static double[] Whole(Cell cell, ReadOnlySpan<double> s)
    {
        double[] r = new double[s.Length];
        for (int c = 0; c < s.Length; c += 3)
        {
            (double x, double y, double z) = cell.ToCartesian(s[c], s[c + 1], s[c + 2]);
            (r[c], r[c + 1], r[c + 2]) = (x + cell.OriginXA, y + cell.OriginYA, z + cell.OriginZA);
        }
        return r;
    }

    private static string? Refusal(Unwrapper unwrapper, FramePool pool, Cell? cell, PositionKind kind)
    {
        using Frame frame = pool.Rent();
        (frame.Cell, frame.Kind) = (cell, kind);
        unwrapper.TryUnwrap(frame, out string? refusal);
        return refusal;
    }
}
