using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Tests.Following;

namespace StreamingSse.Formats.Tests.Imd;

public sealed class ImdLogCheckTests : IDisposable
{
    private const int Rate = 10;
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A log line every 100 steps, a frame every 10, a look every 25 steps: nothing is missing, whatever the phase.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9993)]
    public void Nothing_is_missing_while_frames_and_steps_keep_pace(int attachedAt) => Assert.Empty(Losses(attachedAt, _ => false));

    [Fact]
    public void Dropped_frames_are_counted_to_within_a_line_of_the_log()
    {
        List<(long Count, string Reason)> losses = Losses(7, step => step is > 5000 and <= 7000);
        Assert.InRange(losses.Sum(loss => loss.Count), 185, 215); // of 200
        Assert.StartsWith("log.lammps is at step 5", losses[0].Reason);
    }

    [Fact]
    public void A_few_dropped_frames_show_in_the_end()
    {
        List<(long Count, string Reason)> losses = Losses(7, step => step > 3000 && step % 200 == 0); // one in twenty
        Assert.InRange(losses.Sum(loss => loss.Count), 60, 140); // of 100
    }

    [Fact]
    public void A_log_that_is_not_there_says_nothing()
    {
        var check = new ImdLogCheck(_folder["absent"], Rate, _clock);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(check.FindLoss(10, true));
    }

    private List<(long Count, string Reason)> Losses(int attachedAt, Func<long, bool> isDropped)
    {
        string log = _folder.Write("log.lammps", "units metal\n   Step          Temp\n");
        var check = new ImdLogCheck(log, Rate, _clock);
        var losses = new List<(long, string)>();
        long received = 0;
        for (long step = attachedAt; step < attachedAt + 23_000; step++)
        {
            if (step % Rate == 0 && !isDropped(step)) received++;
            if (step % 100 == 0) File.AppendAllText(log, $"{step,8}   1500.0\n");
            if (step % 25 != 0) continue;
            _clock.Advance(TimeSpan.FromSeconds(0.3));
            if (check.FindLoss(received, isUpToDate: true) is { } loss) losses.Add(loss);
        }
        return losses;
    }
}
