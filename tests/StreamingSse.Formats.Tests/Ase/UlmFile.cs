using System.Buffers.Binary;
using System.Text;

namespace StreamingSse.Formats.Tests.Ase;

/// <summary>An item of a small .traj: lithium and oxygen.</summary>
/// <param name="Cell">As JSON.</param>
internal sealed record UlmTestItem(double[]? Momenta = null, double[]? Masses = null, string Cell = "[[5, 0, 0], [0, 5, 0], [0, 0, 5]]");

/// <summary>Writes .traj files as ASE does: arrays, then the item's JSON behind its length, the index behind all.</summary>
internal static class UlmFile
{
    public static byte[] Of(params UlmTestItem[] items)
    {
        var file = new MemoryStream();
        file.Write("- of UlmASE-Trajectory  "u8);
        foreach (long number in (long[])[3, items.Length, 0]) Write(file, number);
        var places = new List<long>();
        foreach (UlmTestItem item in items) places.Add(WriteItem(file, item, step: places.Count));
        long index = file.Position;
        foreach (long place in places) Write(file, place);
        byte[] bytes = file.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), index);
        return bytes;
    }

    /// <summary>Where the index holds the place of an item.</summary>
    public static int IndexAt(byte[] file, int item) => (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(40)) + sizeof(long) * item;

    private static long WriteItem(MemoryStream file, UlmTestItem item, int step)
    {
        string json = $"\"positions.\": {Floats(file, [1, 2, 3, 4, 5, step], "2, 3")}, \"cell\": {item.Cell}, \"info\": {{\"step\": {step}}}";
        if (item.Momenta is not null) json += $", \"momenta.\": {Floats(file, item.Momenta, "2, 3")}";
        if (item.Masses is not null) json += $", \"masses.\": {Floats(file, item.Masses, $"{item.Masses.Length}")}";
        json += $", \"numbers.\": {{\"ndarray\": [[2], \"int64\", {file.Position}]}}";
        Write(file, 3);
        Write(file, 8);
        long place = file.Position;
        byte[] text = Encoding.UTF8.GetBytes("{" + json + "}");
        Write(file, text.Length);
        file.Write(text);
        while (file.Position % sizeof(long) != 0) file.WriteByte(0);
        return place;
    }

    private static string Floats(MemoryStream file, double[] values, string shape)
    {
        string said = $"{{\"ndarray\": [[{shape}], \"float64\", {file.Position}]}}";
        foreach (double value in values) Write(file, BitConverter.DoubleToInt64Bits(value));
        return said;
    }

    private static void Write(MemoryStream file, long number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        file.Write(bytes);
    }
}
