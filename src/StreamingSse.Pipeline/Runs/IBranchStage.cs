using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What one branch of a run's stream does with frames: the accumulators of one generation.</summary>
internal interface IBranchStage
{
    /// <summary>The motion was interrupted; what was gathered stays.</summary>
    void BeginBlock();

    void Add(Frame frame);

    /// <summary>Gives the curves.</summary>
    /// <param name="frameCount">Frames added.</param>
    BranchReading Read(int generation, long frameCount);

    /// <summary>Takes the state along. Loading needs a new stage.</summary>
    void Carry(StateCarrier state);
}
