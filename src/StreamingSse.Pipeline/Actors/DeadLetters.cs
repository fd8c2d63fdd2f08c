namespace StreamingSse.Pipeline.Actors;

public enum DeadLetterReason
{
    /// <summary>The actor is gone.</summary>
    Stopped,

    /// <summary>Its mailbox was full.</summary>
    MailboxFull,

    /// <summary>It does not take such messages.</summary>
    WrongType,

    /// <summary>It took the message and had no case for it.</summary>
    Unhandled,

    /// <summary>The result of an operation that an earlier incarnation of the actor had begun.</summary>
    Outdated,
}

/// <summary>A message that nobody handled; published on the system's event stream.</summary>
public sealed record DeadLetter(object Message, ActorRef? Sender, ActorRef Recipient, DeadLetterReason Reason);

/// <summary>Counts and publishes what nobody handled. What is told to it is a dead letter.</summary>
public sealed class DeadLetters : ActorRef
{
    private readonly long[] _counts = new long[Enum.GetValues<DeadLetterReason>().Length];

    internal DeadLetters(ActorSystem system)
        : base(system, "/deadLetters")
    {
    }

    public long Count => Enum.GetValues<DeadLetterReason>().Sum(CountOf);

    public long CountOf(DeadLetterReason reason) => Interlocked.Read(ref _counts[(int)reason]);

    public override void Tell(object message, ActorRef? sender) => Add(message, sender, this, DeadLetterReason.Stopped);

    internal override bool IsStopped => true;

    internal void Add(object message, ActorRef? sender, ActorRef recipient, DeadLetterReason reason)
    {
        object? lost = message is Notice notice ? notice.Lost : message;
        if (lost is null) return;
        Interlocked.Increment(ref _counts[(int)reason]);
        if (lost is DeadLetter) return; // a listener that cannot take one must not cause the next
        System.EventStream.Publish(new DeadLetter(lost, sender, recipient, reason));
    }
}
