using System.Collections.Immutable;

namespace StreamingSse.Pipeline.Actors;

/// <summary>Publishes events to whoever subscribed to their type or to a type that they derive from.</summary>
public sealed class EventBus
{
    private ImmutableList<Subscription> _subscriptions = [];

    /// <summary>Tells every event of a type to an actor, until it is unsubscribed or gone.</summary>
    public void Subscribe<TEvent>(ActorRef<TEvent> subscriber)
        where TEvent : notnull => Subscribe(subscriber, static (TEvent e) => e);

    /// <summary>The same for an actor with another family of messages.</summary>
    /// <param name="adapt">Makes the subscriber's message of an event, in the subscriber's turn.</param>
    public void Subscribe<TMessage, TEvent>(ActorRef<TMessage> subscriber, Func<TEvent, TMessage> adapt)
        where TMessage : notnull =>
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add(new(subscriber, typeof(TEvent), e => adapt((TEvent)e))));

    public void Unsubscribe(ActorRef subscriber) =>
        ImmutableInterlocked.Update(ref _subscriptions, list => list.RemoveAll(s => s.Subscriber == subscriber));

    public void Publish(object published)
    {
        foreach (Subscription subscription in Volatile.Read(ref _subscriptions))
        {
            if (subscription.Subscriber.IsStopped) Unsubscribe(subscription.Subscriber);
            else if (subscription.EventType.IsInstanceOfType(published))
                subscription.Subscriber.Tell(new EventNotice(published, subscription.Adapt), sender: null);
        }
    }

    private sealed record Subscription(ActorRef Subscriber, Type EventType, Func<object, object> Adapt);
}
