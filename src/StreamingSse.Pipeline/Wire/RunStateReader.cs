using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Reads a run's state; <see cref="RunStateCodec"/> writes it.</summary>
internal static class RunStateReader
{
    public static RunState Read(ref MessagePackReader from, string source)
    {
        string run = "", name = "", fingerprint = "";
        var stamp = new StateStamp("", 0, 0, false);
        var label = new RunLabel("", "", null, double.NaN, "");
        var progress = new RunProgress(0, 0, 0, double.NaN, double.NaN, false, null);
        RunDiffusion diffusion = RunDiffusion.None;
        RunSnapshot? snapshot = null;
        IReadOnlyList<DescriptorCategory> categories = [];
        var fields = new FieldReader("the run's state", 8, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: run = from.ReadString(); break;
                case 2: name = from.ReadString(); break;
                case 3: stamp = ReadStamp(ref from); break;
                case 4: label = ReadLabel(ref from); break;
                case 5: progress = ReadProgress(ref from); break;
                case 6: diffusion = ReadDiffusion(ref from); break;
                case 7: snapshot = SnapshotCodec.Decode(from.ReadBinary(), source); break;
                case 8: fingerprint = from.ReadString(); break;
                case 9: categories = ReadCategories(ref from); break;
                default: from.Skip(); break;
            }
        return new RunState(run, name, stamp, label, progress, diffusion, snapshot!, fingerprint) { Categories = categories };
    }

    private static StateStamp ReadStamp(ref MessagePackReader from)
    {
        var stamp = new StateStamp("", 0, 0, false);
        var fields = new FieldReader("a stamp", 4, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: stamp = stamp with { Session = from.ReadString() }; break;
                case 2: stamp = stamp with { Generation = from.ReadInt32() }; break;
                case 3: stamp = stamp with { FrameCount = from.ReadInt64() }; break;
                case 4: stamp = stamp with { IsFinal = from.ReadBoolean() }; break;
                default: from.Skip(); break;
            }
        return stamp;
    }

    private static RunLabel ReadLabel(ref MessagePackReader from)
    {
        var label = new RunLabel("", "", null, double.NaN, "");
        var fields = new FieldReader("a label", 5, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: label = label with { Material = from.ReadString() }; break;
                case 2: label = label with { Composition = from.ReadString() }; break;
                case 3: label = label with { Stoichiometric = from.TryReadNil() ? null : from.ReadBoolean() }; break;
                case 4: label = label with { TemperatureK = from.ReadDouble() }; break;
                case 5: label = label with { Specie = from.ReadString() }; break;
                default: from.Skip(); break;
            }
        return label;
    }

    private static RunProgress ReadProgress(ref MessagePackReader from)
    {
        var progress = new RunProgress(0, 0, 0, double.NaN, double.NaN, false, null);
        var fields = new FieldReader("a run's progress", 7, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: progress = progress with { FrameCount = from.ReadInt64() }; break;
                case 2: progress = progress with { AtomCount = from.ReadInt32() }; break;
                case 3: progress = progress with { CoveredPs = from.ReadDouble() }; break;
                case 4: progress = progress with { PsPerHour = from.ReadDouble() }; break;
                case 5: progress = progress with { Cores = from.ReadDouble() }; break;
                case 6: progress = progress with { IsFinal = from.ReadBoolean() }; break;
                case 7: progress = progress with { Failure = from.TryReadNil() ? null : from.ReadString() }; break;
                default: from.Skip(); break;
            }
        return progress;
    }

    private static RunDiffusion ReadDiffusion(ref MessagePackReader from)
    {
        RunDiffusion diffusion = RunDiffusion.None;
        var fields = new FieldReader("a run's diffusion", 7, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: diffusion = diffusion with { State = from.ReadString() }; break;
                case 2: diffusion = diffusion with { Reason = from.ReadString() }; break;
                case 3: diffusion = diffusion with { D = ReadInterval(ref from) }; break;
                case 4: diffusion = diffusion with { UpperBound95 = from.ReadDouble() }; break;
                case 5: diffusion = diffusion with { SigmaKPerD = from.ReadDouble() }; break;
                case 6: diffusion = diffusion with { RequiredPs = from.ReadDouble() }; break;
                case 7: diffusion = diffusion with { RemainingPs = ReadInterval(ref from) }; break;
                default: from.Skip(); break;
            }
        return diffusion;
    }

    private static Interval ReadInterval(ref MessagePackReader from)
    {
        int count = from.ReadArrayHeader();
        if (count != 3) throw from.Bad("an interval of three numbers", $"{count}");
        return new Interval(from.ReadDouble(), from.ReadDouble(), from.ReadDouble());
    }

    private static List<DescriptorCategory> ReadCategories(ref MessagePackReader from)
    {
        List<DescriptorCategory> categories = [];
        for (int left = from.ReadArrayHeader(); left > 0; left--)
        {
            var category = new DescriptorCategory("", "", "");
            var fields = new FieldReader("a category", 3, ref from);
            while (fields.Next(ref from))
                switch (fields.Number)
                {
                    case 1: category = category with { Name = from.ReadString() }; break;
                    case 2: category = category with { Value = from.ReadString() }; break;
                    case 3: category = category with { From = from.ReadString() }; break;
                    default: from.Skip(); break;
                }
            categories.Add(category);
        }
        return categories;
    }
}
