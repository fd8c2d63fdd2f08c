using System.Text.Json;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Files;

/// <summary>The parts of the summary that say what D is, how sure that is, and where the run stands.</summary>
internal static class VerdictJson
{
    public static void WriteEstimate(Utf8JsonWriter json, string name, Assessment? found)
    {
        if (found is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        SummaryJson.WriteNumber(json, "dA2PerPs", found.D.Value);
        SummaryJson.WriteNumber(json, "low95", found.D.Low95);
        SummaryJson.WriteNumber(json, "high95", found.D.High95);
        SummaryJson.WriteNumber(json, "upperBound95", found.UpperBound95);
        SummaryJson.WriteNumber(json, "testedLagPs", found.TestedLagPs);
        SummaryJson.WriteNumber(json, "onsetLagPs", found.OnsetLagPs);
        SummaryJson.WriteNumber(json, "discardedPs", found.DiscardedPs);
        SummaryJson.WriteNumber(json, "collectivity", found.Collectivity);
        SummaryJson.WriteNumber(json, "hops", found.Hops);
        SummaryJson.WriteNumber(json, "requiredLagPs", found.RequiredLagPs);
        SummaryJson.WriteNumber(json, "hopRatePerPs", found.SingleIons.RatePerPs);
        SummaryJson.WriteNumber(json, "residencePs", found.SingleIons.MeanResidencePs);
        SummaryJson.WriteNumber(json, "returnShare", found.SingleIons.ReturnShare);
        SummaryJson.WriteNumber(json, "returnPs", found.SingleIons.MeanReturnPs);
        json.WriteEndObject();
    }

    public static void WriteTransport(Utf8JsonWriter json, Transport? transport)
    {
        if (transport is null)
        {
            json.WriteNull("transport");
            return;
        }
        json.WriteStartObject("transport");
        WriteInterval(json, "sigmaNernstEinsteinSPerCm", transport.SigmaNernstEinsteinSPerCm);
        WriteInterval(json, "sigmaCollectiveSPerCm", transport.SigmaCollectiveSPerCm);
        WriteInterval(json, "haven", transport.Haven);
        WriteInterval(json, "dXA2PerPs", transport.DXA2PerPs);
        WriteInterval(json, "dYA2PerPs", transport.DYA2PerPs);
        WriteInterval(json, "dZA2PerPs", transport.DZA2PerPs);
        json.WriteEndObject();
    }

    public static void WriteCrossChecks(Utf8JsonWriter json, CrossChecks? checks)
    {
        if (checks is null)
        {
            json.WriteNull("crossChecks");
            return;
        }
        json.WriteStartObject("crossChecks");
        SummaryJson.WriteNumber(json, "lagPs", checks.LagPs);
        SummaryJson.WriteNumber(json, "fromVelocitiesA2PerPs", checks.FromVelocitiesA2PerPs);
        SummaryJson.WriteNumber(json, "fromPositionsA2PerPs", checks.FromPositionsA2PerPs);
        SummaryJson.WriteNumber(json, "errorA2PerPs", checks.ErrorA2PerPs);
        SummaryJson.WriteNumber(json, "paperA2PerPs", checks.PaperA2PerPs);
        SummaryJson.WriteNumber(json, "paperErrorA2PerPs", checks.PaperErrorA2PerPs);
        SummaryJson.WriteNumber(json, "halvesZ", checks.HalvesZ);
        json.WriteEndObject();
    }

    public static void WriteVerdict(Utf8JsonWriter json, DiffusionVerdict? verdict)
    {
        if (verdict is null)
        {
            json.WriteNull("verdict");
            return;
        }
        json.WriteStartObject("verdict");
        json.WriteString("state", verdict.StateName);
        json.WriteString("reason", verdict.Reason);
        json.WriteBoolean("provisional", verdict.IsProvisional);
        SummaryJson.WriteNumber(json, "targetRelative", verdict.TargetRelative);
        SummaryJson.WriteNumber(json, "stopAtPs", verdict.StopAtPs);
        WriteEstimate(json, "atStop", verdict.AtStop);
        json.WriteStartObject("remainingPs");
        SummaryJson.WriteNumber(json, "value", verdict.RemainingPs.Value);
        SummaryJson.WriteNumber(json, "low", verdict.RemainingPs.Low95);
        SummaryJson.WriteNumber(json, "high", verdict.RemainingPs.High95);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        SummaryJson.WriteNumber(json, "value", interval.Value);
        SummaryJson.WriteNumber(json, "low95", interval.Low95);
        SummaryJson.WriteNumber(json, "high95", interval.High95);
        json.WriteEndObject();
    }
}
