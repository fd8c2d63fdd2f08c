using System.Globalization;
using System.Text;
using StreamingSse.Formats;
using StreamingSse.Formats.Following;

namespace StreamingSse.Host.Fleet;

/// <summary>Keeps a folder of results to one fleet: <c>fleet.lock</c> names the process that writes there, and its machine.</summary>
/// <remarks>
/// On the same machine the process is looked for. On another one nobody can: there a lock that its owner has not written anew for two minutes,
/// by the clock of the folder's file system, is one whose owner is gone.
/// </remarks>
internal sealed class FleetLock : IDisposable
{
    public const string FileName = "fleet.lock";

    private const int Attempts = 3;
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(20), GoneAfter = TimeSpan.FromMinutes(2);
    private readonly string _path;
    private readonly byte[] _text;
    private readonly FileStream _file;
    private readonly ITimer _timer;

    private FleetLock(string path, TimeProvider clock)
    {
        EngineProcess self = EngineProcess.Find(Environment.ProcessId)!.Value;
        (_path, _text) = (path, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{self.Pid} {self.StartTicks} {Environment.MachineName}\n")));
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Write();
        _timer = clock.CreateTimer(_ => Write(), null, WriteEvery, WriteEvery);
    }

    /// <exception cref="BadInputException">Another fleet writes there.</exception>
    public static FleetLock Take(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName), owner = "one that comes and goes";
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                return new FleetLock(path, clock);
            }
            catch (IOException) when (File.Exists(path))
            {
                string text = File.ReadAllText(path);
                owner = Words(text);
                if (!IsGone(path, text) || !PutAside(path, text)) break;
            }
        }
        throw new BadInputException(folder, $"results that no other fleet writes (another --out DIR, or the end of that one; {path} names it)", owner);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_file) _file.Dispose();
        if (File.Exists(_path) && File.ReadAllBytes(_path).AsSpan().SequenceEqual(_text)) File.Delete(_path);
    }

    private void Write()
    {
        try
        {
            lock (_file)
            {
                if (!_file.CanWrite) return;
                _file.Position = 0;
                _file.Write(_text);
                _file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // A full disk or a folder that is away for now: written again in a while.
        }
    }

    private static string Words(string text) => text.Split(' ', 3) is [var pid, _, var host] ? $"process {pid} on {host.Trim()}" : "a process that has not said yet which";

    private static bool IsGone(string path, string text)
    {
        if (text.Split(' ', 3) is [var pid, var start, var host] && host.Trim() == Environment.MachineName
            && int.TryParse(pid, CultureInfo.InvariantCulture, out int number) && long.TryParse(start, CultureInfo.InvariantCulture, out long ticks))
            return new EngineProcess(number, ticks).IsOver;
        string probe = $"{path}.{Guid.NewGuid():N}"; // its time is that of the file system's own clock, as the lock's is
        File.WriteAllText(probe, "");
        bool isGone = File.GetLastWriteTimeUtc(probe) - File.GetLastWriteTimeUtc(path) > GoneAfter;
        File.Delete(probe);
        return isGone;
    }

    // Of several that find the same owner gone, one moves its lock away; who has moved a newer one puts it back.
    private static bool PutAside(string path, string text)
    {
        string aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        if (File.ReadAllText(aside) != text)
        {
            File.Move(aside, path);
            return false;
        }
        File.Delete(aside);
        return true;
    }
}
