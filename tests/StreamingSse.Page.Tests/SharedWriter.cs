namespace StreamingSse.Page.Tests;

/// <summary>What a program prints, to be read while it prints.</summary>
internal sealed class SharedWriter : StringWriter
{
    private readonly Lock _gate = new();

    public string Text
    {
        get
        {
            lock (_gate) return ToString();
        }
    }

    public override void Write(char value)
    {
        lock (_gate) base.Write(value);
    }

    public override void Write(string? value)
    {
        lock (_gate) base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (_gate) base.Write(buffer, index, count);
    }

    public override Task WriteLineAsync(string? value)
    {
        lock (_gate) base.WriteLine(value);
        return Task.CompletedTask;
    }
}
