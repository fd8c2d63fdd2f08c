using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Golden;

/// <summary>Pictures that were looked at and found good; a changed one is kept in the temporary folder, to be looked at again.</summary>
internal static class Approved
{
    public static void Matches(string name, Screen screen)
    {
        string drawn = string.Join('\n', screen.ToLines()) + "\n";
        string approved = Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt");
        if (File.Exists(approved) && File.ReadAllText(approved) == drawn) return;

        string received = Path.Combine(Path.GetTempPath(), name + ".received.txt");
        File.WriteAllText(received, drawn);
        Assert.Fail($"{name} is not drawn as approved; what was drawn is in {received}:\n{drawn}");
    }
}
