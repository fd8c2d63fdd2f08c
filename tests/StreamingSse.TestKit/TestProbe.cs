using StreamingSse.Pipeline.Actors;

namespace StreamingSse.TestKit;

/// <summary>An actor that keeps what it is told until a test asks for it.</summary>
public sealed class TestProbe
{
    private readonly ActorTestKit _kit;
    private readonly Queue<(object Message, ActorRef Sender)> _received = new();
    private readonly ActorRef<object> _self;

    internal TestProbe(ActorTestKit kit, string? name)
    {
        _kit = kit;
        _self = kit.System.Spawn(() => new Listener(_received), name, mailboxCapacity: int.MaxValue);
    }

    public ActorRef Ref => _self;

    /// <summary>Who sent the message that was last expected.</summary>
    public ActorRef? LastSender { get; private set; }

    /// <summary>The probe as an actor of one family.</summary>
    public ActorRef<TMessage> As<TMessage>()
        where TMessage : notnull => Ref.As<TMessage>();

    /// <summary>Tells something in the probe's name, so that answers come to it.</summary>
    public void Send(ActorRef actor, object message) => actor.Tell(message, Ref);

    public void Reply(object message) =>
        (LastSender ?? throw new ExpectationFailedException("expected a message to answer to, got none")).Tell(message, Ref);

    public void Watch(ActorRef actor)
    {
        _self.Tell(new Listener.Watch(actor));
        _kit.Settle();
    }

    /// <summary>The next message, which has to be of this type.</summary>
    public T ExpectMsg<T>()
    {
        object message = Next(typeof(T).Name);
        return message is T expected ? expected : throw new ExpectationFailedException($"{Ref}: expected a {typeof(T).Name}, got {message}");
    }

    /// <summary>The next message, which has to equal this one.</summary>
    public void ExpectMsg<T>(T expected)
        where T : notnull
    {
        object message = Next(expected.ToString()!);
        if (!expected.Equals(message)) throw new ExpectationFailedException($"{Ref}: expected {expected}, got {message}");
    }

    /// <summary>Lets all actors settle; nothing may have come.</summary>
    public void ExpectNoMsg()
    {
        _kit.Settle();
        if (_received.TryPeek(out var first)) throw new ExpectationFailedException($"{Ref}: expected no message, got {first.Message}");
    }

    /// <summary>Moves the clock on; nothing may come in that time.</summary>
    public void ExpectNoMsg(TimeSpan during)
    {
        ExpectNoMsg();
        _kit.Advance(during);
        ExpectNoMsg();
    }

    /// <summary>The first message of this type for which the condition holds; what comes before it is passed over.</summary>
    public T FishForMessage<T>(Func<T, bool>? isIt = null)
    {
        while (true)
        {
            if (Next($"a {typeof(T).Name} among others") is T message && (isIt is null || isIt(message))) return message;
        }
    }

    /// <summary>The next message, which has to be the end of an actor that the probe watches.</summary>
    public Terminated ExpectTerminated(ActorRef actor)
    {
        var end = ExpectMsg<Terminated>();
        return end.Actor == actor ? end : throw new ExpectationFailedException($"{Ref}: expected the end of {actor}, got that of {end.Actor}");
    }

    private object Next(string expected)
    {
        _kit.Until(() => _received.Count > 0, () => $"{Ref}: expected {expected}");
        (object message, LastSender) = _received.Dequeue();
        return message;
    }

    private sealed class Listener(Queue<(object Message, ActorRef Sender)> received) : Actor<object>
    {
        public sealed record Watch(ActorRef Actor);

        protected override void Receive(object message)
        {
            if (message is Watch watch) Context.Watch(watch.Actor);
            else received.Enqueue((message, Sender));
        }
    }
}
