using System.Text;
using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>One text of a configuration and its name in messages; of a file also the folder that its includes are found from.</summary>
internal sealed record HoconText(string Text, string Name, string? Directory)
{
    private const int MaxBytes = 1 << 20;   // a person wrote it

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static HoconText Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[MaxBytes + 1];
            int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false); // a pipe has no length
            if (count > MaxBytes) throw new BadInputException(path, $"a configuration of at most {MaxBytes} bytes", "more");
            return new HoconText(StrictUtf8.GetString(bytes.AsSpan(0, count)), path, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "a readable configuration file", e.Message);
        }
        catch (DecoderFallbackException e)
        {
            throw new BadInputException($"{path} byte {e.Index}", "UTF-8", "bytes that are none");
        }
    }
}
