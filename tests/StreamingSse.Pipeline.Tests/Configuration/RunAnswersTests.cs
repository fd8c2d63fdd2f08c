using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;
using FsCheck;
using FsCheck.Fluent;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Pipeline.Tests.Configuration;

public sealed class RunAnswersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("answers").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_nearest_file_wins_and_the_rest_is_inherited()
    {
        string outer = Write("sse.conf", "run { specie = [Li], species { 1 = Li, 2 = O }, timestep-fs = 2, temperature-k = 300, drift = none }");
        string inner = Write("lpsc/600K/sse.conf", "run.temperature-k = 600\nrun.species.2 = S");
        Write("lpsc/600K/run1/dump.lammpstrj", "");

        RunAnswers answers = RunAnswers.FindFor(Path.Combine(_root, "lpsc/600K/run1/dump.lammpstrj"));
        Assert.Equal(["Li"], answers.Options.MobileSpecies);
        Assert.Equal(new Dictionary<string, string> { ["1"] = "Li", ["2"] = "S" }, answers.Options.SpecieOfType);
        Assert.Equal(2, answers.Options.TimestepFs);
        Assert.Equal(600, answers.Options.TemperatureK);
        Assert.Equal(DriftMode.None, answers.Drift);
        Assert.Null(answers.Vdos);
        Assert.Null(answers.Options.Chain);
        Assert.Contains(new Inferred("temperature-k", "600", $"{inner}:1:21"), answers.Found);
        Assert.Contains(new Inferred("timestep-fs", "2", $"{outer}:1:63"), answers.Found);
        Assert.Equal(answers.Options, RunAnswers.FindFor(Path.Combine(_root, "lpsc/600K/run1")).Options with
        {
            MobileSpecies = answers.Options.MobileSpecies,
            SpecieOfType = answers.Options.SpecieOfType,
        });
    }

    [Fact]
    public void Null_takes_an_inherited_answer_back()
    {
        Write("sse.conf", "run { temperature-k = 300, specie = [Li] }");
        Write("a/sse.conf", "run { temperature-k = null, specie = null }");
        RunAnswers answers = RunAnswers.FindFor(Path.Combine(_root, "a"));
        Assert.Null(answers.Options.TemperatureK);
        Assert.Empty(answers.Options.MobileSpecies);
        Assert.Empty(answers.Found);
    }

    [Theory]
    [InlineData("run.timestep = 2", "1:16 run.timestep: expected one of chain, cores, drift, frame-fs, from-ps, material, specie, species, stoichiometric, temperature-k, timestep-fs, to-ps, vdos, got an unknown key")]
    [InlineData("memory.budget = 1 GB", "1:1 memory: expected one of run, got an unknown key")]
    [InlineData("run.specie = Li", "1:14 run.specie: expected a list such as [Li], got \"Li\"")]
    [InlineData("run.species = [Li]", "1:15 run.species: expected")]
    [InlineData("run.timestep-fs = 2 fs", "1:19 run.timestep-fs: expected a number from 1E-06 to 1000000000000, without a unit, got \"2 fs\"")]
    [InlineData("run.temperature-k = 0", "1:21 run.temperature-k: expected a number from 1E-06")]
    [InlineData("run.chain = maybe", "1:13 run.chain: expected true or false, got \"maybe\"")]
    [InlineData("run.drift = mass", "1:13 run.drift: expected framework or all or none, got \"mass\"")]
    public void A_bad_answer_is_refused_with_file_line_and_full_path(string text, string message)
    {
        string file = Write("sse.conf", text);
        string found = Assert.Throws<BadInputException>(() => RunAnswers.FindFor(_root)).Message[(file.Length + 1)..];
        Assert.Equal(message, found[..Math.Min(found.Length, message.Length)]);
    }

    [Fact]
    public void Saved_answers_say_where_they_came_from_and_leave_the_rest_of_the_file_alone()
    {
        string file = Write("sse.conf", "# ours\nrun.temperature-k = 600   # measured");
        RunAnswers answers = Answers(new RunOptions { MobileSpecies = ["Li"], TemperatureK = 600, TimestepFs = 0.5 });
        answers.SaveTo(_root, "said at the terminal on 2026-01-02");
        Assert.Equal(
            "# ours\nrun.temperature-k = 600   # measured\n# said at the terminal on 2026-01-02\nrun {\n  specie = [Li]\n  timestep-fs = 0.5\n}\n",
            File.ReadAllText(file));

        string before = File.ReadAllText(file);
        Answers(new RunOptions { TimestepFs = 0.5 }).SaveTo(_root, "said again");
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_root));
    }

    [Fact]
    public void A_file_in_braces_is_not_spoilt()
    {
        string file = Write("sse.conf", "{ run.temperature-k = 600 }");
        Assert.Throws<BadInputException>(() => Answers(new RunOptions { TimestepFs = 1 }).SaveTo(_root, "x"));
        Assert.Equal("{ run.temperature-k = 600 }", File.ReadAllText(file));
    }

    [Fact]
    public void What_is_saved_is_found_again_whatever_it_holds()
    {
        Gen<string> name = Gen.Elements([.. "Li \"\\.#${ä\t,"]).NonEmptyListOf().Select(c => string.Concat(c));
        Gen<double?> positive = Gen.Choose(1, 1_000_000_000).Select(n => n % 4 == 0 ? (double?)null : n / 7.0e3);
        Arbitrary<RunAnswers> answers = (
            from mobile in name.ListOf(3)
            from types in name.ListOf(3)
            from numbers in positive.ListOf(5)
            from chain in Gen.Elements<bool?>(null, true, false)
            from drift in Gen.Elements<DriftMode?>(null, DriftMode.All, DriftMode.Framework)
            from vdos in Gen.Elements<VdosMode?>(null, VdosMode.Standard)
            select new RunAnswers(
                new RunOptions
                {
                    MobileSpecies = [.. mobile],
                    SpecieOfType = types.Select((specie, i) => (specie, i)).ToDictionary(t => $"{t.i} {t.specie}", t => t.specie),
                    TimestepFs = numbers[0],
                    FrameFs = numbers[1],
                    TemperatureK = numbers[2],
                    FromPs = numbers[3],
                    ToPs = numbers[4],
                    Chain = chain,
                },
                drift,
                vdos,
                [])).ToArbitrary();

        int folder = 0;
        Prop.ForAll(answers, expected =>
        {
            string path = Directory.CreateDirectory(Path.Combine(_root, $"{folder++}")).FullName;
            expected.SaveTo(path, "a\nproperty");
            RunAnswers found = RunAnswers.FindFor(path);
            Assert.Equal(expected.Options.MobileSpecies, found.Options.MobileSpecies);
            Assert.Equal(expected.Options.SpecieOfType, found.Options.SpecieOfType);
            RunOptions options = expected.Options with { MobileSpecies = found.Options.MobileSpecies, SpecieOfType = found.Options.SpecieOfType };
            Assert.Equal(expected with { Options = options }, found with { Found = expected.Found });
        }).QuickCheckThrowOnFailure();
    }

    private static RunAnswers Answers(RunOptions options) => new(options, null, null, []);

    private string Write(string name, string text)
    {
        string file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
