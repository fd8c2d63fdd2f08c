using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>A state of the fleet as the page shows it, in parts that are written down when the first client asks for each.</summary>
/// <param name="trails">In the order of the rows.</param>
/// <param name="withPage">Names of the runs that have a page of their own here.</param>
/// <param name="trainings">Newest first.</param>
/// <param name="numbers">Count how often each part has changed, so that a page fetches what it does not have.</param>
internal sealed class FleetPicture(FleetState state, IReadOnlyList<DiffusionPoint[]> trails, IReadOnlySet<string> withPage, IReadOnlyList<FleetModels> trainings, FleetPicture.PartNumbers numbers)
{
    private readonly Lazy<byte[]> _rows = new(() => FleetRowsJson.Write(state, trails, withPage, numbers));
    private readonly Lazy<byte[]> _values = new(() => FleetTableJson.Write(state));
    private readonly Lazy<byte[]> _models = new(() => FleetAnalysisJson.WriteModels(state.Models, trainings));
    private readonly Dictionary<string, Lazy<byte[]>> _views = state.Views.ToDictionary(view => view.Name, view => new Lazy<byte[]>(() => FleetAnalysisJson.WriteView(view)));

    public FleetState State => state;

    public PartNumbers Numbers => numbers;

    /// <summary>Verdicts, pooled replicas, Arrhenius lines, advice and notes: what is sent at every change.</summary>
    public ReadOnlyMemory<byte> Rows => _rows.Value;

    /// <summary>Part of the rest by its name; null where there is none such.</summary>
    public ReadOnlyMemory<byte>? Find(string part, string? view) => part switch
    {
        "values.json" => _values.Value,
        "models.json" => _models.Value,
        "view.json" when _views.TryGetValue(view ?? "", out Lazy<byte[]>? json) => json.Value,
        _ => (ReadOnlyMemory<byte>?)null, // of an array, null would be an empty part
    };

    /// <summary>How often the table's values, its correlations and its models have changed.</summary>
    public readonly record struct PartNumbers(long Values, long Views, long Models)
    {
        /// <param name="before">Null for the first state.</param>
        public static PartNumbers After(FleetPicture? before, FleetState next)
        {
            if (before is null) return new PartNumbers(1, 1, 1);
            (PartNumbers last, FleetState old) = (before.Numbers, before.State);
            return new PartNumbers(
                last.Values + (ReferenceEquals(old.Rows, next.Rows) ? 0 : 1),
                last.Views + (ReferenceEquals(old.Views, next.Views) ? 0 : 1),
                last.Models + (ReferenceEquals(old.Models, next.Models) ? 0 : 1));
        }
    }
}
