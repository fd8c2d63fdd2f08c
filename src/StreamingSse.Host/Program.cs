using StreamingSse.Host;

// The console's own writer hands the system 256 bytes at a time: forty thousand calls for a long summary.
Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), Console.OutputEncoding, bufferSize: 64 * 1024) { AutoFlush = true });
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
