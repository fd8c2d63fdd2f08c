using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Reads a snapshot's records; <see cref="SnapshotWriter"/> is its mirror.</summary>
internal static class SnapshotReader
{
    private delegate T ReadItem<out T>(ref MessagePackReader from);

    public static RunSnapshot Read(ref MessagePackReader from)
    {
        RunFacts? run = null;
        MobileDiffusion? mobile = null;
        IReadOnlyList<SpecieCurves> species = [];
        IReadOnlyList<GroupSpectrum> groups = [];
        IReadOnlyList<WindowRow> windows = [];
        IReadOnlyList<DescriptorValue> descriptors = [];
        IReadOnlyDictionary<string, string> missing = new Dictionary<string, string>();
        var fields = new FieldReader("the snapshot", 7, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: run = ReadRun(ref from); break;
                case 2: mobile = ReadOrNull(ref from, ReadMobile); break;
                case 3: species = ReadAll(ref from, ReadCurves); break;
                case 4: groups = ReadAll(ref from, ReadGroup); break;
                case 5: windows = ReadAll(ref from, ReadWindow); break;
                case 6: descriptors = ReadAll(ref from, ReadDescriptor); break;
                case 7: missing = ReadMap(ref from, ReadText); break;
                default: from.Skip(); break;
            }
        return new RunSnapshot(run!, mobile, species, groups, windows, descriptors, missing);
    }

    private static RunFacts ReadRun(ref MessagePackReader from)
    {
        var run = new RunFacts(
            "", [], "", 0, 0, 0, 0, 0, new Dictionary<string, int>(), 0, new Dictionary<string, double>(), "", "", [], []);
        var fields = new FieldReader("the run's facts", 15, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: run = run with { Path = from.ReadString() }; break;
                case 2: run = run with { Segments = ReadAll(ref from, ReadText) }; break;
                case 3: run = run with { Engine = from.ReadString() }; break;
                case 4: run = run with { AtomCount = from.ReadInt32() }; break;
                case 5: run = run with { FrameCount = from.ReadInt64() }; break;
                case 6: run = run with { FirstPs = from.ReadDouble() }; break;
                case 7: run = run with { LastPs = from.ReadDouble() }; break;
                case 8: run = run with { FramePs = from.ReadDouble() }; break;
                case 9: run = run with { Species = ReadMap(ref from, ReadCount) }; break;
                case 10: run = run with { StatedTemperatureK = from.ReadDouble() }; break;
                case 11: run = run with { KineticTemperatureK = ReadMap(ref from, ReadNumber) }; break;
                case 12: run = run with { VelocitiesFrom = from.ReadString() }; break;
                case 13: run = run with { MsdLags = from.ReadString() }; break;
                case 14: run = run with { Inferred = ReadAll(ref from, ReadInferred) }; break;
                case 15: run = run with { Warnings = ReadAll(ref from, ReadText) }; break;
                default: from.Skip(); break;
            }
        return run;
    }

    private static Inferred ReadInferred(ref MessagePackReader from)
    {
        var inferred = new Inferred("", "", "");
        var fields = new FieldReader("what was inferred", 3, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: inferred = inferred with { What = from.ReadString() }; break;
                case 2: inferred = inferred with { Value = from.ReadString() }; break;
                case 3: inferred = inferred with { From = from.ReadString() }; break;
                default: from.Skip(); break;
            }
        return inferred;
    }

    private static DiffusionFit ReadFit(ref MessagePackReader from)
    {
        var fit = new DiffusionFit(0, 0, 0);
        var fields = new FieldReader("a fit", 3, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: fit = fit with { DA2PerPs = from.ReadDouble() }; break;
                case 2: fit = fit with { FitFromPs = from.ReadDouble() }; break;
                case 3: fit = fit with { FitToPs = from.ReadDouble() }; break;
                default: from.Skip(); break;
            }
        return fit;
    }

    private static MobileDiffusion ReadMobile(ref MessagePackReader from)
    {
        var mobile = new MobileDiffusion("", "", null, null);
        var fields = new FieldReader("the mobile specie", 4, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: mobile = mobile with { Specie = from.ReadString() }; break;
                case 2: mobile = mobile with { Drift = from.ReadString() }; break;
                case 3: mobile = mobile with { Paper = ReadOrNull(ref from, ReadFit) }; break;
                case 4: mobile = mobile with { Fit = ReadOrNull(ref from, ReadFit) }; break;
                default: from.Skip(); break;
            }
        return mobile;
    }

    private static SpecieCurves ReadCurves(ref MessagePackReader from)
    {
        var curves = new SpecieCurves("", 0, [], [], [], [], [], [], null, null, null);
        var fields = new FieldReader("a specie's curves", 11, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: curves = curves with { Specie = from.ReadString() }; break;
                case 2: curves = curves with { AtomCount = from.ReadInt32() }; break;
                case 3: curves = curves with { MsdLagPs = from.ReadDoubles() }; break;
                case 4: curves = curves with { MsdTotalA2 = from.ReadDoubles() }; break;
                case 5: curves = curves with { MsdXA2 = from.ReadDoubles() }; break;
                case 6: curves = curves with { MsdYA2 = from.ReadDoubles() }; break;
                case 7: curves = curves with { MsdZA2 = from.ReadDoubles() }; break;
                case 8: curves = curves with { CollectiveMsdA2 = from.ReadDoubles() }; break;
                case 9: curves = curves with { Paper = ReadOrNull(ref from, ReadFit) }; break;
                case 10: curves = curves with { Fit = ReadOrNull(ref from, ReadFit) }; break;
                case 11: curves = curves with { Spectrum = ReadOrNull(ref from, ReadSpectrum) }; break;
                default: from.Skip(); break;
            }
        return curves;
    }

    private static Spectrum ReadSpectrum(ref MessagePackReader from)
    {
        var spectrum = new Spectrum([], [], [], []);
        var fields = new FieldReader("a spectrum", 4, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: spectrum = spectrum with { VacfLagPs = from.ReadDoubles() }; break;
                case 2: spectrum = spectrum with { VacfA2PerPs2 = from.ReadDoubles() }; break;
                case 3: spectrum = spectrum with { FrequencyThz = from.ReadDoubles() }; break;
                case 4: spectrum = spectrum with { GPerThz = from.ReadDoubles() }; break;
                default: from.Skip(); break;
            }
        return spectrum;
    }

    private static GroupSpectrum ReadGroup(ref MessagePackReader from)
    {
        var group = new GroupSpectrum("", 0, new Spectrum([], [], [], []));
        var fields = new FieldReader("a group", 3, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: group = group with { Group = from.ReadString() }; break;
                case 2: group = group with { AtomCount = from.ReadInt32() }; break;
                case 3: group = group with { Spectrum = ReadSpectrum(ref from) }; break;
                default: from.Skip(); break;
            }
        return group;
    }

    private static WindowRow ReadWindow(ref MessagePackReader from)
    {
        var window = new WindowRow(0, 0, 0, 0);
        var fields = new FieldReader("a window", 4, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: window = window with { FromPs = from.ReadDouble() }; break;
                case 2: window = window with { ToPs = from.ReadDouble() }; break;
                case 3: window = window with { SlopeA2PerPs = from.ReadDouble() }; break;
                case 4: window = window with { KineticK = from.ReadDouble() }; break;
                default: from.Skip(); break;
            }
        return window;
    }

    private static DescriptorValue ReadDescriptor(ref MessagePackReader from)
    {
        var descriptor = new DescriptorValue("", 0, "", 0, "");
        var fields = new FieldReader("a descriptor", 5, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: descriptor = descriptor with { Name = from.ReadString() }; break;
                case 2: descriptor = descriptor with { Value = from.ReadDouble() }; break;
                case 3: descriptor = descriptor with { Unit = from.ReadString() }; break;
                case 4: descriptor = descriptor with { Error = from.ReadDouble() }; break;
                case 5: descriptor = descriptor with { From = from.ReadString() }; break;
                default: from.Skip(); break;
            }
        return descriptor;
    }

    private static string ReadText(ref MessagePackReader from) => from.ReadString();

    private static int ReadCount(ref MessagePackReader from) => from.ReadInt32();

    private static double ReadNumber(ref MessagePackReader from) => from.ReadDouble();

    private static T? ReadOrNull<T>(ref MessagePackReader from, ReadItem<T> read) where T : class =>
        from.TryReadNil() ? null : read(ref from);

    private static List<T> ReadAll<T>(ref MessagePackReader from, ReadItem<T> read)
    {
        var items = new List<T>();   // grows as items come: a false count allocates nothing
        for (int left = from.ReadArrayHeader(); left > 0; left--) items.Add(read(ref from));
        return items;
    }

    private static Dictionary<string, T> ReadMap<T>(ref MessagePackReader from, ReadItem<T> read)
    {
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        for (int left = from.ReadMapHeader(); left > 0; left--)
        {
            string key = from.ReadString();
            if (!items.TryAdd(key, read(ref from))) throw from.Bad($"the key {key} once", "it again");
        }
        return items;
    }
}
