using System.Text;

namespace StreamingSse.Views.Web;

/// <summary>Files that nobody but their owner may read or write: mode 0600.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a new file that is restricted from the first moment.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner; // there, files of a user's profile are the user's already
        using var file = new StreamWriter(path, Encoding.ASCII, options);
        file.Write(text);
    }

    public static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows()) throw new PageRefusedException(path, "a system with modes on sockets", "Windows");
        File.SetUnixFileMode(path, Owner);
    }

    /// <exception cref="PageRefusedException">Others may read or write the file.</exception>
    public static void Check(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        UnixFileMode found = File.GetUnixFileMode(path);
        if ((found & ~Owner) != 0) throw new PageRefusedException(path, "a file that only its owner may read (chmod 600)", found.ToString());
    }
}
