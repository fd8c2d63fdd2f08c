using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class EventBusTests : IDisposable
{
    private readonly ActorTestKit _kit = new();

    public void Dispose() => _kit.Dispose();

    private abstract record Weather
    {
        public sealed record Rain(int Millimetres) : Weather;

        public sealed record Sun : Weather;
    }

    [Fact]
    public void An_event_reaches_the_subscribers_of_its_type_and_of_those_it_derives_from()
    {
        TestProbe rain = _kit.CreateProbe(), weather = _kit.CreateProbe();
        EventBus stream = _kit.System.EventStream;
        stream.Subscribe(rain.As<Weather.Rain>());
        stream.Subscribe(weather.As<Weather>());
        stream.Publish(new Weather.Rain(3));
        stream.Publish(new Weather.Sun());
        stream.Publish("no weather");
        rain.ExpectMsg(new Weather.Rain(3));
        rain.ExpectNoMsg();
        weather.ExpectMsg(new Weather.Rain(3));
        weather.ExpectMsg(new Weather.Sun());
        weather.ExpectNoMsg();
        stream.Unsubscribe(rain.Ref);
        stream.Publish(new Weather.Rain(4));
        rain.ExpectNoMsg();
    }

    [Fact]
    public void A_family_of_its_own_is_told_in_its_own_words_and_only_while_it_lives()
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = _kit.System.Spawn(() => new Worker([]));
        _kit.System.EventStream.Subscribe(worker, (Weather.Rain rain) => new Add(rain.Millimetres));
        _kit.System.EventStream.Publish(new Weather.Rain(3));
        probe.Send(worker, new GetSum());
        probe.ExpectMsg(3);
        _kit.Await(worker.GracefulStop(TimeSpan.FromSeconds(1)));
        _kit.System.EventStream.Publish(new Weather.Rain(3));
        Assert.Equal(0, _kit.System.DeadLetters.Count);
    }
}
