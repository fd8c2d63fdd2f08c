using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>The last trainings of the fleet, newest first: what the page shows of them beside the newest. All of them are in the registry on disk.</summary>
/// <remarks>Not thread-safe: one owner.</remarks>
internal sealed class TrainingHistory
{
    private const int Most = 12;

    private FleetModels[] _trainings = [];

    /// <returns>With the models of <paramref name="state"/>, where there are any.</returns>
    public IReadOnlyList<FleetModels> Add(FleetState state)
    {
        if (state.Models is { } models && models.Version != _trainings.FirstOrDefault()?.Version) _trainings = [.. _trainings.Prepend(models).Take(Most)];
        return _trainings;
    }
}
