namespace StreamingSse.Kernel.Clusters;

/// <summary>Points grouped around centres.</summary>
/// <param name="Labels">The centre of each point; centres are numbered along their first axis, so that equal groups have equal numbers.</param>
/// <param name="Centres">Shape [k, axes].</param>
/// <param name="Inertia">Sum of squared distances of the points to their centres, in the axes' unit squared.</param>
public sealed record Clustering(int[] Labels, double[] Centres, double Inertia);
