namespace StreamingSse.Kernel.Structure;

/// <summary>Three vectors that generate the same lattice as any number of them: row reduction by whole steps.</summary>
internal static class LatticeBasis
{
    /// <returns>Null where they span no volume.</returns>
    public static LatticeRotation? Of(List<LatticeVector> generators)
    {
        List<LatticeVector> rest = [.. generators];
        LatticeVector? a = TakePivot(rest, v => v.A), b = TakePivot(rest, v => v.B), c = TakePivot(rest, v => v.C);
        return a is null || b is null || c is null ? null : new LatticeRotation(a.Value, b.Value, c.Value);
    }

    /// <summary>Two vectors that generate all those lattice vectors on which a covector vanishes.</summary>
    public static (LatticeVector, LatticeVector) OfPlane(LatticeVector across)
    {
        LatticeVector p = across.Cross(new(1, 0, 0)), q = across.Cross(new(0, 1, 0)), r = across.Cross(new(0, 0, 1));
        List<LatticeVector> rest = [p, q, r];
        LatticeVector? first = TakePivot(rest, v => v.A), second = TakePivot(rest, v => v.B), third = TakePivot(rest, v => v.C);
        LatticeVector[] two = [.. new[] { first, second, third }.Where(v => v is not null).Select(v => v!.Value)];
        return (two[0], two[1]);
    }

    // Euclid's algorithm on one component; what is left of the others has none of it.
    private static LatticeVector? TakePivot(List<LatticeVector> rest, Func<LatticeVector, long> component)
    {
        while (true)
        {
            int pivot = -1;
            for (int i = 0; i < rest.Count; i++)
                if (component(rest[i]) != 0 && (pivot < 0 || Math.Abs(component(rest[i])) < Math.Abs(component(rest[pivot])))) pivot = i;
            if (pivot < 0) return null;
            LatticeVector taken = rest[pivot];
            bool isAlone = true;
            for (int i = 0; i < rest.Count; i++)
            {
                if (i == pivot || component(rest[i]) == 0) continue;
                rest[i] -= component(rest[i]) / component(taken) * taken;
                isAlone &= component(rest[i]) == 0;
            }
            if (!isAlone) continue;
            rest.RemoveAt(pivot);
            return taken;
        }
    }
}
