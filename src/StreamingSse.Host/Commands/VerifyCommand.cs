using System.CommandLine;
using StreamingSse.Host.Certifying;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse verify</c>: computes a certificate again from its files.</summary>
internal static class VerifyCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var path = new Argument<string>("CERTIFICATE.json") { Description = "what sse certify wrote; its files are looked for by their paths from its folder" };
        var command = new Command("verify", """
            Computes a certificate again from its files and says what differs, to the last bit. Exit code 0 where nothing does, 1 otherwise.

            Example:
              sse verify paper/600K.certificate.json
            """)
        { path };
        command.SetAction(async (parsed, stop) =>
        {
            string file = parsed.GetValue(path)!;
            Certificate certificate = Certificate.Read(file);
            using var interrupt = new Interrupt(stop);
            var check = new CertificateCheck(certificate, Path.GetDirectoryName(Path.GetFullPath(file))!, SseConfig.Load([]));
            IReadOnlyList<string> differences = await check.RunAsync(interrupt.Token);
            foreach (string difference in differences) error.WriteLine($"sse: {difference}");
            if (differences.Count > 0) return ExitCode.Failed;
            output.WriteLine($"{file}: verified: {certificate.Files.Count} files and {certificate.Figures.Count} figures, none differs");
            output.WriteLine($"{certificate.State}: {certificate.Reason}");
            return ExitCode.Done;
        });
        return command;
    }
}
