namespace StreamingSse.Kernel.Verdict;

/// <summary>The fixed ladder of lags at which local diffusivities are kept.</summary>
/// <remarks>
/// A level of lag d needs 2d base intervals of history; it takes its frames every <see cref="StrideOf"/>, so that a level keeps
/// 8 to 12 frames per lag however long the lag. Eight origins per lag lose nothing measurable against all of them.
/// </remarks>
public static class LevelLags
{
    /// <summary>Interval that denser trajectories are thinned to, ps: two periods of a cage, and short against any hop.</summary>
    public const double BaseIntervalPs = 0.5;

    /// <summary>Lags in base intervals.</summary>
    public static ReadOnlySpan<int> Multiples =>
        [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];

    /// <summary>Base intervals between the frames that a level of lag <paramref name="multiple"/> keeps; divides the lag.</summary>
    public static int StrideOf(int multiple)
    {
        int stride = Math.Max(1, multiple / 8);
        while (multiple % stride != 0) stride--;
        return stride;
    }

    /// <summary>Frames per base interval for frames every <paramref name="framePs"/>: thinned, never averaged.</summary>
    public static int ThinningOf(double framePs) => Math.Max(1, (int)Math.Round(BaseIntervalPs / framePs));
}
