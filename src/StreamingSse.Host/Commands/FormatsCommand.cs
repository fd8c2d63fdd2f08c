using System.CommandLine;
using StreamingSse.Formats.Discovery;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse formats</c>: what can be read, and what each format needs.</summary>
internal static class FormatsCommand
{
    public static Command Create(TextWriter output)
    {
        var command = new Command("formats", "Lists the trajectory formats that are read: live or not, velocities, changing cells, restarts, and what must be given.");
        command.SetAction(_ =>
        {
            foreach (KnownFormat format in KnownFormats.All)
            {
                output.WriteLine(format.Name);
                output.WriteLine($"    live: {format.Live}; velocities: {format.Velocities}; cell changes: {format.Cell}");
                output.WriteLine($"    restart: {format.Restart}");
                output.WriteLine($"    given:   {format.Given}");
            }
            return ExitCode.Done;
        });
        return command;
    }
}
