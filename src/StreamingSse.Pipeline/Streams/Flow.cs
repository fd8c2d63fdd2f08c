namespace StreamingSse.Pipeline.Streams;

/// <summary>Begins a stretch of stages that is not yet joined to a source.</summary>
public static class Flow
{
    public static Flow<T, T> Create<T>() => new(static source => source);
}

/// <summary>Stages with an open end on either side. The stages are those of <see cref="Source{T}"/>.</summary>
public sealed class Flow<TIn, TOut>
{
    private readonly Func<Source<TIn>, Source<TOut>> _apply;

    internal Flow(Func<Source<TIn>, Source<TOut>> apply) => _apply = apply;

    public Flow<TIn, TNext> Via<TNext>(Flow<TOut, TNext> next) => new(source => next.Apply(Apply(source)));

    public Flow<TIn, TOut> Select(Func<TOut, TOut> map) => new(source => Apply(source).Select(map));

    public Flow<TIn, TNext> Select<TNext>(Func<TOut, TNext> make) => new(source => Apply(source).Select(make));

    public Flow<TIn, TOut> Where(Func<TOut, bool> keep) => new(source => Apply(source).Where(keep));

    public Flow<TIn, TOut> Buffer(int size) => new(source => Apply(source).Buffer(size));

    public Sink<TIn> To(Sink<TOut> sink) => new((run, source, stop) => sink.Consume(run, Apply(source), stop));

    internal Source<TOut> Apply(Source<TIn> source) => _apply(source);
}
