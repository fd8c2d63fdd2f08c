namespace StreamingSse.Pipeline.Streams;

/// <summary>Gives every element to several branches.</summary>
public static class Broadcast
{
    /// <summary>A sink that hands every element to every one of <paramref name="sinks"/>, in order.</summary>
    /// <remarks>
    /// Each branch has a loop of its own and at most <paramref name="bufferSize"/> elements waiting; the slowest branch holds back the
    /// others and the source. A branch that ends, ends them all: no branch goes on with frames that another one will never see.
    /// </remarks>
    public static Sink<T> To<T>(int bufferSize, params Sink<T>[] sinks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferSize, 1);
        if (sinks.Length == 0) throw new ArgumentException("expected at least one branch, got none", nameof(sinks));
        return new((run, source, stop) => Share(bufferSize, sinks, run, source, stop));
    }

    private static async Task Share<T>(int bufferSize, Sink<T>[] sinks, RunningGraph run, Source<T> source, CancellationToken stop)
    {
        using var upstream = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Link<T>[] links = [.. sinks.Select(_ => new Link<T>(bufferSize, source.Lease, run, upstream))];
        Task[] branches = [.. sinks.Zip(links, (sink, link) =>
            Task.Run(() => Branch(sink, link, run, source.Lease, stop), CancellationToken.None))];
        await Link<T>.Feed(source, links, run, upstream.Token, stop);
        await Task.WhenAll(branches);
    }

    private static async Task Branch<T>(Sink<T> sink, Link<T> link, RunningGraph run, Lease<T> lease, CancellationToken stop)
    {
        try
        {
            await sink.Consume(run, new Source<T>((_, stopped) => link.Read(stopped), lease), stop);
        }
        catch (Exception failure)
        {
            run.Fail(failure);
        }
        finally
        {
            link.Close();
        }
    }
}
