using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Pipeline.Tests.Configuration;

/// <summary>Read from made-up /proc and /sys trees, as the kernel's cgroup documents describe them.</summary>
public sealed class MachineMemoryTests : IDisposable
{
    private const long GiB = 1L << 30;

    private readonly string _root = Directory.CreateTempSubdirectory("memory").FullName;

    public MachineMemoryTests() => Write("proc/meminfo", $"MemTotal:       {64 * GiB / 1024} kB\nMemFree:        1 kB\n");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Without_a_cgroup_it_is_the_machines_memory() => Expect(64 * GiB, "the machine's memory");

    [Fact]
    public void Version_2_takes_the_tightest_limit_from_the_group_up()
    {
        Write("proc/self/cgroup", "0::/user.slice/job_7/step_0\n");
        Write("sys/fs/cgroup/user.slice/memory.max", "max\n");
        Write("sys/fs/cgroup/user.slice/job_7/memory.max", $"{8 * GiB}\n");
        Write("sys/fs/cgroup/user.slice/job_7/step_0/memory.max", $"{9 * GiB}\n");
        Expect(8 * GiB, "the cgroup's memory limit");
    }

    [Fact]
    public void Version_1_reads_the_memory_controller()
    {
        Write("proc/self/cgroup", "11:cpu,cpuacct:/x\n4:memory:/slurm/uid_1/job_2\n0::/\n");
        Write("sys/fs/cgroup/memory/slurm/uid_1/job_2/memory.limit_in_bytes", $"{4 * GiB}\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", $"{long.MaxValue - 4095}\n");
        Expect(4 * GiB, "the cgroup's memory limit");
    }

    [Fact]
    public void In_a_container_the_limit_stands_at_the_mounts_root()
    {
        Write("proc/self/cgroup", "0::/../outside/this/namespace\n");
        Write("sys/fs/cgroup/memory.max", $"{2 * GiB}\n");
        Expect(2 * GiB, "the cgroup's memory limit");
    }

    [Fact]
    public void A_limit_above_the_machines_memory_is_none()
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("sys/fs/cgroup/memory.max", $"{100 * GiB}\n");
        Expect(64 * GiB, "the machine's memory");
    }

    private void Expect(long bytes, string from) => Assert.Equal(new MachineMemory(bytes, from), MachineMemory.Find(_root));

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
