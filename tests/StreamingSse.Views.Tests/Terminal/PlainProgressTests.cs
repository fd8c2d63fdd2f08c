using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class PlainProgressTests : IDisposable
{
    private readonly HandClock _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly PlainProgress _progress;

    public PlainProgressTests() => _progress = new PlainProgress(_output, _clock, TimeSpan.FromSeconds(30));

    public void Dispose() => _output.Dispose();

    [Fact]
    public void The_start_what_was_inferred_warnings_events_and_the_state_come_at_once_and_once()
    {
        for (int i = 0; i < 5; i++) _progress.Tell(SyntheticRun.Status, SyntheticRun.Snapshot());

        Assert.Equal(
            """
            09:00:00 watching Li6PS5Cl/600K/dump.lammpstrj (LAMMPS)
            09:00:00 inferred time step = 2 fs, from log.lammps:14
            09:00:00 inferred units = metal, from in.lammps:1
            09:00:00 inferred species = 1=Li 2=P 3=S 4=Cl, from data.lammps:22
            09:00:00 inferred temperature = 600 K, from in.lammps:31
            09:00:00 warning: kinetic temperature of Cl (604 K) rests on 32 atoms: its error is 3 %
            09:00:00 steps 120000–121000 were seen before and are skipped
            09:00:00 half-written frame waited for ×3
            09:00:00 400.0 ps simulated · 4001 frames · 0.412 frames/s · D(Li) 3.21e-6 cm²/s (0.0321 Å²/ps) · T 600 K · converged

            """.ReplaceLineEndings("\n"), _output.ToString());
    }

    [Fact]
    public void The_status_comes_at_its_rate_and_only_when_there_are_new_frames()
    {
        for (int second = 0; second < 600; second++)
        {
            _progress.Tell(new LiveStatus { Path = "a", State = ReadingState.Following, FrameCount = second < 300 ? second : 300 }, null);
            _clock.Advance(1);
        }
        Assert.Equal(11, Lines().Count(line => line.EndsWith(" frames")));
        Assert.Equal("09:05:00 300 frames", Lines()[^1]);
    }

    [Fact]
    public void A_change_of_state_is_told_at_once()
    {
        _progress.Tell(new LiveStatus { Path = "a", State = ReadingState.Following, FrameCount = 1 }, null);
        _clock.Advance(1);
        var stalled = new LiveStatus { Path = "a", State = ReadingState.Stalled, FrameCount = 1, LastFrameAge = TimeSpan.FromMinutes(4) };
        _progress.Tell(stalled, null);
        Assert.Equal("09:00:01 stalled for 4 min", Lines()[^1]);
    }

    [Fact]
    public void An_event_that_comes_again_and_again_with_other_digits_does_not_fill_the_log()
    {
        var events = new List<LiveEvent>();
        for (int i = 0; i < 600; i++)
        {
            events.Add(new LiveEvent(_clock.GetUtcNow(), $"dump line {41 + i}: expected 5 columns, got 4"));
            _progress.Tell(new LiveStatus { Path = "a", FrameCount = i, Events = events }, null);
            _clock.Advance(0.1);
        }
        string[] told = [.. Lines().Where(line => line.Contains("expected 5 columns"))];
        Assert.Equal(2, told.Length);
        Assert.Equal("09:00:00 dump line 41: expected 5 columns, got 4", told[0]);
        Assert.Equal("09:00:30 dump line 341: expected 5 columns, got 4 ×301", told[1]);
    }

    [Fact]
    public void Several_runs_are_named_and_summed_up_in_one_line()
    {
        WatchedRun[] runs =
        [
            new(new LiveStatus { Path = "x/300K/dump", State = ReadingState.Following, FramesPerSecond = 2, BytesPerSecond = 1000 }, null),
            new(
                new LiveStatus { Path = "x/400K/dump", State = ReadingState.Stalled, FramesPerSecond = 3, GivenUp = ["lags beyond 5 ps"] },
                null),
        ];
        _progress.Tell(runs);
        _clock.Advance(1);
        _progress.Tell([runs[0] with { Status = runs[0].Status with { State = ReadingState.Ended } }, runs[1]]);

        Assert.Equal(
            """
            09:00:00 watching x/300K/dump
            09:00:00 watching x/400K/dump
            09:00:00 400K: memory: lags beyond 5 ps
            09:00:00 2 runs · 1 stalled · 1 following · 5.00 frames/s · 1.00 kB/s · 0 B behind
            09:00:01 300K: ended

            """.ReplaceLineEndings("\n"), _output.ToString());
    }

    [Fact]
    public void The_end_says_where_the_results_are()
    {
        _progress.End(SyntheticRun.Status, SyntheticRun.Snapshot(), ["out/summary.json", "out/msd_Li.csv"]);
        Assert.Equal(
        [
            "Li6PS5Cl/600K/dump.lammpstrj: 400.0 ps simulated · 4001 frames",
            "D(Li) = 3.21e-6 cm²/s (0.0321 Å²/ps), line through the MSD over lags 100–200 ps, drift framework",
            "D(Li) = 3.18e-6 cm²/s (0.0318 Å²/ps), line through the MSD over lags 20.0–100 ps, drift framework",
            "converged: D = 0.0321 Å²/ps (0.0289 to 0.0358, ±11 %): as precise as asked for; memory tested up to 128 ps",
            "D = 3.21e-6 cm²/s (2.89e-6 to 3.58e-6) (95 %); per axis x 1.00e-4 cm²/s (9.00e-5 to 1.10e-4), y 1.00e-4 cm²/s (9.00e-5 to 1.10e-4), "
                + "z 1.00e-4 cm²/s (9.00e-5 to 1.10e-4)",
            "σ from D (Nernst–Einstein) 1000 (900 to 1100) mS/cm · σ of all ions together 1000 (900 to 1100) mS/cm · Haven ratio 1.00 (0.900 to 1.10)",
            "warning: kinetic temperature of Cl (604 K) rests on 32 atoms: its error is 3 %",
            "results: out/ (summary.json, msd_Li.csv)",
        ], Lines());
    }

    [Fact]
    public void Without_Unicode_lines_are_ASCII()
    {
        new PlainProgress(_output, _clock, TimeSpan.Zero, unicode: false).Tell(SyntheticRun.Status, SyntheticRun.Snapshot());
        Assert.All(_output.ToString(), c => Assert.InRange(c, '\n', '~'));
    }

    [Fact]
    public void A_file_name_cannot_send_commands_to_the_terminal()
    {
        RunSnapshot snapshot = SyntheticRun.Snapshot(10);
        _progress.Tell(new LiveStatus { Path = "a\e]0;x\ab", Events = [new(_clock.GetUtcNow(), "\e[2J")] }, snapshot);
        _progress.End(new LiveStatus { Path = "a\e]0;x\ab" }, null, []);
        Assert.DoesNotContain('\e', _output.ToString());
        Assert.DoesNotContain('\a', _output.ToString());
    }

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
