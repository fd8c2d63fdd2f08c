namespace StreamingSse.Pipeline.Actors;

/// <summary>Ends a program in named phases, one after the other, each with a time-out.</summary>
public sealed class CoordinatedShutdown
{
    private readonly ActorSystem _system;
    private readonly Lock _gate = new();
    private readonly Phase[] _phases;
    private Task<IReadOnlyList<string>>? _run;

    /// <param name="phases">Names and time-outs, in order. In the last one the system is terminated, too.</param>
    public CoordinatedShutdown(ActorSystem system, params (string Name, TimeSpan Timeout)[] phases)
    {
        if (phases.Length == 0) throw new ArgumentException("expected at least one phase, got none", nameof(phases));
        _system = system;
        _phases = [.. phases.Select(phase => new Phase(phase.Name, phase.Timeout, []))];
        AddTask(phases[^1].Name, "terminate", _ => system.Terminate());
    }

    /// <summary>Adds something to do in a phase, beside the phase's other tasks.</summary>
    public void AddTask(string phase, string name, Func<CancellationToken, Task> work)
    {
        int index = Array.FindIndex(_phases, p => p.Name == phase);
        if (index < 0) throw new ArgumentException($"expected a phase of {string.Join(", ", _phases.Select(p => p.Name))}, got '{phase}'", nameof(phase));
        lock (_gate)
        {
            if (_run is not null) throw new InvalidOperationException($"expected '{name}' before the shutdown, got it during it");
            _phases[index].Tasks.Add((name, work));
        }
    }

    /// <summary>Runs all phases. A second call gives the first one's run.</summary>
    /// <returns>What went wrong, as "phase/task: what"; empty where nothing did. A failed or late task never holds up the next phase.</returns>
    public Task<IReadOnlyList<string>> Run()
    {
        lock (_gate) return _run ??= Task.Run(RunPhases);
    }

    private async Task<IReadOnlyList<string>> RunPhases()
    {
        var problems = new List<string>();
        foreach (Phase phase in _phases)
        {
            string?[] ends = await Task.WhenAll(phase.Tasks.Select(task => RunTask(phase, task.Name, task.Work)));
            problems.AddRange(ends.OfType<string>());
        }
        return problems;
    }

    private async Task<string?> RunTask(Phase phase, string name, Func<CancellationToken, Task> work)
    {
        using var late = new CancellationTokenSource();
        try
        {
            await work(late.Token).WaitAsync(phase.Timeout, _system.Time);
            return null;
        }
        catch (TimeoutException) when (!late.IsCancellationRequested)
        {
            await late.CancelAsync();
            return $"{phase.Name}/{name}: expected to end within {phase.Timeout}, got no end";
        }
        catch (Exception failure)
        {
            return $"{phase.Name}/{name}: expected to end well, got {failure.GetType().Name}: {failure.Message}";
        }
    }

    private sealed record Phase(string Name, TimeSpan Timeout, List<(string Name, Func<CancellationToken, Task> Work)> Tasks);
}
