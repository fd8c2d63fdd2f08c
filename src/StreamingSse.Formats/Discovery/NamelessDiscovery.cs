namespace StreamingSse.Formats.Discovery;

/// <summary>Names, masses and time step for formats that several engines write and that name no atoms: DCD, NetCDF, and what has no companions of its own.</summary>
internal static class NamelessDiscovery
{
    /// <summary>From a LAMMPS log, script or data file, or from a structure of so many atoms, beside the trajectory.</summary>
    /// <param name="askNames">Asks for the names where nothing beside it has them.</param>
    /// <returns>The engine.</returns>
    public static string Find(EngineFacts facts, string trajectory, FirstFrames first, string engine, Action askNames)
    {
        bool hasLabels = first.Labels.All(label => label.Length > 0);
        if (!hasLabels) facts.TakeNames(NamedAtoms.Find(trajectory, first.Labels.Count));
        IReadOnlyList<string> labels = facts.AtomNames ?? first.Labels;
        LammpsDiscovery.Find(facts, trajectory, null, labels.All(label => label.Length > 0 && char.IsAsciiLetter(label[0])));
        if (!hasLabels) askNames();
        if (!facts.NamesAreElements) GromacsDiscovery.GuessMasses(facts);
        if (facts.LammpsUnits is not null and not "metal" and not "real")
            throw new BadInputException(trajectory, "lengths in Å (LAMMPS units metal or real)", $"units {facts.LammpsUnits}");
        return facts.LammpsUnits is null ? engine : "LAMMPS";
    }
}
