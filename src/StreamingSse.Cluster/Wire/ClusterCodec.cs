using System.Buffers;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Cluster.Wire;

/// <summary>The wire form of what nodes tell each other besides snapshots. Fields keep number and meaning; readers skip those that they do not know.</summary>
internal static class ClusterCodec
{
    public static byte[] Encode(RunOrder order) => Enveloped(MessageType.RunOrder, to => Write(to, order));

    public static byte[] Encode(AsideRun aside) => Enveloped(MessageType.AsideRun, to =>
    {
        to.WriteMapHeader(4);
        Write(Field(to, 1), aside.Order);
        Field(to, 2).Write(aside.Node);
        Field(to, 3).Write(aside.Reason);
        Field(to, 4).Write(aside.At);
    });

    public static byte[] Encode(NodeReport report) => Enveloped(MessageType.NodeReport, to =>
    {
        to.WriteMapHeader(8);
        Field(to, 1).Write(report.Node);
        WriteTexts(Field(to, 2), report.Roles);
        Field(to, 3).Write(report.Capacity);
        Field(to, 4).Write(report.IsDraining);
        Field(to, 5).Write(report.IsTrainer);
        Field(to, 6).Write(report.RowCount);
        WriteRuns(Field(to, 7), report.Held);
        WriteRuns(Field(to, 8), report.Refused);
    });

    public static byte[] Encode(NodeCall call) => Enveloped(MessageType.NodeCall, to =>
    {
        to.WriteMapHeader(2);
        Field(to, 1).Write((long)call.Kind);
        Field(to, 2).Write(call.Node);
    });

    public static RunOrder DecodeOrder(ReadOnlySpan<byte> message, string source)
    {
        MessagePackReader from = WireEnvelope.Open(message, MessageType.RunOrder, source);
        return ReadOrder(ref from);
    }

    public static AsideRun DecodeAside(ReadOnlySpan<byte> message, string source)
    {
        MessagePackReader from = WireEnvelope.Open(message, MessageType.AsideRun, source);
        var aside = new AsideRun(new RunOrder("", "", [], [], [], default), "", "", default);
        var fields = new FieldReader("a run set aside", 4, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: aside = aside with { Order = ReadOrder(ref from) }; break;
                case 2: aside = aside with { Node = from.ReadString() }; break;
                case 3: aside = aside with { Reason = from.ReadString() }; break;
                case 4: aside = aside with { At = from.ReadTime() }; break;
                default: from.Skip(); break;
            }
        return aside;
    }

    public static NodeCall DecodeCall(ReadOnlySpan<byte> message, string source)
    {
        MessagePackReader from = WireEnvelope.Open(message, MessageType.NodeCall, source);
        var call = new NodeCall(NodeCallKind.Report, "");
        var fields = new FieldReader("a call", 2, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: call = call with { Kind = (NodeCallKind)from.ReadInt32() }; break;
                case 2: call = call with { Node = from.ReadString() }; break;
                default: from.Skip(); break;
            }
        return Enum.IsDefined(call.Kind) ? call : throw from.Bad("a call of a known kind", $"kind {(int)call.Kind}: a newer release sent it");
    }

    public static NodeReport DecodeReport(ReadOnlySpan<byte> message, string source)
    {
        MessagePackReader from = WireEnvelope.Open(message, MessageType.NodeReport, source);
        var report = new NodeReport("", [], 0, false, false, 0, [], []);
        var fields = new FieldReader("a node's report", 8, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: report = report with { Node = from.ReadString() }; break;
                case 2: report = report with { Roles = ReadTexts(ref from) }; break;
                case 3: report = report with { Capacity = from.ReadInt32() }; break;
                case 4: report = report with { IsDraining = from.ReadBoolean() }; break;
                case 5: report = report with { IsTrainer = from.ReadBoolean() }; break;
                case 6: report = report with { RowCount = from.ReadInt64() }; break;
                case 7: report = report with { Held = ReadRuns(ref from) }; break;
                case 8: report = report with { Refused = ReadRuns(ref from) }; break;
                default: from.Skip(); break;
            }
        return report;
    }

    private static void Write(MessagePackWriter to, RunOrder order)
    {
        to.WriteMapHeader(6);
        Field(to, 1).Write(order.Run);
        WriteTexts(Field(to, 2), order.Paths);
        WriteTexts(Field(to, 3), order.Arguments);
        Field(to, 4).WriteArrayHeader(order.Refusals.Count);
        foreach (Refusal refusal in order.Refusals)
        {
            to.WriteMapHeader(2);
            Field(to, 1).Write(refusal.Node);
            Field(to, 2).Write(refusal.Reason);
        }
        Field(to, 5).Write(order.Name);
        Field(to, 6).Write(order.At);
    }

    private static RunOrder ReadOrder(ref MessagePackReader from)
    {
        var order = new RunOrder("", "", [], [], [], default);
        var fields = new FieldReader("a run's order", 6, ref from);
        while (fields.Next(ref from))
            switch (fields.Number)
            {
                case 1: order = order with { Run = from.ReadString() }; break;
                case 2: order = order with { Paths = ReadTexts(ref from) }; break;
                case 3: order = order with { Arguments = ReadTexts(ref from) }; break;
                case 4: order = order with { Refusals = ReadRefusals(ref from) }; break;
                case 5: order = order with { Name = from.ReadString() }; break;
                case 6: order = order with { At = from.ReadTime() }; break;
                default: from.Skip(); break;
            }
        return order;
    }

    private static List<Refusal> ReadRefusals(ref MessagePackReader from)
    {
        var refusals = new List<Refusal>();
        for (int left = from.ReadArrayHeader(); left > 0; left--)
        {
            var refusal = new Refusal("", "");
            var fields = new FieldReader("a refusal", 2, ref from);
            while (fields.Next(ref from))
                switch (fields.Number)
                {
                    case 1: refusal = refusal with { Node = from.ReadString() }; break;
                    case 2: refusal = refusal with { Reason = from.ReadString() }; break;
                    default: from.Skip(); break;
                }
            refusals.Add(refusal);
        }
        return refusals;
    }

    private static void WriteRuns(MessagePackWriter to, IReadOnlyList<HeldRun> runs)
    {
        to.WriteArrayHeader(runs.Count);
        foreach (HeldRun run in runs)
        {
            to.WriteMapHeader(3);
            Field(to, 1).Write(run.Run);
            Field(to, 2).Write(run.State);
            Field(to, 3).Write(run.FrameCount);
        }
    }

    private static List<HeldRun> ReadRuns(ref MessagePackReader from)
    {
        var runs = new List<HeldRun>();
        for (int left = from.ReadArrayHeader(); left > 0; left--)
        {
            var run = new HeldRun("", "", 0);
            var fields = new FieldReader("a held run", 3, ref from);
            while (fields.Next(ref from))
                switch (fields.Number)
                {
                    case 1: run = run with { Run = from.ReadString() }; break;
                    case 2: run = run with { State = from.ReadString() }; break;
                    case 3: run = run with { FrameCount = from.ReadInt64() }; break;
                    default: from.Skip(); break;
                }
            runs.Add(run);
        }
        return runs;
    }

    private static void WriteTexts(MessagePackWriter to, IReadOnlyList<string> texts)
    {
        to.WriteArrayHeader(texts.Count);
        foreach (string text in texts) to.Write(text);
    }

    private static List<string> ReadTexts(ref MessagePackReader from)
    {
        var texts = new List<string>();
        for (int left = from.ReadArrayHeader(); left > 0; left--) texts.Add(from.ReadString());
        return texts;
    }

    private static MessagePackWriter Field(MessagePackWriter to, int number)
    {
        to.Write(number);
        return to;
    }

    private static byte[] Enveloped(MessageType type, Action<MessagePackWriter> body)
    {
        var output = new ArrayBufferWriter<byte>(512);
        WireEnvelope.Write(type, body, output);
        return output.WrittenSpan.ToArray();
    }
}
