using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StreamingSse.Kernel.Tests;

/// <summary>The kernel takes numbers and gives numbers: the built assembly refers to no clock, file, task, thread, log or dice.</summary>
public sealed class KernelPurityTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.", "System.Net.", "System.Console", "System.Threading.", "System.Timers.", "System.TimeProvider",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Trace", "System.Diagnostics.Process", "System.Diagnostics.Tracing.",
        "System.Security.Cryptography.Random", "Microsoft.Extensions.",
    ];

    private static readonly string[] AllowedTypes = ["System.Threading.Interlocked", "System.Threading.Volatile"];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.Environment.GetEnvironmentVariable", "System.Random.get_Shared", "System.Random..ctor()", "System.Guid.NewGuid",
    ];

    [Fact]
    public void The_kernel_refers_to_no_clock_file_task_thread_log_or_hidden_randomness()
    {
        using FileStream file = File.OpenRead(typeof(Cell).Assembly.Location);
        Assert.Empty(Offences(file));
    }

    [Fact]
    public void The_same_look_finds_them_where_they_are()
    {
        using FileStream file = File.OpenRead(typeof(KernelPurityTests).Assembly.Location);
        string[] offences = Offences(file);
        Assert.Contains("System.IO.File", offences);
        Assert.Contains("System.Random..ctor()", offences);
        _ = new Random(); // the one offence of this assembly that is made on purpose
    }

    private static string[] Offences(Stream assembly)
    {
        using var image = new PEReader(assembly);
        MetadataReader metadata = image.GetMetadataReader();
        string[] types = [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))];
        string[] members = [.. metadata.MemberReferences.Select(handle => NameOf(metadata, metadata.GetMemberReference(handle)))];
        return [.. types.Where(type => ForbiddenTypes.Any(type.StartsWith) && !AllowedTypes.Contains(type))
            .Concat(members.Where(ForbiddenMembers.Contains)).Distinct()];
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static string NameOf(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference) return "";
        string name = $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
        if (!name.EndsWith("..ctor", StringComparison.Ordinal)) return name;
        BlobReader signature = metadata.GetBlobReader(member.Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() == 0 ? name + "()" : name;
    }
}
