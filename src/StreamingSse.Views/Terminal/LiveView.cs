using System.Text;
using Spectre.Console;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Terminal;

/// <summary>Keeps the picture of the watched runs on a terminal until it is disposed.</summary>
/// <remarks>
/// Draws on the alternate screen and writes only the rows that changed, each at its own place, inside a synchronised update: nothing
/// scrolls or flickers, and a slow line carries little. A changed size of the terminal is seen at the next <c>Show</c>.
/// </remarks>
public sealed class LiveView : IDisposable
{
    // Alternate screen, hidden cursor, no wrapping at the right edge; and all of it undone.
    private const string Enter = "\e[?1049h\e[?25l\e[?7l";
    private const string Leave = "\e[?7h\e[?25h\e[?1049l";
    private const string BeginUpdate = "\e[?2026h", EndUpdate = "\e[?2026l";
    private const string ClearAll = "\e[2J", ClearToEndOfRow = "\e[K";

    private readonly Lock _drawing = new();
    private readonly TextWriter _output;
    private readonly TerminalTraits _traits;
    private readonly Func<(int Width, int Height)> _size;
    private readonly StringWriter _ansi = new();
    private readonly IAnsiConsole _styler;
    private string[] _rowsShown = [];
    private (int Width, int Height) _sizeShown;
    private bool _isOpen;
    private bool _isDisposed;

    /// <param name="size">Columns and rows of the terminal at this moment.</param>
    public LiveView(TextWriter output, TerminalTraits traits, Func<(int Width, int Height)> size)
    {
        (_output, _traits, _size) = (output, traits, size);
        _styler = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = traits.Colors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_ansi),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>A view on standard output, which must be an interactive terminal.</summary>
    public static LiveView OnConsole(TerminalTraits traits) => new(Console.Out, traits, ConsoleSize);

    public void Show(LiveStatus status, RunSnapshot? snapshot, IReadOnlyList<DiffusionPoint> history) =>
        Draw((width, height) => RunScreen.Compose(status, snapshot, history, width, height, _traits.Unicode));

    public void Show(IReadOnlyList<WatchedRun> runs) => Draw((width, height) => RunsScreen.Compose(runs, width, height, _traits.Unicode));

    public void Show(IReadOnlyList<WatchedRun> runs, FleetState fleet) => Draw((width, height) => FleetScreen.Compose(runs, fleet, width, height, _traits.Unicode));

    /// <summary>Gives the terminal back as it was.</summary>
    public void Dispose()
    {
        lock (_drawing)
        {
            _isDisposed = true;
            try
            {
                if (_isOpen) _output.Write(Leave);
                _output.Flush();
            }
            catch (IOException)
            {
                // A terminal that is gone needs nothing back.
            }
            _isOpen = false;
        }
    }

    private void Draw(Func<int, int, Screen> compose)
    {
        lock (_drawing)
        {
            if (_isDisposed) return; // a last snapshot may arrive after the person has left
            (int Width, int Height) size = _size();
            string[] rows = AnsiRows(compose(size.Width, size.Height));
            var update = new StringBuilder();
            if (!_isOpen) update.Append(Enter);
            update.Append(BeginUpdate);
            if (size != _sizeShown) update.Append(ClearAll);
            int unchanged = update.Length;
            for (int row = 0; row < rows.Length; row++)
            {
                if (size == _sizeShown && rows[row] == _rowsShown[row]) continue;
                update.Append("\e[").Append(row + 1).Append(";1H").Append(rows[row]);
            }
            if (update.Length == unchanged && size == _sizeShown) return;

            _output.Write(update.Append(EndUpdate).ToString());
            _output.Flush();
            (_isOpen, _rowsShown, _sizeShown) = (true, rows, size);
        }
    }

    private string[] AnsiRows(Screen screen)
    {
        _ansi.GetStringBuilder().Clear();
        _styler.Profile.Width = screen.Width;
        _styler.Write(screen);
        string[] rows = _ansi.ToString().Split('\n');
        string[] texts = screen.ToLines();
        // A full row leaves the cursor on its last cell, which clearing to the end would wipe.
        for (int row = 0; row < rows.Length; row++)
            if (Screen.WidthOf(texts[row]) < screen.Width) rows[row] += ClearToEndOfRow;
        return rows;
    }

    // Some terminals (serial lines, some CI) say 0 × 0; then the size that every terminal has had since 1978 is a fair guess.
    private static (int Width, int Height) ConsoleSize()
    {
        try
        {
            (int width, int height) = (Console.WindowWidth, Console.WindowHeight);
            return width > 0 && height > 0 ? (width, height) : (80, 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }
}
