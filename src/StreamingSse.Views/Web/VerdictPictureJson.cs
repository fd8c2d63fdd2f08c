using System.Text.Json;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Web;

/// <summary>The verdict in the form in which the page takes it.</summary>
internal static class VerdictPictureJson
{
    public static void Write(Utf8JsonWriter json, DiffusionVerdict? verdict)
    {
        if (verdict is null)
        {
            json.WriteNull("verdict");
            return;
        }
        json.WriteStartObject("verdict");
        json.WriteString("state", verdict.StateName);
        json.WriteString("reason", verdict.Reason);
        json.Number("target", verdict.TargetRelative);
        json.Number("stopAtPs", verdict.StopAtPs);
        json.Interval("remainingPs", verdict.RemainingPs);
        WriteFound(json, verdict.Found);
        WriteTransport(json, verdict.Transport);
        json.WriteEndObject();
    }

    private static void WriteFound(Utf8JsonWriter json, Assessment? found)
    {
        if (found is null)
        {
            json.WriteNull("found");
            return;
        }
        json.WriteStartObject("found");
        json.Interval("d", found.D);
        json.Number("upperBound", found.UpperBound95);
        json.Number("coveredPs", found.CoveredPs);
        json.Number("testedLagPs", found.TestedLagPs);
        json.Number("requiredLagPs", found.RequiredLagPs);
        json.Number("onsetLagPs", found.OnsetLagPs);
        json.Number("discardedPs", found.DiscardedPs);
        json.Number("collectivity", found.Collectivity);
        json.Number("hops", found.Hops);
        json.Number("residencePs", found.ResidencePs);
        json.WriteStartObject("plateau");
        json.Numbers("lagPs", found.Plateau.LagPs);
        json.Numbers("d", found.Plateau.DA2PerPs);
        json.Numbers("error", found.Plateau.ErrorA2PerPs);
        json.Numbers("fitted", found.Plateau.FittedA2PerPs);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTransport(Utf8JsonWriter json, Transport? transport)
    {
        if (transport is null)
        {
            json.WriteNull("transport");
            return;
        }
        json.WriteStartObject("transport");
        json.Interval("sigmaNernstEinstein", transport.SigmaNernstEinsteinSPerCm);
        json.Interval("sigmaCollective", transport.SigmaCollectiveSPerCm);
        json.Interval("haven", transport.Haven);
        json.Interval("dX", transport.DXA2PerPs);
        json.Interval("dY", transport.DYA2PerPs);
        json.Interval("dZ", transport.DZA2PerPs);
        json.WriteEndObject();
    }
}
