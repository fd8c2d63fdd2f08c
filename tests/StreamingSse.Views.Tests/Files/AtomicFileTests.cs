using System.Text;
using StreamingSse.Views.Files;

namespace StreamingSse.Views.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_appears_whole_in_a_folder_that_is_made_for_it()
    {
        AtomicFile.Write(_folder["new/deep/a.txt"], stream => stream.Write("whole"u8));
        Assert.Equal("whole", File.ReadAllText(_folder["new/deep/a.txt"]));
        Assert.Equal([_folder["new/deep/a.txt"]], Directory.GetFiles(_folder["new/deep"]));
    }

    [Fact]
    public void Until_it_is_whole_the_old_one_stands()
    {
        File.WriteAllText(_folder["a.txt"], "old");
        AtomicFile.Write(_folder["a.txt"], stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(new string('n', 1 << 20)));
            Assert.Equal("old", File.ReadAllText(_folder["a.txt"]));
        });
        Assert.Equal(1 << 20, new FileInfo(_folder["a.txt"]).Length);
    }

    [Fact]
    public void What_a_killed_writer_has_left_goes_and_what_another_one_is_writing_stays()
    {
        string killed = Left(".a.txt.4711.tmp", hoursAgo: 2), writing = Left(".a.txt.4712.tmp", hoursAgo: 0.5);
        string[] others = [Left(".b.txt.4711.tmp", hoursAgo: 2), Left(".a.txt.4711.bak", hoursAgo: 2), Left(".a.txt.mine.tmp", hoursAgo: 2), Left("a.txt.4711.tmp", hoursAgo: 2)];
        AtomicFile.Write(_folder["a.txt"], stream => stream.Write("whole"u8));
        Assert.False(File.Exists(killed));
        Assert.All([writing, .. others], file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void Whoever_reads_the_old_file_meanwhile_reads_all_of_it()
    {
        File.WriteAllText(_folder["a.txt"], "old");
        var opened = new FileStream(_folder["a.txt"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(opened);
        AtomicFile.Write(_folder["a.txt"], stream => stream.Write("new"u8));
        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(_folder["a.txt"]));
    }

    [Fact]
    public void On_a_full_disk_the_old_file_stays_nothing_is_left_over_and_the_message_names_a_way_out()
    {
        File.WriteAllText(_folder["a.txt"], "old");
        var refused = Assert.Throws<OutputRefusedException>(() => AtomicFile.Write(_folder["a.txt"], stream =>
        {
            stream.Write("half of"u8);
            throw new IOException("No space left on device.");
        }));

        Assert.Equal("old", File.ReadAllText(_folder["a.txt"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal(_folder["a.txt"], refused.RefusedPath);
        Assert.Equal(
            $"{_folder["a.txt"]}: expected a folder that can be written to, "
            + "got: No space left on device. Name another place with --out DIR.",
            refused.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_refused_in_the_same_way()
    {
        File.WriteAllText(_folder["file"], "");
        Assert.Throws<OutputRefusedException>(
            () => AtomicFile.Write(_folder["file/a.txt"], _ => Assert.Fail("nothing can be written there")));
    }

    private string Left(string name, double hoursAgo)
    {
        File.WriteAllText(_folder[name], "half of");
        File.SetLastWriteTimeUtc(_folder[name], DateTime.UtcNow.AddHours(-hoursAgo));
        return _folder[name];
    }

    [Fact]
    public void A_bug_while_writing_is_not_taken_for_a_full_disk_and_leaves_nothing_over()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["a.txt"], _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
