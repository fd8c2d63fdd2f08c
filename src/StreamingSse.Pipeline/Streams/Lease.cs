namespace StreamingSse.Pipeline.Streams;

/// <summary>How an element with several holders gains one and loses one. Streams know nothing else about their elements.</summary>
/// <remarks>
/// An element has one holder on a straight stretch of a graph. A <see cref="Broadcast"/> to k branches retains it k − 1 times;
/// whoever handles or drops it releases it once.
/// </remarks>
/// <param name="retain">Adds a holder.</param>
/// <param name="release">Takes one away; must not throw for an element that is held.</param>
public sealed class Lease<T>(Action<T> retain, Action<T> release)
{
    internal static readonly Lease<T> None = new(static _ => { }, static _ => { });

    internal void Retain(T element) => retain(element);

    internal void Release(T element) => release(element);
}
