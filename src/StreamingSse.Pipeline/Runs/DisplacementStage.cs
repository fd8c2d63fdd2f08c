using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>MSD of every specie, all lags up to half of the run.</summary>
internal sealed class DisplacementStage(RunSetup setup) : IBranchStage
{
    private readonly MsdAccumulator _msd = new(setup.Plan.Atoms, setup.Memory.MsdBytes, leanSpecies: Mobile(setup));
    private long _blockLength, _longestBlock;

    public void BeginBlock()
    {
        _msd.BeginBlock();
        _blockLength = 0;
    }

    public void Add(Frame frame)
    {
        if (frame.Kind != PositionKind.Unwrapped) return;
        _msd.Add(frame.PositionsA);
        _longestBlock = Math.Max(_longestBlock, ++_blockLength);
    }

    public BranchReading Read(int generation, long frameCount) => new BranchReading.Displacements(
        generation, frameCount, _msd.FrameCount > 0 ? _msd.Read() : [], _longestBlock, _msd.LagsInWords, _msd.IsExact, _msd.MemoryBytes);

    public void Carry(StateCarrier state)
    {
        (_blockLength, _longestBlock) = (state.Carry(_blockLength), state.Carry(_longestBlock));
        _msd.Carry(state);
    }

    private static int[] Mobile(RunSetup setup) =>
        [.. Enumerable.Range(0, setup.Plan.Atoms.SpecieNames.Count).Where(specie => setup.Analysis.Mobile.Contains(setup.Plan.Atoms.SpecieNames[specie]))];
}
