using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What one branch of a run's stream does with frames: the accumulators of one generation behind three actions.</summary>
/// <param name="BeginBlock">The motion was interrupted; what was gathered stays.</param>
/// <param name="Read">Gives the curves, from a generation and the number of frames added.</param>
internal sealed record Accumulation(Action BeginBlock, Action<Frame> Add, Func<int, long, BranchReading> Read)
{
    /// <summary>The branches of the stream, in the order of the way of the data.</summary>
    public static IReadOnlyList<Func<Accumulation>> Branches(RunSetup setup) =>
        [() => Displacements(setup), () => Velocities(setup), () => Diffusivities(setup), () => Motion(setup)];

    /// <summary>MSD of every specie, all lags up to half of the run.</summary>
    private static Accumulation Displacements(RunSetup setup)
    {
        var msd = new MsdAccumulator(setup.Plan.Atoms, setup.MemoryBytes);
        long block = 0, longest = 0;
        return new Accumulation(
            () =>
            {
                msd.BeginBlock();
                block = 0;
            },
            frame =>
            {
                if (frame.Kind != PositionKind.Unwrapped) return;
                msd.Add(frame.PositionsA);
                longest = Math.Max(longest, ++block);
            },
            (generation, frameCount) => new BranchReading.Displacements(
                generation, frameCount, msd.FrameCount > 0 ? msd.Read() : [], longest, msd.LagsInWords, msd.IsExact, msd.MemoryBytes));
    }

    /// <summary>VACF of every specie, over the lags that the spectrum needs.</summary>
    private static Accumulation Velocities(RunSetup setup)
    {
        // The longest lag is a time, and the spacing is known only from the second frame on: the first one waits for it.
        var spacing = new FrameSpacing();
        double[]? first = null;
        VacfAccumulator? vacf = null;
        bool fromFile = false;
        return new Accumulation(
            () =>
            {
                spacing.BeginBlock();
                first = null;
                vacf?.BeginBlock();
            },
            frame =>
            {
                if (!frame.HasVelocities) return;
                spacing.Add(frame.TimePs);
                fromFile = !frame.HasDerivedVelocities;
                if (vacf is null && double.IsFinite(spacing.Ps))
                {
                    vacf = new VacfAccumulator(setup.Plan.Atoms, Math.Max(1, (int)Math.Ceiling(setup.VacfMaxLagPs / spacing.Ps)));
                    vacf.Add(first);
                }

                if (vacf is null) first = frame.VelocitiesAPerPs.ToArray();
                else vacf.Add(frame.VelocitiesAPerPs);
            },
            (generation, frameCount) => new BranchReading.Velocities(generation, frameCount, vacf?.Read() ?? [], fromFile));
    }

    /// <summary>Local diffusivities of the mobile ions, and the verdict on them.</summary>
    private static Accumulation Diffusivities(RunSetup setup)
    {
        var verdict = new VerdictStage(setup);
        return new Accumulation(verdict.BeginBlock, verdict.Add, (generation, frameCount) => new BranchReading.Diffusivities(generation, frameCount, verdict.Read()));
    }

    /// <summary>Temperature, the swing of the framework about its sites, and the consecutive windows.</summary>
    private static Accumulation Motion(RunSetup setup)
    {
        AtomTable atoms = setup.Plan.Atoms;
        int[] mobile = [.. setup.MobileAtoms], others = [.. Enumerable.Range(0, atoms.AtomCount).Except(mobile)];
        var temperature = new KineticTemperature(atoms);
        var sites = new SiteSpread(atoms, others);
        var windows = new RunWindows(mobile);
        var spacing = new FrameSpacing();
        double firstPs = double.NaN, lastPs = double.NaN;
        int segment = 0;
        return new Accumulation(
            () =>
            {
                sites.BeginBlock();
                windows.BeginBlock();
                spacing.BeginBlock();
            },
            frame =>
            {
                spacing.Add(frame.TimePs);
                if (double.IsNaN(firstPs)) firstPs = frame.TimePs;
                (lastPs, segment) = (frame.TimePs, frame.Origin.Segment);
                if (frame.HasVelocities) temperature.Add(frame.VelocitiesAPerPs);
                if (frame.Kind != PositionKind.Unwrapped) return;
                sites.Add(frame.PositionsA, frame.Cell);
                windows.Add(frame.TimePs, frame.PositionsA, frame.HasVelocities ? temperature.LastAllK : double.NaN);
            },
            (generation, count) => new BranchReading.Motion(
                generation, count, firstPs, lastPs, spacing.Ps, segment,
                [.. Enumerable.Range(0, atoms.SpecieNames.Count).Select(temperature.MeanK)], temperature.MeanAllK, sites.Read(), windows.Rows()));
    }
}
