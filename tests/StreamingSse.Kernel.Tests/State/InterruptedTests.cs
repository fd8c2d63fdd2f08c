using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel.Tests.Verdict;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.State;

/// <summary>Saved after any number of frames and loaded into a new one, every stateful class goes on to the same bits as one that was never interrupted.</summary>
public sealed class InterruptedTests
{
    private static readonly AtomTable Atoms = new(
        [.. Enumerable.Range(0, 11).Select(i => i % 3 == 0 ? "Li" : "O")], new Dictionary<string, double> { ["Li"] = 6.9, ["O"] = 16 });

    private static readonly double[][] PositionsA = [.. Walks.Uniform(11, 5200)];

    [Fact]
    public void No_field_of_the_kernel_that_may_change_is_left_out() => Assert.Equal("", string.Join(", ", CarriedState.FieldsLeftOut(typeof(Cell).Assembly)));

    [Fact]
    public void The_same_look_finds_one_that_is_left_out() => Assert.Equal(["Forgetful._forgotten"], CarriedState.FieldsLeftOut(typeof(InterruptedTests).Assembly));

    private sealed class Forgetful
    {
        private int _kept;
        private int _forgotten;

        public int Sum => _kept + _forgotten;

        public void Add() => (_kept, _forgotten) = (_kept + 1, _forgotten + 1);

        public void Carry(StateCarrier state) => _kept = state.Carry(_kept);
    }

    [Fact]
    public void A_state_that_is_not_carried_is_found_by_comparing()
    {
        var filled = new Forgetful();
        filled.Add();
        CarriedState.Move(filled, filled, (f, state) => f.Carry(state));
        var empty = new Forgetful();
        CarriedState.Load(CarriedState.Save(filled.Carry), empty.Carry);
        Assert.NotNull(CarriedState.Difference(filled, empty));
        Assert.NotEqual(filled.Sum, empty.Sum);
    }

    public static TheoryData<long, int, int> Budgets => new()
    {
        { long.MaxValue, 700, 23 },      // exact
        { 300_000, 700, 23 },            // levels from early on
        { 0, 5200, 797 },               // levels of the shortest base lag, several of them
    };

    [Theory]
    [MemberData(nameof(Budgets))]
    public void Mean_squared_displacements(long budgetBytes, int frameCount, int stride) => Same(
        () => new MsdAccumulator(Atoms, budgetBytes), frameCount, stride, (msd, k) => msd.Add(PositionsA[k]), (msd, _) => msd.BeginBlock(), (msd, state) => msd.Carry(state),
        msd => (msd.Read(), msd.LagsInWords, msd.MemoryBytes, msd.IsExact));

    [Fact]
    public void Displacements_whose_exact_sums_go_over_into_levels_on_the_way()
    {
        string lags = "";
        Same(
            () => new MsdAccumulator(Atoms, 1_200_000), 5200, 797, (msd, k) => msd.Add(PositionsA[k]), (msd, _) => msd.BeginBlock(), (msd, state) => msd.Carry(state),
            msd => (msd.Read(), lags = msd.LagsInWords, msd.MemoryBytes));
        Assert.Contains("by all origins before frame", lags, StringComparison.Ordinal);
    }

    [Fact]
    public void Displacements_of_which_only_those_of_the_mobile_ions_fit()
    {
        string lags = "";
        Same(
            () => new MsdAccumulator(Atoms, 300_000, leanSpecies: [0]), 2600, 397, (msd, k) => msd.Add(PositionsA[k]), (msd, _) => msd.BeginBlock(), (msd, state) => msd.Carry(state),
            msd => (msd.Read(), lags = msd.LagsInWords, msd.MemoryBytes));
        Assert.Contains("only: ", lags, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, 40, 7)]
    [InlineData(2000, 300, 61)]
    [InlineData(4000, 1000, 797)]
    public void Velocity_correlations(int frameCount, int maxLag, int stride) => Same(
        () => new VacfAccumulator(Atoms, maxLag), frameCount, stride, (vacf, k) => vacf.Add(PositionsA[k]), (vacf, _) => vacf.BeginBlock(), (vacf, state) => vacf.Carry(state),
        vacf => (vacf.Read(), vacf.MemoryBytes));

    [Fact]
    public void Correlators_with_a_pool_of_their_own() => Same(
        () => new BlockCorrelator([3, 9], 100), 900, 23, (sums, k) => sums.Add(Row(k)), (sums, _) => sums.Break(), (sums, state) => sums.Carry(state),
        sums => (sums.LagSums((int)Math.Min(101, sums.FrameCount)), sums.OriginCount(3), sums.MemoryBytes));

    [Fact]
    public void Local_diffusivities_and_the_stop_rule() => Same(
        () => (Levels: new LocalDiffusivityLevels(11, 0.25), Stop: new StopRule(0.3)), 1500, 101,
        (both, k) =>
        {
            if (both.Levels.Add(0.25 * k, PositionsA[k]) && both.Stop.IsDue(both.Levels)) both.Stop.Check(both.Levels);
        },
        (both, _) => both.Levels.BeginBlock(),
        (both, state) =>
        {
            both.Levels.Carry(state);
            both.Stop.Carry(state);
        },
        both => DiffusionVerdict.Of(both.Levels, both.Stop, new TransportConditions(1, 600, 1000)));

    [Fact]
    public void A_stop_that_was_reached_is_kept_with_every_figure()
    {
        var levels = new LocalDiffusivityLevels(64, 0.5);
        var stop = new StopRule(0.3);
        int k = 0;
        foreach (double[] positionsA in Walks.Hops(64, 1201, 0.1, 3))
            if (levels.Add(0.5 * k++, positionsA) && stop.IsDue(levels)) stop.Check(levels);
        Assert.NotNull(stop.AtStop);
        CarriedState.Move(stop, new StopRule(0.3), (rule, state) => rule.Carry(state));
        CarriedState.Move(levels, new LocalDiffusivityLevels(64, 0.5), (some, state) => some.Carry(state));
    }

    [Fact]
    public void Windows() => Same(
        () => new RunWindows([1, 4, 7]), 300, 1, (windows, k) => windows.Add(0.1 * k, PositionsA[k], k % 5 == 0 ? double.NaN : 300 + k), (windows, _) => windows.BeginBlock(),
        (windows, state) => windows.Carry(state), windows => windows.Rows());

    [Fact]
    public void Site_spreads() => Same(
        () => new SiteSpread(Atoms, [0, 3, 5, 9]), 60, 1, (sites, k) => sites.Add(PositionsA[k], Cell.Orthorhombic(9, 9, 9 + 0.01 * k)), (sites, _) => sites.BeginBlock(),
        (sites, state) => sites.Carry(state), sites => sites.Read());

    [Fact]
    public void Kinetic_temperatures() => Same(
        () => new KineticTemperature(Atoms), 30, 1, (kinetic, k) => kinetic.Add(PositionsA[k]), (_, _) => { }, (kinetic, state) => kinetic.Carry(state),
        kinetic => (kinetic.MeanAllK, kinetic.LastAllK, kinetic.MeanK(0), kinetic.LastK(1)));

    [Theory]
    [InlineData(false, UnwrapMode.Displacements)]
    [InlineData(true, UnwrapMode.Displacements)]
    [InlineData(true, UnwrapMode.ImageFlags)]
    public void The_way_from_wrapped_positions_to_continuous_ones_without_drift(bool breathes, UnwrapMode mode)
    {
        var pool = new FramePool(11);
        var last = new List<double>();
        Same(
            () => (Unwrapper: new Unwrapper(11, mode), Velocities: new FiniteDifferenceVelocities(11), Drift: new DriftRemover(Atoms, DriftMode.Framework, ["Li"])), 50, 1,
            (all, k) =>
            {
                using Frame frame = Wrapped(pool, k, breathes);
                Assert.True(all.Unwrapper.TryUnwrap(frame, out string? refusal), refusal);
                all.Velocities.Fill(frame);
                all.Drift.Remove(frame.PositionsA);
                last = [.. frame.PositionsA, .. frame.VelocitiesAPerPs];
            },
            (all, _) =>
            {
                all.Unwrapper.BeginBlock();
                all.Velocities.BeginBlock();
                all.Drift.BeginBlock();
            },
            (all, state) =>
            {
                all.Unwrapper.Carry(state);
                all.Velocities.Carry(state);
                all.Drift.Carry(state);
            },
            all => (all.Unwrapper.CellMoves, last.ToArray()));
    }

    private static Frame Wrapped(FramePool pool, int k, bool breathes)
    {
        Frame frame = pool.Rent();
        double edgeA = 4 * (breathes ? 1 + 0.001 * Math.Sin(k) : 1);
        (frame.Kind, frame.TimePs, frame.Cell) = (PositionKind.Wrapped, 0.5 * k, Cell.Orthorhombic(edgeA, edgeA, edgeA));
        for (int c = 0; c < 33; c++) frame.PositionsA[c] = PositionsA[k][c] - edgeA * Math.Floor(PositionsA[k][c] / edgeA);
        return frame;
    }

    private static double[] Row(int k)
    {
        double[] row = new double[24]; // groups of 3 and 9 series, each from a multiple of eight on
        PositionsA[k].AsSpan(0, 3).CopyTo(row);
        PositionsA[k].AsSpan(3, 9).CopyTo(row.AsSpan(8));
        return row;
    }

    /// <summary>Interrupts after 0, stride, 2·stride, … frames; a block begins anew at a third of the run.</summary>
    private static void Same<T, TRead>(
        Func<T> make, int frameCount, int stride, Action<T, int> add, Action<T, int> beginBlock, Action<T, StateCarrier> carry, Func<T, TRead> read)
    {
        void Feed(T to, int from, int until)
        {
            for (int k = from; k < until; k++)
            {
                if (k == frameCount / 3) beginBlock(to, k);
                add(to, k);
            }
        }

        (T never, T before) = (make(), make());
        Feed(never, 0, frameCount);
        TRead expected = read(never);
        for (int n = 0; n <= frameCount; n += stride)
        {
            T after = make();
            Feed(before, n == 0 ? 0 : n - stride, n);
            CarriedState.Load(CarriedState.Save(state => carry(before, state)), state => carry(after, state));
            Assert.Null(CarriedState.Difference(before, after));
            Feed(after, n, frameCount);
            Assert.True(CarriedState.Difference(expected, read(after)) is null, $"after {n} frames: {CarriedState.Difference(expected, read(after))}");
        }
    }
}
