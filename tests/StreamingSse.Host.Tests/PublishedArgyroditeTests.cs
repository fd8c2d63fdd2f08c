using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamingSse.Host.Tests;

/// <summary>Published XDATCARs of argyrodites (B. J. Morgan 2020) against MSD and D made from them elsewhere, job by job.</summary>
public sealed partial class PublishedArgyroditeTests
{
    private static string Reference => SharedData.Path("published", "argyrodite", "REFERENCE_MSD_D.txt");

    // "…/Li6PS5Cl/0p/run1/XDATCAR.gz raw 140 416 192 fit_ps=3.50-7.00 D=7.921828e-02 A2/ps … MSD(1)=0.45119 MSD(end)=5.64984"
    [GeneratedRegex(@"argyrodite/(\S+) (raw|driftcorr) (\d+) .*fit_ps=([\d.]+)-([\d.]+) D=(\S+) .*MSD\(1\)=(\S+) MSD\(end\)=(\S+)")]
    private static partial Regex Line();

    public static TheoryData<string, string> Jobs()
    {
        var jobs = new TheoryData<string, string>();
        foreach (string line in File.ReadLines(Reference))
            if (Line().Match(line) is { Success: true } job) jobs.Add(job.Groups[1].Value, job.Groups[2].Value);
        return jobs;
    }

    [DataTheory]
    [MemberData(nameof(Jobs))]
    public async Task Each_job_alone_has_the_reference_MSD_and_D(string job, string how)
    {
        Match reference = File.ReadLines(Reference).Select(line => Line().Match(line)).Single(line => line.Groups[1].Value == job && line.Groups[2].Value == how);
        double Number(int group) => double.Parse(reference.Groups[group].Value, CultureInfo.InvariantCulture);

        var summary = await Sse.SummaryAsync([SharedData.Path("published", "argyrodite", job), "--frame-fs", "100", "--specie", "Li",
            "--drift", how == "raw" ? "none" : "framework", "--fit-ps", $"{reference.Groups[4].Value}:{reference.Groups[5].Value}"]);

        // All printed digits where the same was done. For the drift the reference takes the unweighted mean of the framework and we the mass-weighted one,
        // which differ by the heavy iodine's vibration.
        double relative = how == "raw" ? 1e-6 : 6e-4;
        Assert.Equal(Number(3), summary.At("run", "frameCount").GetInt32());
        Assert.Equal(1, summary.At("mobile", "fit", "dA2PerPs").GetDouble() / Number(6), relative);
        double[] msdA2 = summary.At("species", "Li", "msdA2", "total").Doubles();
        Assert.Equal(Number(7), msdA2[1], how == "raw" ? 6e-6 : 6e-4);
    }

    [DataFact]
    public async Task The_jobs_of_one_composition_are_one_run_and_its_one_break_is_told()
    {
        Sse run = await Sse.RunAsync("analyze", SharedData.Path("published", "argyrodite", "Li6PS5I", "100p"), "--frame-fs", "100");
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Contains("700 frames", run.Output);
        Assert.Contains("run4", run.Output);
    }
}
