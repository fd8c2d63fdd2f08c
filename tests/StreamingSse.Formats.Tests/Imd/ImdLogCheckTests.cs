using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel.State;

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
        Assert.Null(check.FindLoss(10, _clock.GetTimestamp()));
    }

    /// <summary>A stopped process: the simulation drops frames, some wait in the kernel, and what the last look knew is long out of date.</summary>
    [Fact]
    public void Frames_dropped_in_a_standstill_are_counted_once_what_had_waited_is_there()
    {
        var attached = new Attached(this);
        attached.Go(4000, 150);
        long emptiedAt = _clock.GetTimestamp();
        attached.GoUnseen(20_000, isDropped: step => step > 6000);
        Assert.Null(attached.Look(0, emptiedAt));
        while (attached.Waiting > 0) Assert.Null(attached.Look(Math.Min(50, attached.Waiting), emptiedAt));
        List<(long Count, string Reason)> losses = attached.Go(3000, 150);
        Assert.InRange(Assert.Single(losses).Count, 1795, 1815); // of 1800; a line of the log is 10 frames
    }

    [Fact]
    public void A_log_that_is_written_in_large_pieces_tells_as_well_and_later()
    {
        var attached = new Attached(this) { LinesAtOnce = 40 };
        Assert.Empty(attached.Go(12_000, 150));
        attached.GoUnseen(20_000, isDropped: _ => true);
        Assert.InRange(Assert.Single(attached.Go(12_000, 150)).Count, 1985, 2015); // of 2000
    }

    [Fact]
    public void A_watch_that_goes_on_knows_how_many_frames_it_did_not_see()
    {
        var attached = new Attached(this);
        Assert.Empty(attached.Go(4000, 150));
        byte[] saved = CarriedState.Save(attached.Carry);
        Assert.Empty(attached.Go(4000, 150)); // being saved changes nothing
        saved = CarriedState.Save(attached.Carry);
        var again = new Attached(this, attached);
        again.Carry(StateCarrier.LoadingFrom(saved));
        again.GoUnseen(7000, isDropped: _ => true);
        Assert.InRange(Assert.Single(again.Go(3000, 150)).Count, 685, 715); // of 700
        Assert.Empty(again.Go(3000, 150));
    }

    [Fact]
    public void A_log_that_is_begun_anew_is_counted_from_there()
    {
        var attached = new Attached(this);
        Assert.Empty(attached.Go(9000, 150));
        attached.BeginAnew();
        Assert.Empty(attached.Go(4000, 150));
        attached.GoUnseen(3000, isDropped: _ => true);
        Assert.InRange(Assert.Single(attached.Go(3000, 150)).Count, 285, 315); // of 300
    }

    /// <summary>A simulation with its log, and a check that looks at it.</summary>
    private sealed class Attached(ImdLogCheckTests test, Attached? before = null)
    {
        private const string Head = "units metal\n   Step          Temp\n";
        private readonly string _log = before?._log ?? test._folder.Write("log.lammps", Head);
        private readonly ImdLogCheck _check = new(test._folder["log.lammps"], Rate, test._clock);
        private long _step = before?._step ?? 7, _received;
        private string _unwritten = "";

        public int LinesAtOnce { get; init; } = 1;

        /// <summary>Frames that were sent and not yet received.</summary>
        public int Waiting { get; private set; }

        public void Carry(StateCarrier state) => _check.Carry(state, _received);

        public void BeginAnew()
        {
            File.WriteAllText(_log, Head);
            _step = 0;
        }

        /// <summary>The simulation goes on and all is received at once; a look each so many steps.</summary>
        public List<(long Count, string Reason)> Go(int steps, int lookEvery)
        {
            var losses = new List<(long, string)>();
            for (int i = 1; i <= steps; i++)
            {
                Step(_ => false);
                if (i % lookEvery != 0) continue;
                test._clock.Advance(TimeSpan.FromSeconds(0.3));
                if (Look(Waiting, null) is { } loss) losses.Add(loss);
            }
            return losses;
        }

        /// <summary>The simulation goes on for half a minute, and nothing is received.</summary>
        public void GoUnseen(int steps, Func<long, bool> isDropped)
        {
            for (int i = 0; i < steps; i++) Step(isDropped);
            test._clock.Advance(TimeSpan.FromSeconds(30));
        }

        /// <param name="received">Of those that wait.</param>
        /// <param name="emptiedAt">Null: now.</param>
        public (long Count, string Reason)? Look(int received, long? emptiedAt)
        {
            (_received, Waiting) = (_received + received, Waiting - received);
            return _check.FindLoss(_received, emptiedAt ?? test._clock.GetTimestamp());
        }

        private void Step(Func<long, bool> isDropped)
        {
            if (_step % Rate == 0 && !isDropped(_step)) Waiting++;
            if (_step % 100 == 0) _unwritten += $"{_step,8}   1500.0\n";
            if (_step++ % (100 * LinesAtOnce) != 0) return;
            File.AppendAllText(_log, _unwritten);
            _unwritten = "";
        }
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
            if (check.FindLoss(received, _clock.GetTimestamp()) is { } loss) losses.Add(loss);
        }
        return losses;
    }
}
