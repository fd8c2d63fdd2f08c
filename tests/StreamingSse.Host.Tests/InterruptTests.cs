using System.Runtime.InteropServices;

namespace StreamingSse.Host.Tests;

public sealed class InterruptTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void Signals_within_a_moment_are_one_wish_to_end_in_order()
    {
        using var interrupt = new Interrupt(_clock, CancellationToken.None);
        Assert.False(interrupt.Token.IsCancellationRequested);
        Assert.True(IsHeld(interrupt, PosixSignal.SIGINT));
        Assert.True(interrupt.Token.IsCancellationRequested);
        _clock.Now += Interrupt.OneWish / 2;
        Assert.True(IsHeld(interrupt, PosixSignal.SIGTERM));
    }

    [Fact]
    public void A_later_one_ends_the_program_at_once()
    {
        using var interrupt = new Interrupt(_clock, CancellationToken.None);
        Assert.True(IsHeld(interrupt, PosixSignal.SIGTERM));
        _clock.Now += Interrupt.OneWish;
        Assert.False(IsHeld(interrupt, PosixSignal.SIGTERM));
    }

    /// <summary>True where the signal's own effect, the end of the program, is held back.</summary>
    private static bool IsHeld(Interrupt interrupt, PosixSignal signal)
    {
        var context = new PosixSignalContext(signal);
        interrupt.Ask(context);
        return context.Cancel;
    }

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
