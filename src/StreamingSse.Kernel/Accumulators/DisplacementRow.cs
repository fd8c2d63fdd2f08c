using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Sorts a frame's coordinates into the row of a correlator: per specie the groups x, y, z and the sum over its atoms.</summary>
/// <remarks>Group 4·i + axis has one series for each atom of the i-th specie; group 4·i + 3 has Σx, Σy, Σz. All relative to the origin, Å.</remarks>
internal sealed class DisplacementRow
{
    public const int GroupsPerSpecie = 4;
    private readonly int _specieCount;
    private readonly int[] _coordinate; // of each slot: index into the frame's positions
    private readonly double[] _originA;
    [NotState("the row of the frame at hand")] private readonly double[] _rowA;

    public DisplacementRow(AtomTable atoms, IReadOnlyList<int> species)
    {
        _specieCount = species.Count;
        int[] seriesPerGroup = [.. species.SelectMany(s => new[] { atoms.AtomsOf(s).Length, atoms.AtomsOf(s).Length, atoms.AtomsOf(s).Length, 3 })];
        Layout = new SeriesLayout(seriesPerGroup);
        (_coordinate, _originA, _rowA) = (new int[Layout.RowLength], new double[Layout.RowLength], new double[Layout.RowLength]);
        for (int i = 0; i < _specieCount; i++)
            for (int axis = 0; axis < 3; axis++)
            {
                ReadOnlySpan<int> members = atoms.AtomsOf(species[i]);
                int start = Layout.Start(GroupsPerSpecie * i + axis);
                for (int m = 0; m < members.Length; m++) _coordinate[start + m] = 3 * members[m] + axis;
            }
        SeriesPerGroup = seriesPerGroup;
    }

    public SeriesLayout Layout { get; }

    private int[] SeriesPerGroup { get; }

    public void SetOrigin(ReadOnlySpan<double> positionsA)
    {
        for (int slot = 0; slot < _coordinate.Length; slot++) _originA[slot] = positionsA[_coordinate[slot]];
    }

    public void Carry(StateCarrier state) => state.Fill<double>(_originA);

    /// <summary>The origin of a row with more species, of which these are the groups.</summary>
    public void SetOrigin(DisplacementRow other, ReadOnlySpan<int> groups)
    {
        for (int g = 0; g < groups.Length; g++) other.Layout.Part(other._originA, groups[g]).CopyTo(_originA.AsSpan(Layout.Start(g)));
    }

    /// <summary>The row of a frame; good until the next call.</summary>
    public ReadOnlySpan<double> Fill(ReadOnlySpan<double> positionsA)
    {
        for (int i = 0; i < _specieCount; i++)
        {
            int first = GroupsPerSpecie * i, sums = Layout.Start(first + 3);
            for (int axis = 0; axis < 3; axis++)
            {
                Gather(positionsA, Layout.Start(first + axis), SeriesPerGroup[first + axis]);
                _rowA[sums + axis] = Sum(Layout.Part(_rowA, first + axis));
            }
        }
        return _rowA;
    }

    // Empty slots stay zero.
    private void Gather(ReadOnlySpan<double> positionsA, int start, int count)
    {
        ReadOnlySpan<int> coordinate = _coordinate.AsSpan(start, count);
        ReadOnlySpan<double> originA = _originA.AsSpan(start, count);
        Span<double> rowA = _rowA.AsSpan(start, count);
        for (int i = 0; i < rowA.Length; i++) rowA[i] = positionsA[coordinate[i]] - originA[i];
    }

    private static double Sum(ReadOnlySpan<double> slots)
    {
        ref double first = ref MemoryMarshal.GetReference(slots);
        Vector256<double> a = default, b = default;
        for (nuint at = 0; at < (nuint)slots.Length; at += SeriesLayout.VectorSlots)
        {
            a += Vector256.LoadUnsafe(ref first, at);
            b += Vector256.LoadUnsafe(ref first, at + 4);
        }
        return CrossSpectra.SumOfLanes(a + b);
    }
}
