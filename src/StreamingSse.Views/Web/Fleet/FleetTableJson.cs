using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>The table runs × descriptors, for the scatter behind a cell of the correlogram.</summary>
internal static class FleetTableJson
{
    public static byte[] Write(FleetState state) => PageJson.Write(json =>
    {
        json.WriteStartObject();
        json.Each("columns", DescriptorColumn.All, (to, column) =>
        {
            to.WriteString("name", column.Name);
            to.WriteString("unit", column.Unit);
            to.WriteString("family", column.Family.ToString().ToLowerInvariant());
        });
        json.Each("rows", state.Rows, (to, row) =>
        {
            to.WriteString("run", row.Run);
            to.Numbers("values", row.Values);
        });
        json.WriteEndObject();
    });
}
