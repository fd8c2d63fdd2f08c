using System.Runtime.ExceptionServices;

namespace StreamingSse.Pipeline.Actors;

/// <summary>A letter that becomes a message only when it is taken.</summary>
internal abstract class Notice
{
    /// <summary>What is lost where the letter is never taken; null where nobody misses it.</summary>
    public virtual object? Lost => null;

    /// <summary>The message, in the actor's turn; null where it is out of date.</summary>
    public abstract object? Open(ActorCell cell);
}

/// <summary>The end of a watched actor.</summary>
internal sealed class EndNotice(Terminated end) : Notice
{
    public override object? Open(ActorCell cell) => cell.TakeWatch(end);
}

/// <summary>A published event.</summary>
internal sealed class EventNotice(object published, Func<object, object> adapt) : Notice
{
    public override object? Lost => published;

    public override object? Open(ActorCell cell) => adapt(published);
}

/// <summary>The end of an operation that the actor began.</summary>
internal sealed class ResultNotice<T>(Task<T> operation, long incarnation, Func<T, object> success, Func<Exception, object>? failure) : Notice
{
    public override object? Lost => operation.IsCompletedSuccessfully ? operation.Result : null;

    public override object? Open(ActorCell cell)
    {
        if (cell.Incarnation != incarnation)
        {
            cell.System.DeadLetters.Add(this, null, cell, DeadLetterReason.Outdated);
            return null;
        }
        if (operation.IsCompletedSuccessfully) return success(operation.Result);
        Exception cause = operation.Exception?.InnerException ?? new TaskCanceledException(operation);
        if (failure is not null) return failure(cause);
        ExceptionDispatchInfo.Throw(cause);
        return null;
    }
}
