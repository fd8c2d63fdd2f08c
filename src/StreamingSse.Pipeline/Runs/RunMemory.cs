using System.Globalization;

namespace StreamingSse.Pipeline.Runs;

/// <summary>How a run's share of the memory budget is divided among what can do with less.</summary>
/// <remarks>
/// What cannot (the reader, frames on their way, local diffusivities and windows of the mobile ions) comes off first. Of the rest a quarter is for
/// the velocity autocorrelation, which shortens its lags to fit, and three for the MSD, which goes on in levels and then lean.
/// </remarks>
public sealed record RunMemory
{
    private const long ReaderBytes = 1_000_000;  // text, tables and actors of one run, measured with a thousand of them
    private const long BytesPerAtom = 2_000;     // frames between the stages
    private const long BytesPerMobileIon = 9_000;

    public RunMemory(long shareBytes, int atomCount, int mobileCount)
    {
        long least = ReaderBytes + BytesPerAtom * atomCount + BytesPerMobileIon * mobileCount, rest = Math.Max(0, shareBytes - least);
        if (shareBytes < least)
            Shortage = string.Create(CultureInfo.InvariantCulture, $"this run's share of memory.budget is {shareBytes / 1e6:0.0} MB, it needs at least {least / 1e6:0.0} MB and takes that");
        VacfBytes = rest / 4;
        MsdBytes = rest - VacfBytes;
    }

    /// <summary>Said where the share is less than what cannot be less; null elsewhere.</summary>
    public string? Shortage { get; }

    public long MsdBytes { get; }

    public long VacfBytes { get; }
}
