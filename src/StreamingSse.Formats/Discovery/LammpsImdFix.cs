using System.Globalization;

namespace StreamingSse.Formats.Discovery;

/// <summary>What a LAMMPS <c>fix imd</c> sends: a frame every so many steps, of wrapped or unwrapped coordinates.</summary>
internal sealed record LammpsImdFix(int Port, int Rate, bool IsUnwrapped)
{
    /// <returns>Null where the words hold a variable that is not known.</returns>
    public static LammpsImdFix? Of(string[] words)
    {
        if (words.Length < 5 || !int.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out int port)) return null;
        int rate = 1;
        bool isUnwrapped = false;
        for (int at = 5; at + 1 < words.Length; at += 2)
        {
            if (words[at] == "trate" && !int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out rate)) return null;
            if (words[at] == "unwrap") isUnwrapped = words[at + 1] is "on" or "yes" or "true";
        }
        return new LammpsImdFix(port, rate, isUnwrapped);
    }
}
