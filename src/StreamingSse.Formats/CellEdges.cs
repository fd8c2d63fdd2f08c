using StreamingSse.Kernel;

namespace StreamingSse.Formats;

/// <summary>Edge vectors from lengths and angles: a along x, b in the xy plane.</summary>
internal static class CellEdges
{
    /// <param name="alpha">Angle between b and c, degrees; β lies between a and c, γ between a and b.</param>
    public static Cell FromDegrees(double aA, double bA, double cA, double alpha, double beta, double gamma) =>
        FromCosines(aA, bA, cA, Cosine(alpha), Cosine(beta), Cosine(gamma));

    /// <param name="alpha">Cosine of the angle between b and c, and so on.</param>
    public static Cell FromCosines(double aA, double bA, double cA, double alpha, double beta, double gamma)
    {
        double sine = Math.Sqrt(1 - gamma * gamma), cy = (alpha - beta * gamma) / sine;
        return new Cell(aA, 0, 0, bA * gamma, bA * sine, 0, cA * beta, cA * cy, cA * Math.Sqrt(1 - beta * beta - cy * cy));
    }

    // So that a right angle gives a rectangular cell to the last bit.
    private static double Cosine(double degrees) => degrees == 90 ? 0 : Math.Cos(degrees * Math.PI / 180);
}
