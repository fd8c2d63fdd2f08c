using StreamingSse.Formats.Ase;
using StreamingSse.Formats.Cp2k;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Dcd;
using StreamingSse.Formats.Gromacs;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.NetCdf;
using StreamingSse.Formats.Vasp;
using StreamingSse.Formats.Xyz;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Following;

/// <summary>The parser for each format: the one place that chooses it.</summary>
internal static class FrameParsers
{
    /// <param name="lammpsUnits">The run's <c>units</c> style; metal where it is not known.</param>
    public static IFrameParser Create(TrajectoryFormat format, string? lammpsUnits) => format switch
    {
        TrajectoryFormat.LammpsDump => new LammpsDumpParser(lammpsUnits ?? "metal"),
        TrajectoryFormat.Xdatcar => new XdatcarParser(),
        TrajectoryFormat.Cp2kXyz => new Cp2kXyzParser(Cp2kQuantity.Positions),
        TrajectoryFormat.ExtendedXyz => new ExtendedXyzParser(label => Elements.TryGetMassAmu(label, out double amu) ? amu : double.NaN),
        TrajectoryFormat.GromacsXtc => new XtcParser(),
        TrajectoryFormat.GromacsTrr => new TrrParser(),
        TrajectoryFormat.Dcd => new DcdParser(),
        TrajectoryFormat.NetCdf => new NetCdfParser(),
        TrajectoryFormat.AseTraj => new AseTrajParser(),
        TrajectoryFormat.Vasprun => new VasprunParser(),
        TrajectoryFormat.Outcar => new OutcarParser(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "expected a known format"),
    };

    /// <summary>The feed of one file, which its parser is given: whole lines of text, or bytes.</summary>
    public static IFrameFeed Open(TrajectoryFormat format, string path, IFrameParser parser) => format switch
    {
        TrajectoryFormat.GromacsXtc or TrajectoryFormat.GromacsTrr or TrajectoryFormat.Dcd => new BinaryFeed(path, parser),
        TrajectoryFormat.NetCdf => new BinaryFeed(path, parser, () => ((NetCdfParser)parser).WrittenBytes(path)),
        TrajectoryFormat.AseTraj => new AseTrajFeed(path, parser),
        _ => new TextFeed(path, parser),
    };
}
