using System.CommandLine;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Formats;
using StreamingSse.Formats.Imd;
using StreamingSse.Host.Cluster;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse submit</c>: hand runs to the workers of a cluster.</summary>
internal static class SubmitCommand
{
    public static Command Create(TextWriter output)
    {
        var paths = new Argument<string[]>("PATH") { Description = "a run's directory or trajectory, as the workers see it; several are several runs, unless --chain", Arity = ArgumentArity.OneOrMore };
        var order = new OrderArguments();
        var command = new Command("submit", """
            Hands runs to the workers of a cluster; returns when the broker has them on its disk. What is said of a run here is what 'sse watch' takes.
            A run whose folder is not there yet, or not complete, waits until some worker can read it: 'sse runs' tells why.

            Examples:
              sse submit /scratch/runs/*                        each folder is a run
              sse submit run1 run2 run3 --chain                 one run, in three jobs
              sse submit /scratch/600K --stop-when "D ±20%" --on-converged stop --end-after-s 3600
            """)
        { paths };
        order.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            string[] said = parsed.GetValue(paths)!;
            if (said.FirstOrDefault(ImdAddress.IsMeant) is string socket) throw new BadInputException(socket, "a file or a folder that every worker sees", "a socket: sse watch reads those");
            string[] full = [.. said.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))];
            IReadOnlyList<string> words = OrderArguments.WordsOf(parsed);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            string[] names = RunNames.Unique(full);
            RunOrder[] orders = order.IsOneChain(parsed) == true
                ? [new RunOrder(full[0], names[0], full, words, [], now)]
                : [.. full.Select((path, i) => new RunOrder(path, names[i], [path], words, [], now))];
            await using ClusterDesk desk = await ClusterDesk.OpenAsync(SseConfig.Load(order.ConfigFiles(parsed)).Cluster, TimeProvider.System, stop);
            await desk.SubmitAsync(orders, stop);
            output.WriteLine($"submitted {(orders.Length == 1 ? "1 run" : $"{orders.Length} runs")}; 'sse runs' shows how they are");
            return ExitCode.Done;
        });
        return command;
    }
}
