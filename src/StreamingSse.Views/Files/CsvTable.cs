using System.Globalization;
using System.Text;

namespace StreamingSse.Views.Files;

/// <summary>Comma-separated rows under one header row (RFC 4180), free of any culture. An undefined number is an empty field.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly StreamWriter _writer;
    private bool _rowBegun;

    /// <param name="header">Column names, each with its unit.</param>
    public CsvTable(Stream stream, params ReadOnlySpan<string> header)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        foreach (string name in header) Add(name);
        EndRow();
    }

    /// <summary>A number with as many digits as it takes to read the same double back.</summary>
    public CsvTable Add(double value)
    {
        Separate();
        if (!double.IsFinite(value)) return this;
        Span<char> digits = stackalloc char[32];
        value.TryFormat(digits, out int length, "R", CultureInfo.InvariantCulture);
        _writer.Write(digits[..length]);
        return this;
    }

    public CsvTable Add(string text)
    {
        Separate();
        _writer.Write(text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"");
        return this;
    }

    public void EndRow()
    {
        _writer.Write('\n');
        _rowBegun = false;
    }

    public void Dispose() => _writer.Dispose();

    private void Separate()
    {
        if (_rowBegun) _writer.Write(',');
        _rowBegun = true;
    }
}
