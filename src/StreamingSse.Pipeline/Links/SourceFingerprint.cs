using System.Security.Cryptography;
using System.Text;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Links;

/// <summary>Tells whether a finished run needs reading again: its files and the way they were read, in sixteen characters.</summary>
public static class SourceFingerprint
{
    public static string Of(RunSetup setup)
    {
        var text = new StringBuilder();
        foreach (string segment in setup.Plan.Segments)
        {
            var file = new FileInfo(segment);
            text.Append(segment).Append('|').Append(file.Exists ? file.Length : -1).Append('|').Append(file.Exists ? file.LastWriteTimeUtc.Ticks : 0).Append('\n');
        }
        text.Append(setup.Analysis).Append(string.Join('+', setup.Analysis.Mobile.Names));
        text.Append(setup.Unwrap).Append(setup.VacfMaxLagPs).Append(setup.Plan.TimestepFs).Append(setup.Plan.FrameFs).Append(setup.Plan.FromPs).Append(setup.Plan.ToPs);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
