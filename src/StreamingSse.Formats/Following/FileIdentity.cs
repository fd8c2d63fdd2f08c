using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamingSse.Formats.Following;

/// <summary>Which file a path or a handle means: device and inode. All the same where the system cannot tell.</summary>
public readonly partial record struct FileIdentity(ulong Device, ulong Inode)
{
    private const int CurrentDirectory = -100, EmptyPath = 0x1000, ForceSync = 0x2000;
    private const uint WantInode = 0x100;

    /// <summary>The file that the path names now, asked of the server on a network file system; null where there is none.</summary>
    public static FileIdentity? OfPath(string path) =>
        !OperatingSystem.IsLinux() ? File.Exists(path) ? default(FileIdentity) : null
        : Statx(CurrentDirectory, path, ForceSync, WantInode, out StatxRecord record) == 0 ? Of(record) : null;

    /// <summary>The file that was opened.</summary>
    public static FileIdentity OfHandle(SafeFileHandle handle) =>
        OperatingSystem.IsLinux() && Statx((int)handle.DangerousGetHandle(), "", EmptyPath, WantInode, out StatxRecord record) == 0
            ? Of(record) : default;

    private static FileIdentity Of(in StatxRecord record) => new(((ulong)record.DeviceMajor << 32) | record.DeviceMinor, record.Inode);

    // statx, not stat: its record is laid out alike on every processor and C library.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxRecord record);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxRecord
    {
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
