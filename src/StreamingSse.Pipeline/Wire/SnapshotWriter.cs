using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Writes a snapshot's records; <see cref="SnapshotReader"/> is its mirror. A null is written as nil.</summary>
internal static class SnapshotWriter
{
    public static void Write(MessagePackWriter to, RunSnapshot snapshot)
    {
        to.WriteMapHeader(7);
        Write(Field(to, 1), snapshot.Run);
        WriteOrNil(Field(to, 2), snapshot.Mobile, Write);
        WriteAll(Field(to, 3), snapshot.Species, Write);
        WriteAll(Field(to, 4), snapshot.Groups, Write);
        WriteAll(Field(to, 5), snapshot.Windows, Write);
        WriteAll(Field(to, 6), snapshot.Descriptors, Write);
        WriteAll(Field(to, 7), snapshot.Missing, (w, text) => w.Write(text));
    }

    private static void Write(MessagePackWriter to, RunFacts run)
    {
        to.WriteMapHeader(15);
        Field(to, 1).Write(run.Path);
        WriteAll(Field(to, 2), run.Segments, (w, text) => w.Write(text));
        Field(to, 3).Write(run.Engine);
        Field(to, 4).Write(run.AtomCount);
        Field(to, 5).Write(run.FrameCount);
        Field(to, 6).Write(run.FirstPs);
        Field(to, 7).Write(run.LastPs);
        Field(to, 8).Write(run.FramePs);
        WriteAll(Field(to, 9), run.Species, (w, count) => w.Write(count));
        Field(to, 10).Write(run.StatedTemperatureK);
        WriteAll(Field(to, 11), run.KineticTemperatureK, (w, k) => w.Write(k));
        Field(to, 12).Write(run.VelocitiesFrom);
        Field(to, 13).Write(run.MsdLags);
        WriteAll(Field(to, 14), run.Inferred, Write);
        WriteAll(Field(to, 15), run.Warnings, (w, text) => w.Write(text));
    }

    private static void Write(MessagePackWriter to, Inferred inferred)
    {
        to.WriteMapHeader(3);
        Field(to, 1).Write(inferred.What);
        Field(to, 2).Write(inferred.Value);
        Field(to, 3).Write(inferred.From);
    }

    private static void Write(MessagePackWriter to, DiffusionFit fit)
    {
        to.WriteMapHeader(3);
        Field(to, 1).Write(fit.DA2PerPs);
        Field(to, 2).Write(fit.FitFromPs);
        Field(to, 3).Write(fit.FitToPs);
    }

    private static void Write(MessagePackWriter to, MobileDiffusion mobile)
    {
        to.WriteMapHeader(4);
        Field(to, 1).Write(mobile.Specie);
        Field(to, 2).Write(mobile.Drift);
        WriteOrNil(Field(to, 3), mobile.Paper, Write);
        WriteOrNil(Field(to, 4), mobile.Fit, Write);
    }

    private static void Write(MessagePackWriter to, SpecieCurves curves)
    {
        to.WriteMapHeader(11);
        Field(to, 1).Write(curves.Specie);
        Field(to, 2).Write(curves.AtomCount);
        Field(to, 3).Write(curves.MsdLagPs.AsSpan());
        Field(to, 4).Write(curves.MsdTotalA2.AsSpan());
        Field(to, 5).Write(curves.MsdXA2.AsSpan());
        Field(to, 6).Write(curves.MsdYA2.AsSpan());
        Field(to, 7).Write(curves.MsdZA2.AsSpan());
        Field(to, 8).Write(curves.CollectiveMsdA2.AsSpan());
        WriteOrNil(Field(to, 9), curves.Paper, Write);
        WriteOrNil(Field(to, 10), curves.Fit, Write);
        WriteOrNil(Field(to, 11), curves.Spectrum, Write);
    }

    private static void Write(MessagePackWriter to, Spectrum spectrum)
    {
        to.WriteMapHeader(4);
        Field(to, 1).Write(spectrum.VacfLagPs.AsSpan());
        Field(to, 2).Write(spectrum.VacfA2PerPs2.AsSpan());
        Field(to, 3).Write(spectrum.FrequencyThz.AsSpan());
        Field(to, 4).Write(spectrum.GPerThz.AsSpan());
    }

    private static void Write(MessagePackWriter to, GroupSpectrum group)
    {
        to.WriteMapHeader(3);
        Field(to, 1).Write(group.Group);
        Field(to, 2).Write(group.AtomCount);
        Write(Field(to, 3), group.Spectrum);
    }

    private static void Write(MessagePackWriter to, WindowRow window)
    {
        to.WriteMapHeader(4);
        Field(to, 1).Write(window.FromPs);
        Field(to, 2).Write(window.ToPs);
        Field(to, 3).Write(window.SlopeA2PerPs);
        Field(to, 4).Write(window.KineticK);
    }

    private static void Write(MessagePackWriter to, DescriptorValue descriptor)
    {
        to.WriteMapHeader(5);
        Field(to, 1).Write(descriptor.Name);
        Field(to, 2).Write(descriptor.Value);
        Field(to, 3).Write(descriptor.Unit);
        Field(to, 4).Write(descriptor.Error);
        Field(to, 5).Write(descriptor.From);
    }

    private static MessagePackWriter Field(MessagePackWriter to, int number)
    {
        to.Write(number);
        return to;
    }

    private static void WriteOrNil<T>(MessagePackWriter to, T? value, Action<MessagePackWriter, T> write) where T : class
    {
        if (value is null) to.WriteNil();
        else write(to, value);
    }

    private static void WriteAll<T>(MessagePackWriter to, IReadOnlyList<T> items, Action<MessagePackWriter, T> write)
    {
        to.WriteArrayHeader(items.Count);
        foreach (T item in items) write(to, item);
    }

    private static void WriteAll<T>(MessagePackWriter to, IReadOnlyDictionary<string, T> items, Action<MessagePackWriter, T> write)
    {
        to.WriteMapHeader(items.Count);
        foreach ((string key, T value) in items)
        {
            to.Write(key);
            write(to, value);
        }
    }
}
