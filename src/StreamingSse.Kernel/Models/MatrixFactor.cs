namespace StreamingSse.Kernel.Models;

/// <summary>A matrix in memory that stays where it is, read by rows or, transposed, by columns.</summary>
internal readonly unsafe struct MatrixFactor
{
    private readonly float* _first;

    private MatrixFactor(float* first, int rowStep, int columnStep)
    {
        _first = first;
        RowStep = rowStep;
        ColumnStep = columnStep;
    }

    public int RowStep { get; }

    public int ColumnStep { get; }

    public MatrixFactor Transposed => new(_first, ColumnStep, RowStep);

    /// <param name="first">Shape [rows, columnCount], row-major, pinned by the caller for as long as this is used.</param>
    public static MatrixFactor Of(float* first, int columnCount) => new(first, columnCount, 1);

    public float* At(int row, int column) => _first + (nint)row * RowStep + (nint)column * ColumnStep;
}
